/** When the process gives memory back, and when it takes what it can work fastest with. Pure. */

export interface MemoryPolicy {
  /** `saving`: garbage is collected early and memory given back, at the price of speed. `fast`: V8 as it comes. */
  readonly mode: "saving" | "fast";
  readonly busySeconds: number;
  readonly quietSeconds: number;
  /** What the heap held after the last collection. */
  readonly heapKept: number;
}

export interface MemorySample {
  /** Share of the last second in which the event loop worked, 0 to 1. */
  readonly utilization: number;
  /** Bytes that the heap holds, garbage and free pages included. */
  readonly heapHeld: number;
}

/** Starting makes garbage, and is over before speed matters. */
export const AT_START: MemoryPolicy = { mode: "saving", busySeconds: 0, quietSeconds: 0, heapKept: 0 };

const BUSY = 0.25;
/** What is over sooner, like pairing a phone, is not worth the memory. */
const BUSY_SECONDS = 3;
const QUIET = 0.1;
/** Shorter rests come between any two batches. */
const QUIET_SECONDS = 15;
/** Less is not worth the 50 ms that a collection takes. */
const WORTHWHILE_BYTES = 16 * 1024 * 1024;

/** Asked each second. `collects`: the garbage is to be collected now. */
export function decideMemory(
  before: MemoryPolicy,
  { utilization, heapHeld }: MemorySample,
): { readonly policy: MemoryPolicy; readonly collects: boolean } {
  const busySeconds = utilization >= BUSY ? before.busySeconds + 1 : 0;
  const quietSeconds = utilization < QUIET ? before.quietSeconds + 1 : 0;
  const rests = quietSeconds >= QUIET_SECONDS;
  const collects = rests && heapHeld - before.heapKept >= WORTHWHILE_BYTES;
  return {
    policy: {
      mode: rests ? "saving" : busySeconds >= BUSY_SECONDS ? "fast" : before.mode,
      busySeconds,
      quietSeconds: collects ? 0 : quietSeconds,
      heapKept: collects ? heapHeld : before.heapKept,
    },
    collects,
  };
}
