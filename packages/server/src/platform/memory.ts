/** Keeps the process small while it has little to do. V8 lets garbage lie until allocation goes on, which in a server at rest is hardly
 *  ever: after starting, or after a burst, up to a hundred megabytes stay for nothing. docs/performance.md has the figures. */
import { memoryUsage } from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { AT_START, decideMemory, type MemoryPolicy } from "./memory.rules.ts";

const LOOK_MS = 1_000;

/** Looks after it until disposed of. `main.mjs` has set the mode of the start. `lookMs`: how long the seconds of the rules are. */
export function keepMemorySmall({ lookMs = LOOK_MS } = {}): Disposable {
  const collect = openCollector();
  let policy = AT_START;
  let loop = performance.eventLoopUtilization();
  let collected = false;

  function look(): void {
    const heapHeld = memoryUsage().heapTotal;
    // What stays is known a second after: pages are given back beside the work.
    if (collected) policy = { ...policy, heapKept: heapHeld };
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, loop);
    loop = now;
    const decided = decideMemory(policy, { utilization, heapHeld });
    if (decided.policy.mode !== policy.mode) setMode(decided.policy.mode);
    policy = decided.policy;
    collected = decided.collects;
    if (decided.collects) collect();
  }

  const timer = setInterval(look, lookMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** V8 reads it anew at each collection, so it may change while the process runs. */
function setMode(mode: MemoryPolicy["mode"]): void {
  setFlagsFromString(mode === "saving" ? "--memory-saver-mode" : "--no-memory-saver-mode");
}

/** V8's own collector, which only a context made while the flag is set can reach. */
function openCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  return collect;
}
