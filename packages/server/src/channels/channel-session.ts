/** How the session of a channel is whose connection belongs to a phone, as far as other parts want to know. */

export const SESSION_STATES = [
  "unpaired",
  "connecting",
  "awaiting-scan",
  "connected",
  "restricted",
  "logged-out",
  "replaced",
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export interface SessionStateReason {
  readonly code: string;
  readonly title: string;
  readonly mend?: string;
}

export interface ChannelSession {
  readonly state: SessionState;
  readonly stateReason: SessionStateReason | null;
  /** Whose WhatsApp it is, E.164; null: no phone is paired. */
  readonly phone: string | null;
}

/** By the address of the channel. A channel that is not named was never paired. */
export type ListSessions = () => Promise<ReadonlyMap<string, ChannelSession>>;
