/** Where the product gets the time from. Nothing else may read it: tests advance a fake one. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never go back; only differences mean something. For deadlines, not for dates. */
  monotonicMs(): number;
  /** Runs `callback` once after `delayMs`. Does not keep the process alive. Not for what must survive a restart. */
  startTimer(delayMs: number, callback: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

/** Node fires a longer delay at once, so a later timer waits in steps. */
const LONGEST_NODE_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  startTimer(delayMs, callback) {
    const handle = setTimeout(callback, Math.min(Math.max(0, delayMs), LONGEST_NODE_DELAY_MS));
    handle.unref();
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Resolves after `delayMs` of the clock's time, or as soon as `signal` aborts. */
export function waitFor(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      timer.cancel();
      signal?.removeEventListener("abort", finish);
      resolve();
    };
    const timer = clock.startTimer(delayMs, finish);
    signal?.addEventListener("abort", finish, { once: true });
  });
}
