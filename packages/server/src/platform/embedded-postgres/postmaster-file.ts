import { readFileSync } from "node:fs";
import { join } from "node:path";

export const POSTMASTER_FILE = "postmaster.pid";

/** What PostgreSQL's main process writes into its cluster (layout: src/include/utils/pidfile.h of PostgreSQL). */
export interface PostmasterFile {
  pid: number;
  /** True once it accepts connections. */
  ready: boolean;
}

/** Undefined when there is none, or when it is only half written. */
export function findPostmasterFile(clusterDir: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterDir, POSTMASTER_FILE), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, ready: lines[7]?.trim() === "ready" };
}
