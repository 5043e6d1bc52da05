import { systemClock, waitFor } from "./clock.ts";
import type { Logger } from "./logger.ts";

/** What works until it is stopped, and may end by itself; `promise` settles either way. */
interface Runs {
  readonly promise: Promise<void>;
}

export interface LastingRunner<R extends Runs> {
  /** Resolves when the first runs; rejects when it can't. */
  start(): Promise<void>;
  /** Replaces no more, and answers with the one that runs, if one does: to be stopped by the caller. */
  release(): Promise<R | undefined>;
}

interface Options<R extends Runs> {
  /** Cleans up after the one before, if there was one, and starts the next. */
  readonly open: () => Promise<R>;
  readonly logger: Logger;
}

/** What ends it may do so again at once. */
const PAUSE_MS = 1_000;

/** Puts a new runner in the place of one that ended by itself: graphile-worker shuts down for good, and all but silently, when the database
 *  fails it while it records how a job ended. */
export function createLastingRunner<R extends Runs>({ open, logger }: Options<R>): LastingRunner<R> {
  const released = new AbortController();
  let runner: R | undefined;
  let replacing: Promise<void> = Promise.resolve();

  async function openNext(): Promise<void> {
    const opened = await open();
    runner = opened;
    const onEnd = (error?: unknown): void => {
      if (released.signal.aborted) return;
      runner = undefined;
      logger.warn({ err: error }, "the job queue ended by itself; starting it again");
      replacing = replace();
    };
    opened.promise.then(() => onEnd(), onEnd);
  }

  async function replace(): Promise<void> {
    for (;;) {
      await waitFor(systemClock, PAUSE_MS, released.signal);
      if (released.signal.aborted) return;
      try {
        return await openNext();
      } catch (error) {
        logger.warn({ err: error }, "the job queue could not be started; trying again");
      }
    }
  }

  return {
    start: openNext,
    async release() {
      released.abort();
      await replacing;
      return runner;
    },
  };
}
