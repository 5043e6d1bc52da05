import type { Clock, Timer } from "../src/platform/clock.ts";

/** A clock that stands still until it is advanced. */
export interface FakeClock extends Clock {
  /** Moves on by `ms`. Timers fire in order, each at its own time, and what they start is let go on between them; what goes to the database
   *  takes real time, so wait for its effect. */
  advance(ms: number): Promise<void>;
  /** How many timers have not fired yet. */
  countTimers(): number;
}

interface Pending {
  readonly dueAt: number;
  readonly callback: () => void;
}

export function createFakeClock(start: string): FakeClock {
  let nowMs = new Date(start).getTime();
  const startedAt = nowMs;
  const pending = new Set<Pending>();

  function findNext(until: number): Pending | undefined {
    const due = [...pending].filter((timer) => timer.dueAt <= until);
    // Sorting is stable: what was started first fires first.
    return due.sort((a, b) => a.dueAt - b.dueAt)[0];
  }

  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs - startedAt,
    startTimer(delayMs, callback): Timer {
      const timer: Pending = { dueAt: nowMs + Math.max(0, delayMs), callback };
      pending.add(timer);
      return { cancel: () => void pending.delete(timer) };
    },
    countTimers: () => pending.size,
    async advance(ms) {
      const until = nowMs + ms;
      for (let timer = findNext(until); timer; timer = findNext(until)) {
        nowMs = timer.dueAt;
        pending.delete(timer);
        timer.callback();
        await new Promise((resolve) => setImmediate(resolve));
      }
      nowMs = until;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
