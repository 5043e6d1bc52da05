/** Goes round: looks for rows that are due, then waits until the next one is, or is told of a sooner one. Any number of nodes may sweep the
 *  same rows; that they don't do it twice is the look's own business. */
import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.ts";

export interface DueSweep {
  start(): void;
  /** Ends after the look under way. */
  stop(): Promise<void>;
  /** Something may be due: look now. */
  wake(): void;
  /** Something will be due: look then, if that is before the next look. */
  expect(dueAt: Date): void;
}

interface DueSweepOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** What is swept, for the log: "follow-ups". */
  readonly what: string;
  /** Deals with some that are due. Answers in how many milliseconds to look again; 0: there is more. */
  look(): Promise<number>;
}

/** Rows are also made by other nodes, of which this one is not told. */
const POLL_MS = 1_000;

export function createDueSweep({ clock, logger, what, look }: DueSweepOptions): DueSweep {
  let stopping = false;
  let woken = false;
  let nextLookAt = 0;
  let endWait: (() => void) | undefined;
  let finished: Promise<void> = Promise.resolve();

  async function wait(ms: number): Promise<void> {
    if (woken || stopping) return;
    nextLookAt = clock.now().getTime() + ms;
    await new Promise<void>((resolve) => {
      const timer = clock.startTimer(ms, resolve);
      endWait = () => {
        timer.cancel();
        resolve();
      };
    });
    endWait = undefined;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      let waitMs = POLL_MS;
      try {
        waitMs = Math.min(POLL_MS, await look());
      } catch (error) {
        logger.warn({ err: error }, `${what} could not be swept; trying again`);
      }
      if (waitMs > 0) await wait(waitMs);
    }
  }

  function wake(): void {
    woken = true;
    endWait?.();
  }

  return {
    start() {
      finished = run();
    },
    async stop() {
      stopping = true;
      endWait?.();
      await finished;
    },
    wake,
    expect(dueAt) {
      // It may not be due yet: the look finds out how long to wait.
      if (endWait === undefined || dueAt.getTime() < nextLookAt) wake();
    },
  };
}
