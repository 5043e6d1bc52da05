/** When a call is tried again, and after how long. */
import { ChasquiProblem, ConnectionProblem, TimeoutProblem } from "./errors.ts";

export interface RetryPolicy {
  /** How often a call is made at most; 1: never again. */
  readonly attempts: number;
  /** The wait before the second attempt at most; it doubles from then on. */
  readonly firstDelayMs: number;
  /** No wait is longer. A server that asks for a longer one gets no further attempt. */
  readonly longestDelayMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 3, firstDelayMs: 500, longestDelayMs: 30_000 };

/** The server was busy, or something before it was: the same call may work in a moment. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

/** @returns the wait before attempt number `attempt + 1`; undefined: no further attempt helps or is allowed
 *  @param attempt the attempt that failed, from 1
 *  @param random between 0 and 1, so that many clients do not come back at the same moment */
export function decideRetry(
  error: unknown,
  attempt: number,
  policy: RetryPolicy,
  random: number = Math.random(),
): number | undefined {
  if (attempt >= policy.attempts || !isPassing(error)) return undefined;
  const asked = error instanceof ChasquiProblem ? error.retryAfterMs : undefined;
  if (asked !== undefined) return asked <= policy.longestDelayMs ? asked : undefined;
  return backoffMs(attempt, policy, random);
}

/** Between half and all of a time that doubles with each attempt. */
export function backoffMs(
  attempt: number,
  { firstDelayMs, longestDelayMs }: Pick<RetryPolicy, "firstDelayMs" | "longestDelayMs">,
  random: number = Math.random(),
): number {
  const longest = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
  return longest * (0.5 + random / 2);
}

/** Whether the same call may work in a moment. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ChasquiProblem) return PASSING_STATUSES.has(error.status);
  return error instanceof ConnectionProblem || error instanceof TimeoutProblem;
}

/** Resolves after a time; rejects with the signal's reason when it is aborted first. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
