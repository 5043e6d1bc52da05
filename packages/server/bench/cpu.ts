/** Who uses the processor, read from /proc (Linux). */
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** /proc counts in ticks of 10 ms on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

function findStat(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in parentheses, may hold anything; what follows is numbers.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(fields[1]), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
  } catch {
    return undefined;
  }
}

/** A process and all that descend from it. */
export function familyOf(pid: number): number[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => findStat(Number(name)))
    .filter((stat) => stat !== undefined);
  const family = [pid];
  for (const member of family) family.push(...all.filter((stat) => stat.parent === member).map((stat) => stat.pid));
  return family;
}

/** Memory in MB, pages shared with others counted in proportion. */
export function proportionalMemoryMb(pids: readonly number[]): number {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return kilobytes / 1024;
}

/** Begins to watch; the answer tells each party's share of all cores since then, in percent.
 *  A party that ended in between must be read before it ends. */
export function watchCpu(parties: Readonly<Record<string, readonly number[]>>): () => Record<string, number> {
  const startedAt = performance.now();
  const before = new Map<number, number>();
  for (const pids of Object.values(parties)) for (const pid of pids) before.set(pid, findStat(pid)?.cpuSeconds ?? 0);
  return () => {
    const seconds = ((performance.now() - startedAt) / 1000) * availableParallelism();
    const share = (pids: readonly number[]) =>
      pids.reduce((sum, pid) => sum + Math.max(0, (findStat(pid)?.cpuSeconds ?? 0) - (before.get(pid) ?? 0)), 0) /
      seconds;
    return Object.fromEntries(Object.entries(parties).map(([name, pids]) => [name, Math.round(share(pids) * 100)]));
  };
}

export function describeShares(shares: Readonly<Record<string, number>>): string {
  const parts = Object.entries(shares).map(([name, percent]) => `${name} ${percent} %`);
  return `share of the ${availableParallelism()} cores (last round): ${parts.join(", ")}`;
}
