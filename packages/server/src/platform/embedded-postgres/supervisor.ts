import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError } from "./errors.ts";
import type { Postmaster } from "./postmaster.ts";

export type Log = (
  level: "debug" | "info" | "warn" | "error",
  message: string,
  detail?: Record<string, unknown>,
) => void;

export interface Supervisor {
  readonly pid: number;
  onExit(listener: (error: Error) => void): void;
  onRestart(listener: (pid: number) => void): void;
  /** Ends the supervision, then PostgreSQL. Repeating it waits for the same end. */
  stop(): Promise<void>;
}

/**
 * Keeps one PostgreSQL running.
 *
 *     running ──dies──▶ recovering ──started──▶ running
 *        │                  │  └─failed─▶ waits (back-off), tries again, for as long as the server lives
 *        └──────stop────────┴──────────▶ stopped
 *
 * It tries without end because what stops a start (a full disk, no memory) is mended by people while the server, which
 * holds everything else up, runs on. The first try comes at once.
 *
 * @param launch starts PostgreSQL; must not leave one running when it throws or when the signal fires
 */
export async function supervise(launch: (signal: AbortSignal) => Promise<Postmaster>, log: Log): Promise<Supervisor> {
  const exitListeners: ((error: Error) => void)[] = [];
  const restartListeners: ((pid: number) => void)[] = [];
  const stopping = new AbortController();
  let current: Postmaster | undefined;
  let recovery: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;

  const adopt = (postmaster: Postmaster) => {
    current = postmaster;
    void postmaster.ended.then((how) => {
      if (stopping.signal.aborted) return;
      current = undefined;
      const error = new EmbeddedPostgresError(
        "POSTGRES_EXITED",
        `The embedded PostgreSQL ended unexpectedly (${how}).`,
      );
      log("error", `${error.message} It is started again.`);
      recovery = recover();
      for (const listener of exitListeners) listener(error);
    });
  };

  const recover = async () => {
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        await delay(restartDelayMs(attempt), undefined, { signal: stopping.signal });
        const postmaster = await launch(stopping.signal);
        adopt(postmaster);
        log("info", `The embedded PostgreSQL runs again (process ${postmaster.pid}).`);
        for (const listener of restartListeners) listener(postmaster.pid);
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        log("error", error instanceof Error ? error.message : String(error), { attempt });
      }
    }
  };

  // A process that ends by an exception, or without stopping us, leaves nothing running behind it.
  const onProcessExit = () => current?.askToStop();

  const first = await launch(stopping.signal);
  adopt(first);
  process.on("exit", onProcessExit);
  return {
    get pid() {
      return current?.pid ?? first.pid;
    },
    onExit: (listener) => exitListeners.push(listener),
    onRestart: (listener) => restartListeners.push(listener),
    stop: () => {
      stopped ??= (async () => {
        stopping.abort();
        await recovery;
        await current?.stop();
        process.off("exit", onProcessExit);
      })();
      return stopped;
    },
  };
}

/** Pure: 0, 0.25, 0.5, 1 … 30 s. */
export function restartDelayMs(attempt: number): number {
  if (attempt <= 1) return 0;
  return Math.min(250 * 2 ** (attempt - 2), 30_000);
}
