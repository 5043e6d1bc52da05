import type { ChildProcess } from "node:child_process";
import { closeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { PostgresStartFailed } from "./errors.ts";
import type { Layout } from "./layout.ts";
import type { LogFile } from "./log-file.ts";
import { findPostmasterFile } from "./postmaster-file.ts";
import { runProgram, spawnProgram } from "./run-program.ts";
import { explainPostgresOutput, explainSpawnError } from "./start-problem.ts";

/** A running main process of PostgreSQL, child of ours. */
export interface Postmaster {
  pid: number;
  /** Resolves when it has ended, with how ("exit code 1", "SIGKILL"). */
  ended: Promise<string>;
  /** Returns when it has ended. */
  stop(): Promise<void>;
  /** For when this process is itself ending and cannot wait. */
  askToStop(): void;
}

/** The whole server is to stop within 10 s. An abandoned checkpoint costs a recovery at the next start, no data. */
const FAST_SHUTDOWN_MS = 8_000;
const IMMEDIATE_SHUTDOWN_MS = 2_000;
const READY_POLL_MS = 10;
/** Recovery after a crash replays at most max_wal_size: seconds, or a minute or two on a slow SD card. */
const READY_LIMIT_MS = 5 * 60_000;

/**
 * Starts PostgreSQL and waits until it accepts connections.
 * @throws PostgresStartFailed, FolderUnusable; an AbortError when `signal` fires. It is not running afterwards.
 */
export async function startPostmaster(
  layout: Layout,
  binaries: Binaries,
  log: LogFile,
  signal: AbortSignal,
): Promise<Postmaster> {
  const logDescriptor = log.openForChild();
  const logOffset = log.size();
  let child: ChildProcess;
  try {
    const args = ["-D", layout.clusterDir];
    child = spawnProgram(binaries.postgres, args, binaries, layout.account, ["ignore", logDescriptor, logDescriptor]);
  } finally {
    closeSync(logDescriptor);
  }
  const ended = whenEnded(child);
  const pid = await whenSpawned(child, binaries.postgres);
  const postmaster = describe(pid, ended, layout, binaries);
  try {
    await waitUntilReady(postmaster, layout, signal, () => log.readFrom(logOffset));
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  // A process that ends without stopping us must be able to end.
  child.unref();
  return postmaster;
}

function describe(pid: number, ended: Promise<string>, layout: Layout, binaries: Binaries): Postmaster {
  const send = (name: NodeJS.Signals) => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended in the meantime.
    }
  };
  return {
    pid,
    ended,
    askToStop: () => send("SIGINT"),
    stop: async () => {
      if (process.platform === "win32") {
        const args = ["stop", "-D", layout.clusterDir, "-m", "fast", "-t", String(FAST_SHUTDOWN_MS / 1000)];
        await runProgram(binaries.pgCtl, args, binaries, undefined);
      } else {
        send("SIGINT"); // fast: ends the sessions, writes a checkpoint
      }
      if (await endsWithin(ended, FAST_SHUTDOWN_MS)) return;
      send("SIGQUIT"); // immediate: abandons everything
      if (await endsWithin(ended, IMMEDIATE_SHUTDOWN_MS)) return;
      send("SIGKILL");
      await ended;
    },
  };
}

/** Polls the file in which PostgreSQL notes its own state: no connection, no password, and quicker than either. */
async function waitUntilReady(
  postmaster: Postmaster,
  layout: Layout,
  signal: AbortSignal,
  readOutput: () => string,
): Promise<void> {
  let isRunning = true;
  void postmaster.ended.then(() => (isRunning = false));
  const giveUpAt = performance.now() + READY_LIMIT_MS;
  while (isRunning) {
    const file = findPostmasterFile(layout.clusterDir);
    if (file?.pid === postmaster.pid && file.ready) return;
    if (performance.now() > giveUpAt) {
      throw new PostgresStartFailed(
        `The database in ${layout.clusterHome} does not get ready. See ${layout.dataDir}/postgres.log for what it is doing.`,
      );
    }
    await delay(READY_POLL_MS, undefined, { signal });
  }
  throw explainPostgresOutput(readOutput(), layout.clusterHome, "start the database");
}

async function whenSpawned(child: ChildProcess, program: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("spawn", () => resolve(child.pid ?? 0));
  child.once("error", (error) => reject(explainSpawnError(error, program)));
  return await promise;
}

async function whenEnded(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once("exit", (exitCode, signalName) => resolve(signalName ?? `exit code ${exitCode}`));
  return await promise;
}

async function endsWithin(ended: Promise<string>, limitMs: number): Promise<boolean> {
  const timer = new AbortController();
  const timeout = delay(limitMs, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([ended.then(() => true), timeout]);
  timer.abort();
  return inTime;
}
