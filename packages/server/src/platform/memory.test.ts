import { constants, PerformanceObserver } from "node:perf_hooks";
import { expect, test } from "vitest";
import { keepMemorySmall } from "./memory.ts";

interface Collection {
  readonly kind: number;
  readonly flags: number;
}

test("a process at rest collects its garbage", async () => {
  const { promise: asked, resolve } = Promise.withResolvers<Collection>();
  const observer = new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries() as Array<PerformanceEntry & { detail: Collection }>)
      if (detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) resolve(detail);
  });
  observer.observe({ entryTypes: ["gc"] });
  using _kept = keepMemorySmall({ lookMs: 20 });
  expect((await asked).kind).toBe(constants.NODE_PERFORMANCE_GC_MAJOR);
  observer.disconnect();
});
