/** What happened to a message, in plain words. Pure. Programs and translations go by the codes. */
import type { Particulars } from "../../../platform/errors.ts";
import type { MessageDecision } from "../messages.store.ts";
import { describeError } from "../thread/thread-reader.ts";

export interface ExplainedStep {
  readonly at: Date;
  readonly code: string;
  readonly title: string;
  /** What the platform said of it, or what it was before. */
  readonly detail: string | null;
  readonly mend: string | null;
  /** `reason`: the code and particulars of the reason that the title, the detail and the mend tell. */
  readonly particulars?: Particulars;
  /** Until when it was put off. */
  readonly until: Date | null;
}

/** `reason`: a sentence; empty: none is known. */
const TITLES: Readonly<Record<string, (reason: string) => string>> = {
  received: () => "The contact wrote it.",
  dispatched: () => "It was handed to WhatsApp.",
  accepted: () => "WhatsApp accepted it.",
  sent: () => "WhatsApp sent it.",
  delivered: () => "It reached the contact's phone.",
  read: () => "The contact read it.",
  played: () => "The contact played it.",
  retried: (reason) => joined("It was not taken, and is tried again.", reason),
  deferred: (reason) => joined("It was put off.", reason),
  "waits-for-channel": (reason) => joined("The whole channel was stopped; the message waits.", reason),
  unknown: (reason) => joined("Nobody can tell whether it went out.", reason),
  failed: (reason) => reason || "It was not sent.",
  cancelled: (reason) => reason || "It was cancelled.",
  expired: (reason) => reason || "Its time was over before it could go out.",
  held: (reason) => reason || "It was held.",
  released: () => "A person released it.",
  resent: (reason) => reason || "It was sent again.",
  parked: (reason) => reason || "It was left to a person.",
  reconciled: (reason) => reason || "WhatsApp reported on it, so it went out.",
  "retried-by-person": (reason) => reason || "Sent again by a person.",
  "media-uploaded-again": (reason) => reason || "Its file was uploaded again.",
  edited: () => "Its author changed it.",
};

/** @param queued the sentence that tells why it exists */
export function explainStep({ at, kind, detail }: MessageDecision, queued: string): ExplainedStep {
  const given = (detail ?? {}) as Record<string, unknown>;
  // Some reasons are sentences, others say more.
  const reason = typeof given.reason === "string" ? { title: given.reason } : (given.reason ?? given.error);
  const told = reason === undefined || reason === null ? null : describeError(reason);
  const title = kind === "queued" ? queued : (TITLES[kind]?.(told?.title ?? "") ?? told?.title ?? kind);
  const before = kind === "edited" && typeof given.before === "string" ? `Before: ${given.before}` : null;
  const until =
    typeof given.until === "string" && Number.isFinite(Date.parse(given.until)) ? new Date(given.until) : null;
  const texts = { title, detail: before ?? told?.detail ?? null, mend: told?.mend ?? null };
  return { at, code: kind, ...texts, ...(told && typeof reason === "object" && withReason(told)), until };
}

function withReason({ code, particulars = {} }: { code: string; particulars?: Particulars | undefined }) {
  return { particulars: { reason: { code, particulars } } };
}

function joined(first: string, second: string): string {
  return second === "" ? first : `${first} ${second}`;
}
