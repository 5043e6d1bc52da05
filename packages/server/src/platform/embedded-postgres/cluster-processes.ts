import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { Account } from "./account.ts";

/**
 * Which processes work in a cluster. Each of PostgreSQL's, main process and helpers, has the cluster as its current
 * folder and never leaves it, whereas a pid from a file may have come to mean anything.
 */
export async function findProcessesOf(clusterDir: string, account: Account | undefined): Promise<number[]> {
  if (process.platform !== "linux") return await findByCommandLine(clusterDir);
  const inFolder = account === undefined ? listInFolder(clusterDir) : await listInFolderAs(clusterDir, account);
  return inFolder.filter((pid) => pid !== process.pid && readName(pid) === "postgres");
}

/** Whether the process is certainly not a PostgreSQL of the cluster, having been asked about with `findProcessesOf`. */
export function isSomethingElse(pid: number): boolean {
  // A readable name means that the system let us look at it; a postgres among them is another cluster's.
  return readName(pid) !== undefined;
}

/** Linux's /proc/<pid>/comm, which everybody may read. */
function readName(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return undefined;
  }
}

function listInFolder(folder: string): number[] {
  const wanted = statSync(folder);
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid)) return false;
      try {
        const current = statSync(`/proc/${pid}/cwd`);
        return current.ino === wanted.ino && current.dev === wanted.dev;
      } catch {
        return false; // it has ended, or belongs to another user and so is none of ours
      }
    });
}

/**
 * The same, asked by the account itself: root in a container lacks the privilege (CAP_SYS_PTRACE) to look at another
 * user's processes, while a user may always look at its own.
 */
async function listInFolderAs(folder: string, account: Account): Promise<number[]> {
  const script = `for p in /proc/[0-9]*; do [ "$p/cwd" -ef "$1" ] && echo "\${p#/proc/}"; done`;
  const shell = spawn("/bin/sh", ["-c", script, "sh", folder], {
    cwd: "/",
    stdio: ["ignore", "pipe", "ignore"],
    uid: account.uid,
    gid: account.gid,
  });
  const lines = await text(shell.stdout);
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map(Number);
}

/** macOS: the main process by its arguments; helpers end by themselves when it does. */
async function findByCommandLine(clusterDir: string): Promise<number[]> {
  const ps = spawn("ps", ["-axo", "pid=,command="], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = (await text(ps.stdout)).split("\n");
  const ours = lines.filter((line) => line.includes("/postgres ") && line.endsWith(`-D ${clusterDir}`));
  return ours.map((line) => Number.parseInt(line, 10));
}
