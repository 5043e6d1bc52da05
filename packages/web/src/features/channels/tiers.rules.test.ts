import { expect, test } from "vitest";
import { limitOfTier, readQuality } from "./tiers.rules.ts";

test("a tier is read as the number of people a day", () => {
  expect(limitOfTier("TIER_250")).toBe(250);
  expect(limitOfTier("TIER_2K")).toBe(2000);
  expect(limitOfTier("TIER_100K")).toBe(100_000);
  expect(limitOfTier("TIER_UNLIMITED")).toBe(Number.POSITIVE_INFINITY);
  expect(limitOfTier("TIER_NOT_SET")).toBeUndefined();
  expect(limitOfTier(null)).toBeUndefined();
});

test("a rating that is none yet is not shown as one", () => {
  expect(readQuality("GREEN")).toBe("green");
  expect(readQuality("UNKNOWN")).toBeUndefined();
  expect(readQuality(null)).toBeUndefined();
});
