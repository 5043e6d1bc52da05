import { type Role, type RunningServer, startServer } from "../app.ts";
import { systemClock, waitFor } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import type { Logger } from "../platform/logger.ts";
import { keepMemorySmall } from "../platform/memory.ts";
import type { Console } from "./console.ts";
import { EXIT_FAILED, EXIT_OK } from "./exit-codes.ts";
import { describeFailure, isUnexpected } from "./failure.ts";

export interface ServeOptions {
  readonly config: Config;
  readonly roles: ReadonlySet<Role>;
  readonly logger: Logger;
  readonly console: Console;
}

/** DESIGN's promise for a clean stop. */
const STOP_LIMIT_MS = 10_000;
/** Ctrl-C under npm arrives twice: once from the terminal, once passed on by npm. Both are the same wish. */
const SAME_WISH_MS = 500;
const STOP_SIGNALS = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 } as const;

/** Runs the server until a signal stops it, and resolves with the exit code. The first signal stops it cleanly, a second one at
 *  once; an error that nobody caught ends it, because nothing is known of the state it leaves behind. */
export function serveUntilStopped(options: ServeOptions): Promise<number> {
  const { logger } = options;
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const stopAsked = Promise.withResolvers<void>();
  let firstSignalMs: number | undefined;

  for (const signal of Object.keys(STOP_SIGNALS) as Array<keyof typeof STOP_SIGNALS>) {
    process.on(signal, () => {
      const nowMs = systemClock.monotonicMs();
      if (firstSignalMs === undefined) {
        firstSignalMs = nowMs;
        logger.info({ signal }, "stopping; a second signal stops at once");
        stopAsked.resolve();
      } else if (nowMs - firstSignalMs > SAME_WISH_MS) {
        logger.warn({ signal }, "stopped at once; what was in flight is recovered at the next start");
        end(STOP_SIGNALS[signal]);
      }
    });
  }
  const endUncaught = (error: unknown) => {
    logger.fatal({ err: error }, "an error that nothing caught; the server ends");
    end(EXIT_FAILED);
  };
  process.on("uncaughtException", endUncaught);
  process.on("unhandledRejection", endUncaught);

  run(options, stopAsked.promise).then(end, (thrown: unknown) => {
    const error = findReason(thrown);
    if (isUnexpected(error)) logger.fatal({ err: error }, "the server could not run");
    options.console.tell(describeFailure(error));
    end(EXIT_FAILED);
  });
  return ended;
}

/** What went wrong first: when a start fails, undoing what was done by then may fail as well. */
function findReason(error: unknown): unknown {
  return error instanceof SuppressedError ? findReason(error.suppressed) : error;
}

async function run({ config, roles, logger, console }: ServeOptions, stopAsked: Promise<void>): Promise<number> {
  const server = await startServer({ config, roles, logger });
  using _memory = keepMemorySmall();
  logger.info({ url: server.url, roles: [...roles], pid: process.pid }, "ready");
  if (server.url !== undefined)
    console.tell(`Chasqui is ready at ${server.url} (API: ${server.url}/docs). Ctrl-C stops it.`);
  if (server.setupUrl !== undefined) tellSetup(server.setupUrl, config.publicUrl, console);
  await stopAsked;
  return await stopWithin(server, logger);
}

/** To the terminal, never to the log: whoever opens the link becomes the owner. */
function tellSetup(setupUrl: string, publicUrl: string | undefined, console: Console): void {
  console.tell("Nobody is signed up yet. Open this link once to become the owner; it is a secret:");
  console.tell(`  ${setupUrl}`);
  if (publicUrl !== undefined)
    console.tell(`or, from elsewhere:\n  ${publicUrl}${setupUrl.slice(new URL(setupUrl).origin.length)}`);
}

async function stopWithin(server: RunningServer, logger: Logger): Promise<number> {
  const limit = new AbortController();
  const timedOut = waitFor(systemClock, STOP_LIMIT_MS, limit.signal).then(() => EXIT_FAILED);
  const exitCode = await Promise.race([server.stop().then(() => EXIT_OK), timedOut]);
  limit.abort();
  if (exitCode === EXIT_OK) logger.info("stopped");
  else
    logger.error(
      { limitMs: STOP_LIMIT_MS },
      "stopping took too long; what was in flight is recovered at the next start",
    );
  return exitCode;
}
