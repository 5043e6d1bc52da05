/** Whoever is asked for replies: what they get, and what they may answer. */
import type { OutgoingHttp } from "../../../platform/outgoing/index.ts";
import type { AiSecrets, AiSettings } from "../ai-settings.rules.ts";

export interface Turn {
  readonly from: "contact" | "us";
  readonly text: string;
  readonly at: Date;
}

export interface AiQuestion {
  /** Of the AI reply. The same for each attempt, so that an endpoint can tell a repetition. */
  readonly id: string;
  readonly attempt: number;
  /** What the model is told, our own rules included. */
  readonly system: string;
  /** The prompt as people wrote it, filled in. */
  readonly prompt: string;
  /** The conversation, oldest first; the last ones are the contact's, and are to be answered. */
  readonly turns: readonly Turn[];
  readonly message: { readonly id: string; readonly text: string; readonly at: Date };
  readonly conversation: { readonly id: string; readonly channelId: string };
  readonly contact: {
    readonly id: string;
    readonly name: string | null;
    readonly phone: string | null;
    readonly language: string | null;
  };
}

export interface AiAnswer {
  /** For the contact; null: nothing. */
  readonly text: string | null;
  /** A person should go on. */
  readonly handsOver: boolean;
  /** Why, as the provider says it. */
  readonly reason: string | null;
  readonly model: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

export interface ProviderCall {
  readonly question: AiQuestion;
  readonly settings: AiSettings;
  readonly secrets: AiSecrets;
  readonly http: OutgoingHttp;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

/** @throws ProviderFailed, OutgoingFailed aborted */
export type AskProvider = (call: ProviderCall) => Promise<AiAnswer>;

/** Of an answer: a reply has some hundred characters. */
export const MAX_ANSWER_BYTES = 256 * 1024;
