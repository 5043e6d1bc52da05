import { expect, it } from "vitest";
import { ChasquiProblem, ConnectionProblem } from "./errors.ts";
import { readRetryAfter } from "./read-problem.ts";
import { backoffMs, DEFAULT_RETRY, decideRetry } from "./retry.ts";

const away = new ConnectionProblem("gone");

it("waits twice as long each time, at most the longest wait, and not everybody the same", () => {
  const policy = { ...DEFAULT_RETRY, attempts: 20 };
  const waits = (random: number) => [1, 2, 3, 4, 19].map((attempt) => decideRetry(away, attempt, policy, random));
  expect(waits(1)).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
  expect(waits(0)).toEqual([250, 500, 1_000, 2_000, 15_000]);
  expect(backoffMs(2_000, policy, 1)).toBe(30_000);
});

it("waits as long as the server asks, whatever the attempt", () => {
  const busy = new ChasquiProblem({ code: "busy", status: 503, title: "", detail: "", retryAfterMs: 7_000 });
  expect(decideRetry(busy, 1, DEFAULT_RETRY)).toBe(7_000);
  expect(decideRetry(busy, 2, DEFAULT_RETRY)).toBe(7_000);
  expect(decideRetry(busy, 3, DEFAULT_RETRY)).toBeUndefined();
});

it("reads the asked wait as seconds or as a date", () => {
  const nowMs = Date.parse("2026-03-01T09:00:00Z");
  expect(readRetryAfter("2", nowMs)).toBe(2_000);
  expect(readRetryAfter("Sun, 01 Mar 2026 09:00:05 GMT", nowMs)).toBe(5_000);
  expect(readRetryAfter("Sun, 01 Mar 2026 08:00:00 GMT", nowMs)).toBe(0);
  for (const nonsense of ["soon", "", null]) expect(readRetryAfter(nonsense, nowMs)).toBeUndefined();
});
