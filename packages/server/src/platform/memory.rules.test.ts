import { expect, test } from "vitest";
import { AT_START, decideMemory, type MemoryPolicy } from "./memory.rules.ts";

const MB = 1024 * 1024;

/** Second after second of the same. */
function pass(seconds: number, utilization: number, heapMb: number, from: MemoryPolicy = AT_START) {
  let policy = from;
  const collectedAt: number[] = [];
  for (let second = 1; second <= seconds; second++) {
    const decided = decideMemory(policy, { utilization, heapHeld: heapMb * MB });
    policy = decided.policy;
    if (decided.collects) collectedAt.push(second);
  }
  return { policy, collectedAt };
}

test("after a start it collects once, when it has rested for 15 s", () => {
  const { policy, collectedAt } = pass(120, 0.02, 90);
  expect(collectedAt).toEqual([15]);
  expect(policy.mode).toBe("saving");
});

test("with much to do for 3 s it takes what memory it likes, and collects nothing", () => {
  expect(pass(2, 0.6, 90).policy.mode).toBe("saving");
  expect(pass(3, 0.6, 90).policy.mode).toBe("fast");
  const { policy, collectedAt } = pass(120, 0.6, 200);
  expect(policy.mode).toBe("fast");
  expect(collectedAt).toEqual([]);
});

test("after a burst it gives back what the burst took, and only then", () => {
  const rested = pass(60, 0.02, 70).policy;
  const burst = pass(3, 0.9, 160, rested).policy;
  expect(burst.mode).toBe("fast");
  expect(pass(14, 0.02, 160, burst)).toMatchObject({ collectedAt: [], policy: { mode: "fast" } });
  expect(pass(60, 0.02, 160, burst)).toMatchObject({ collectedAt: [15], policy: { mode: "saving" } });
});

test("little garbage is left where it lies", () => {
  const rested = pass(60, 0.02, 70).policy;
  const burst = pass(3, 0.9, 85, rested).policy;
  expect(pass(60, 0.02, 85, burst).collectedAt).toEqual([]);
});

test("some work is no rest, and no reason to change", () => {
  const { policy, collectedAt } = pass(120, 0.15, 160);
  expect(policy).toMatchObject({ mode: "saving", quietSeconds: 0 });
  expect(collectedAt).toEqual([]);
});
