import type { ConversationDetail } from "@chasqui/client";
import type { Quoted } from "./thread-actions.ts";

export interface ComposerProps {
  readonly conversation: ConversationDetail;
  readonly name: string;
  readonly quoted: Quoted | undefined;
  readonly onQuote: (quoted: Quoted | undefined) => void;
}
