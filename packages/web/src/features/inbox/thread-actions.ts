import type { ThreadMessage } from "@chasqui/client";
import { createContext, useContext } from "react";

/** The message that is being answered. */
export interface Quoted {
  readonly id: string;
  readonly author: string;
  readonly type: string;
  readonly text: string | null;
}

/** What can be done from within a thread. One object for all rows, so that none is drawn anew for it. */
export interface ThreadActions {
  readonly conversationId: string;
  readonly channelId: string;
  /** What the other side is called. */
  readonly name: string;
  readonly isGroup: boolean;
  /** Whether a person may answer and react now. */
  readonly maySend: boolean;
  readonly mayNote: boolean;
  readonly quote: (quoted: Quoted) => void;
  readonly goTo: (messageId: string) => void;
  readonly explain: (messageId: string) => void;
  readonly react: (message: ThreadMessage, emoji: string) => void;
  readonly act: (message: ThreadMessage, action: ThreadMessage["actions"][number]) => void;
}

export const ThreadActionsContext = createContext<ThreadActions | undefined>(undefined);

export function useThreadActions(): ThreadActions {
  const actions = useContext(ThreadActionsContext);
  if (!actions) throw new Error("a part of a thread stands outside of one");
  return actions;
}
