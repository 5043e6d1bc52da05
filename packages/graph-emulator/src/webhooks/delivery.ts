/** One POST to one callback, with every attempt made at it. Retries send the same bytes. */
export interface Delivery {
  readonly id: string;
  readonly appId: string;
  readonly url: string;
  readonly fields: readonly string[];
  readonly body: string;
  readonly signature: string;
  readonly legacySignature: string;
  /** ms since the epoch, by the emulator's clock. */
  readonly createdAt: number;
  readonly attempts: DeliveryAttempt[];
  state: "queued" | "sending" | "waiting" | "delivered" | "dropped";
}

export interface DeliveryAttempt {
  readonly at: number;
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number;
  readonly error?: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts (cloud-api.md §8.4); the last one repeats. */
const RETRY_WAITS_MS: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR];
const GIVE_UP_AFTER_MS = 7 * 24 * HOUR;

/** When to try again after `attempts` failures; undefined: given up, the 7 days are over. */
export function nextAttemptAt(delivery: Delivery, nowMs: number, scale: number): number | undefined {
  const wait = RETRY_WAITS_MS[Math.min(delivery.attempts.length, RETRY_WAITS_MS.length) - 1] ?? 0;
  const at = nowMs + wait * scale;
  return at - delivery.createdAt > GIVE_UP_AFTER_MS * scale ? undefined : at;
}
