import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { findProcessesOf, isSomethingElse } from "./cluster-processes.ts";
import { PostgresStartFailed } from "./errors.ts";
import { findPostmasterFile, POSTMASTER_FILE } from "./postmaster-file.ts";
import { isAlive } from "./process-identity.ts";
import { runProgram } from "./run-program.ts";
import { explainFileError } from "./start-problem.ts";

/** How long each way to stop gets: ask to end (it writes a checkpoint), then abandon (recovered at the next start). */
const FAST_SHUTDOWN_MS = 15_000;
const IMMEDIATE_SHUTDOWN_MS = 3_000;
const POLL_MS = 10;

interface Cluster {
  clusterDir: string;
  account: Account | undefined;
}

/**
 * Stops whatever an earlier server left running on this cluster, and removes a stale postmaster.pid.
 *
 * After `kill -9` of the server its PostgreSQL runs on. We stop it rather than adopt it: its sessions belong to a dead
 * server, it may run an older version or other settings, and only a child of ours tells us when it ends. It takes a few
 * tenths of a second. After `kill -9` of PostgreSQL's main process its helpers may live on for a moment (or for as long as
 * a query of theirs computes), and a new one must not write beside them.
 *
 * Only processes that are proven to work in this very cluster are touched; a pid that now means something else is not.
 * The caller owns the data folder, so no living server of ours is behind them. @throws PostgresStartFailed, FolderUnusable
 */
export async function stopLeftovers(
  cluster: Cluster,
  binaries: Binaries,
  log: (message: string) => void,
): Promise<void> {
  if (process.platform === "win32") {
    // Reaches a PostgreSQL by its own named pipe; a pid that means something else has none, and nothing happens.
    await runProgram(binaries.pgCtl, ["stop", "-D", cluster.clusterDir, "-m", "fast", "-t", "15"], binaries, undefined);
    return;
  }
  const { clusterDir, account } = cluster;
  const mainPid = findPostmasterFile(clusterDir)?.pid;
  const left = await findProcessesOf(clusterDir, account);
  if (mainPid !== undefined && left.includes(mainPid)) {
    log(`Stopping the database (process ${mainPid}) that an earlier server left running.`);
    signal([mainPid], "SIGINT");
    await waitUntilGone([mainPid], FAST_SHUTDOWN_MS);
  }
  await abandon(left, clusterDir);
  removeStaleFile(clusterDir, left);
}

/**
 * Ends what is still there. Its shared memory is discarded and the log replayed at the next start: what it had not
 * finished counts as undone, as after a power cut.
 */
async function abandon(pids: number[], clusterDir: string): Promise<void> {
  for (const name of ["SIGQUIT", "SIGKILL"] as const) {
    signal(pids.filter(isAlive), name);
    if (await waitUntilGone(pids, IMMEDIATE_SHUTDOWN_MS)) return;
  }
  throw new PostgresStartFailed(
    `Processes ${pids.filter(isAlive).join(", ")} of an earlier database still use ${clusterDir} and cannot be stopped. Stop them (or restart the machine) and start again.`,
  );
}

/** PostgreSQL trusts a stale file whose pid has been given to another process since, and would refuse to start. */
function removeStaleFile(clusterDir: string, stopped: number[]): void {
  const pid = findPostmasterFile(clusterDir)?.pid;
  if (pid === undefined) return;
  // A process that we cannot judge is left to PostgreSQL's own checks.
  if (isAlive(pid) && !isSomethingElse(pid) && !stopped.includes(pid)) return;
  try {
    rmSync(join(clusterDir, POSTMASTER_FILE), { force: true });
  } catch (error) {
    throw explainFileError(error, clusterDir, `remove the stale ${POSTMASTER_FILE}`);
  }
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended in the meantime.
    }
  }
}

async function waitUntilGone(pids: number[], limitMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  while (pids.some(isAlive)) {
    if (performance.now() > giveUpAt) return false;
    await delay(POLL_MS);
  }
  return true;
}
