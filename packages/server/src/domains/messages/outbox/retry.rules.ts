import type { SendOutcome } from "../../../channels/channel.ts";

/** How often one message is tried when the platform refuses it for a passing reason of its own. */
export const MAX_ATTEMPTS = 6;
const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 60_000;
/** Towards one recipient the wait grows fourfold (Meta's advice on error 131056). */
const PAIR_BACKOFF_FACTOR = 4;
const PAIR_BACKOFF_CAP_MS = 6 * 3_600_000;

type Retry = Extract<SendOutcome, { kind: "retry" }>;

/** Milliseconds to wait before attempt `attempt + 1`, or undefined when it is not worth another.
 *  A whole channel's trouble is no fault of the message: it waits without its attempts being counted. */
export function retryDelayMs(outcome: Retry, attempt: number, random: () => number): number | undefined {
  if (outcome.scope === "channel")
    return outcome.afterMs ?? jittered(BACKOFF_BASE_MS * 2 ** Math.min(attempt, 6), BACKOFF_CAP_MS, random);
  if (attempt >= MAX_ATTEMPTS) return undefined;
  if (outcome.scope === "conversation") {
    return Math.max(outcome.afterMs ?? 0, Math.min(PAIR_BACKOFF_CAP_MS, 1000 * PAIR_BACKOFF_FACTOR ** attempt));
  }
  return Math.max(outcome.afterMs ?? 0, jittered(BACKOFF_BASE_MS * 2 ** attempt, BACKOFF_CAP_MS, random));
}

function jittered(ms: number, cap: number, random: () => number): number {
  return Math.round(Math.min(cap, ms) * (0.5 + random() / 2));
}

/** How long an outcome may stay unknown before the evidence is judged: statuses usually come within seconds. */
export const UNKNOWN_GRACE_MS = 120_000;
/** A report that found us away is repeated ever more slowly (Meta: 5 s, 30 s, 2 min, 10 min, 1 h …): the next repetition may come as much later as
 *  five times what we were away. Reports on later messages, which found us back, say nothing of it. */
const REPEATED_WITHIN_TIMES_AWAY = 5;
/** Without evidence that can be trusted it is left to a person after this time. */
export const UNKNOWN_PARK_MS = 600_000;

export interface UnknownRow {
  readonly messageId: string;
  readonly dispatchedAt: Date;
  /** Since when it is in doubt and we were able to hear of it. */
  readonly stateSince: Date;
  readonly resendIfUnknown: boolean;
}

/** What to do about a message of which nobody knows whether it went out.
 *  The platform reports on every message it accepted. When reports on later messages came and none on this one within the grace, it was
 *  not accepted. A platform that drops repeated ids may simply be sent the same message again. */
export function judgeUnknown(
  row: UnknownRow,
  evidence: {
    latestConfirmedDispatchAt: Date | undefined;
    resendIsSafe: boolean;
    /** Since when we could hear of it without a break, as far as is known. */
    hearingSince: Date;
  },
  now: Date,
): "wait" | "resend" | "park" {
  if (evidence.resendIsSafe) return "resend";
  const hearingSinceMs = evidence.hearingSince.getTime();
  const inDoubtMs = now.getTime() - Math.max(row.stateSince.getTime(), hearingSinceMs);
  const awayMs = Math.max(0, hearingSinceMs - row.dispatchedAt.getTime());
  if (inDoubtMs < UNKNOWN_GRACE_MS + REPEATED_WITHIN_TIMES_AWAY * awayMs)
    return inDoubtMs >= UNKNOWN_PARK_MS ? "park" : "wait";
  const laterOnesReported =
    evidence.latestConfirmedDispatchAt !== undefined && evidence.latestConfirmedDispatchAt > row.dispatchedAt;
  if (laterOnesReported) return row.resendIfUnknown ? "resend" : "park";
  return inDoubtMs >= UNKNOWN_PARK_MS ? "park" : "wait";
}
