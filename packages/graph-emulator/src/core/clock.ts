import { createDueHeap } from "./due-heap.ts";

/** Undoes a `schedule`; harmless after the task has run. */
type Cancel = () => void;

/**
 * The emulator's only source of time. In real mode it follows the machine's clock (plus what was skipped by
 * `advance`); in virtual mode it stands still until `advance` moves it. All waiting tasks share one timer.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Unix seconds, as Meta's webhooks count them. */
  nowSeconds(): number;
  /** Runs `task` at or after `dueMs`. A due time already past runs on the next turn of the event loop, never at once. */
  schedule(dueMs: number, task: () => void): Cancel;
  /** Moves time forward, running what falls due in order and letting its network traffic finish before going on. */
  advance(ms: number): Promise<void>;
  /** Stops time where it is. */
  freeze(): void;
  /** Lets frozen time flow again, from where it stopped. */
  resume(): void;
  readonly isFrozen: boolean;
  /** When the earliest waiting task is due, ms since the epoch. */
  nextDue(): number | undefined;
  /** Forgets every waiting task. */
  clear(): void;
  stop(): void;
}

interface ClockOptions {
  readonly mode: "real" | "virtual";
  /** Where a virtual clock starts, in milliseconds since the epoch. */
  readonly startAt?: number | undefined;
  /** Resolves when nothing that a task has started is still under way. */
  readonly whenQuiet: () => Promise<void>;
}

/** Node's timers overflow above 2^31 - 1 ms; a longer wait is taken in steps. */
const LONGEST_TIMER_MS = 2_000_000_000;

/** A backlog is worked off in turns this long, so that requests are still answered meanwhile. */
const TASKS_PER_TURN = 500;

export function createClock(options: ClockOptions): Clock {
  const heap = createDueHeap();
  let offsetMs = 0;
  let frozenAt: number | undefined = options.mode === "virtual" ? (options.startAt ?? Date.now()) : undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerDue = Number.POSITIVE_INFINITY;
  let immediate: NodeJS.Immediate | undefined;
  let stopped = false;

  const now = () => frozenAt ?? Date.now() + offsetMs;

  function runDue(): void {
    const until = now();
    for (let count = 0; count < TASKS_PER_TURN && !stopped; count += 1) {
      const task = heap.popDue(until);
      if (task === undefined) break;
      task();
    }
    arm();
  }

  function arm(): void {
    const due = heap.nextDue();
    if (stopped || due === undefined) return;
    if (due <= now()) {
      immediate ??= setImmediate(() => {
        immediate = undefined;
        runDue();
      });
      return;
    }
    if (frozenAt !== undefined || due >= timerDue) return;
    if (timer !== undefined) clearTimeout(timer);
    timerDue = due;
    timer = setTimeout(
      () => {
        timer = undefined;
        timerDue = Number.POSITIVE_INFINITY;
        runDue();
      },
      Math.min(due - now(), LONGEST_TIMER_MS),
    );
  }

  function disarm(): void {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    timerDue = Number.POSITIVE_INFINITY;
  }

  function moveTo(time: number): void {
    if (frozenAt !== undefined) frozenAt = Math.max(frozenAt, time);
    else offsetMs += Math.max(0, time - now());
  }

  return {
    now,
    nowSeconds: () => Math.floor(now() / 1000),
    schedule(dueMs, task) {
      const cancel = heap.push(dueMs, task);
      arm();
      return cancel;
    },
    async advance(ms) {
      const target = now() + ms;
      await options.whenQuiet();
      for (let due = heap.nextDue(); due !== undefined && due <= target && !stopped; due = heap.nextDue()) {
        moveTo(due);
        runDue();
        await options.whenQuiet();
      }
      moveTo(target);
      disarm();
      arm();
    },
    freeze() {
      frozenAt ??= now();
      disarm();
    },
    resume() {
      if (frozenAt === undefined) return;
      offsetMs = frozenAt - Date.now();
      frozenAt = undefined;
      arm();
    },
    get isFrozen() {
      return frozenAt !== undefined;
    },
    nextDue: () => heap.nextDue(),
    clear() {
      heap.clear();
      disarm();
    },
    stop() {
      stopped = true;
      disarm();
      if (immediate !== undefined) clearImmediate(immediate);
    },
  };
}
