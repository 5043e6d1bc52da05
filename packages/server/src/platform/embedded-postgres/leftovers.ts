import { execFileSync } from "node:child_process";
import { readdirSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PostgresStartFailed } from "./errors.ts";
import { findPostmasterFile, POSTMASTER_FILE } from "./postmaster-file.ts";
import { isAlive } from "./process-identity.ts";
import { explainFileError } from "./start-problem.ts";

/** How long each way to stop gets: ask to end (it writes a checkpoint), then abandon (recovered at the next start). */
const FAST_SHUTDOWN_MS = 15_000;
const IMMEDIATE_SHUTDOWN_MS = 3_000;
const POLL_MS = 10;

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
export async function stopLeftovers(clusterDir: string, log: (message: string) => void): Promise<void> {
  const file = findPostmasterFile(clusterDir);
  if (file !== undefined && isPostgresOf(file.pid, clusterDir)) {
    log(`stopping the database (process ${file.pid}) that an earlier server left running`);
    await stopPid(file.pid);
  }
  const helpers = findProcessesOf(clusterDir);
  for (const pid of helpers) signal(pid, "SIGQUIT");
  if (!(await waitUntilGone(helpers, IMMEDIATE_SHUTDOWN_MS))) {
    // Their shared memory is discarded anyway and the log is replayed: what they have not finished counts as undone.
    for (const pid of helpers) signal(pid, "SIGKILL");
    if (!(await waitUntilGone(helpers, IMMEDIATE_SHUTDOWN_MS))) {
      throw new PostgresStartFailed(
        `Processes ${helpers.join(", ")} of an earlier database still use ${clusterDir} and cannot be stopped. Stop them (or restart the machine) and start again.`,
      );
    }
  }
  if (findPostmasterFile(clusterDir) === undefined) return;
  try {
    rmSync(join(clusterDir, POSTMASTER_FILE), { force: true });
  } catch (error) {
    throw explainFileError(error, clusterDir, `remove the stale ${POSTMASTER_FILE}`);
  }
}

async function stopPid(pid: number): Promise<void> {
  signal(pid, "SIGINT");
  if (await waitUntilGone([pid], FAST_SHUTDOWN_MS)) return;
  signal(pid, "SIGQUIT");
  if (await waitUntilGone([pid], IMMEDIATE_SHUTDOWN_MS)) return;
  signal(pid, "SIGKILL");
  await waitUntilGone([pid], IMMEDIATE_SHUTDOWN_MS);
}

/** Whether the process is a PostgreSQL working in this cluster: its current folder is the cluster, by its own doing. */
function isPostgresOf(pid: number, clusterDir: string): boolean {
  if (pid === process.pid || !isAlive(pid)) return false;
  if (process.platform === "linux") return isLinuxPostgresOf(pid, realpathSync(clusterDir));
  if (process.platform === "win32") return true; // PostgreSQL's own check of the pid file is all there is
  try {
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes(clusterDir);
  } catch {
    return false;
  }
}

function isLinuxPostgresOf(pid: number, realClusterDir: string): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === realClusterDir &&
      /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
    );
  } catch {
    return false; // it has ended, or it belongs to another user and so is not ours
  }
}

function findProcessesOf(clusterDir: string): number[] {
  if (process.platform !== "linux") return [];
  const realClusterDir = realpathSync(clusterDir);
  const pids = readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0);
  return pids.filter((pid) => isLinuxPostgresOf(pid, realClusterDir));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime.
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
