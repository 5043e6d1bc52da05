import { expect, test } from "vitest";
import { formatDuration, secondsOf, unitOf } from "./duration.rules.ts";

test("lengths of time are told in the units people use, in the language asked for", () => {
  expect(formatDuration(600, "en")).toBe("10 minutes");
  expect(formatDuration(5_400, "en")).toBe("1 hour, 30 minutes");
  expect(formatDuration(90_061, "en")).toBe("1 day, 1 hour");
  expect(formatDuration(86_400, "es")).toBe("1 día");
  expect(formatDuration(0, "pt")).toBe("0 segundo");
});

test("a field shows them in the largest unit that says them whole", () => {
  expect(unitOf(7_200)).toBe("hour");
  expect(unitOf(5_400)).toBe("minute");
  expect(unitOf(0)).toBe("second");
  expect(unitOf(0, ["minute", "hour"])).toBe("minute");
  expect(secondsOf(3, "day")).toBe(259_200);
});
