import { describe, expect, it } from "vitest";
import { countDaysBetween, startOfNextDay } from "./days.rules.ts";

describe("the next day of a place", () => {
  it.each([
    ["Europe/Madrid", "2026-03-02T22:59:59.999Z", "2026-03-02T23:00:00.000Z"],
    ["Europe/Madrid", "2026-03-02T23:00:00.000Z", "2026-03-03T23:00:00.000Z"],
    ["Europe/Madrid, a day of 23 hours", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["Europe/Madrid, a day of 25 hours", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    // Clocks are put forward at midnight: the day begins at one o'clock.
    ["America/Asuncion", "2024-10-05T12:00:00.000Z", "2024-10-06T04:00:00.000Z"],
  ])("%s from %s", (place, from, next) => {
    const timezone = place.split(",")[0] as string;
    expect(startOfNextDay(new Date(from), timezone).toISOString()).toBe(next);
  });
});

describe("days between", () => {
  it.each([
    ["2026-03-02T00:00:00Z", "2026-03-02T22:59:00Z", 0],
    ["2026-03-02T22:59:00Z", "2026-03-02T23:00:00Z", 1],
    ["2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", 2],
    ["2026-10-24T12:00:00Z", "2026-10-26T11:00:00Z", 2],
  ])("%s to %s: %i in Madrid", (from, to, days) => {
    expect(countDaysBetween(new Date(from), new Date(to), "Europe/Madrid")).toBe(days);
  });
});
