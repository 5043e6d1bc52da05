import type { Clock, Timer } from "../src/platform/clock.ts";

/** A clock that runs in real time from a chosen start and can be put forward. */
export interface TickingClock extends Clock {
  /** Puts the clock forward; timers that became due fire at once, in order. */
  advance(ms: number): void;
}

interface Pending {
  dueAt: number;
  callback: () => void;
  handle: NodeJS.Timeout | undefined;
}

export function createTickingClock(start: string | Date = new Date()): TickingClock {
  let offsetMs = new Date(start).getTime() - Date.now();
  const pending = new Set<Pending>();
  const nowMs = () => Date.now() + offsetMs;

  function arm(timer: Pending): void {
    clearTimeout(timer.handle);
    timer.handle = setTimeout(() => fire(timer), Math.min(2 ** 31 - 1, Math.max(0, timer.dueAt - nowMs())));
    timer.handle.unref();
  }

  function fire(timer: Pending): void {
    clearTimeout(timer.handle);
    if (pending.delete(timer)) timer.callback();
  }

  return {
    now: () => new Date(nowMs()),
    monotonicMs: () => performance.now() + offsetMs,
    startTimer(delayMs, callback): Timer {
      const timer: Pending = { dueAt: nowMs() + Math.max(0, delayMs), callback, handle: undefined };
      pending.add(timer);
      arm(timer);
      return {
        cancel() {
          clearTimeout(timer.handle);
          pending.delete(timer);
        },
      };
    },
    advance(ms) {
      offsetMs += ms;
      const due = [...pending].filter((timer) => timer.dueAt <= nowMs()).sort((a, b) => a.dueAt - b.dueAt);
      for (const timer of due) fire(timer);
      for (const timer of pending) arm(timer);
    },
  };
}
