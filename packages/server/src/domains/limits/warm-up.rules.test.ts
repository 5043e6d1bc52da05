import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "./limits.schemas.ts";
import { dayOfWarmUp, judgeWarmUp, limitsOfDay } from "./warm-up.rules.ts";

const at = (time: string) => new Date(time);

describe("a warm-up", () => {
  it("rises from the first day's limits to the full ones, a little more each day", () => {
    const days = Array.from({ length: 16 }, (_, index) => limitsOfDay(DEFAULT_SETTINGS, index + 1));
    expect(days.map(({ messages }) => messages)).toEqual([
      20, 23, 27, 33, 39, 46, 54, 63, 75, 88, 104, 122, 144, 170, 200, 200,
    ]);
    expect(days.map(({ newPeople }) => newPeople)).toEqual([5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 18, 20, 20]);
  });

  it("can begin with nobody new", () => {
    const settings = { ...DEFAULT_SETTINGS, warmUp: { ...DEFAULT_SETTINGS.warmUp, firstDayNewPeople: 0 } };
    expect(limitsOfDay(settings, 1).newPeople).toBe(0);
    expect(limitsOfDay(settings, 8).newPeople).toBe(3);
  });

  it("never allows more than the limits do that follow it", () => {
    expect(limitsOfDay({ ...DEFAULT_SETTINGS, dailyMessages: 10 }, 1).messages).toBe(10);
  });

  it("rises to our own choice where no limit follows it", () => {
    const settings = { ...DEFAULT_SETTINGS, dailyMessages: null };
    expect([1, 14, 15].map((day) => limitsOfDay(settings, day).messages)).toEqual([20, 170, null]);
  });

  it("can be switched off", () => {
    const settings = { ...DEFAULT_SETTINGS, warmUp: { ...DEFAULT_SETTINGS.warmUp, isOn: false } };
    expect(limitsOfDay(settings, 1)).toEqual({ messages: 200, newPeople: 20 });
  });
});

describe("the day of a warm-up", () => {
  // Madrid puts clocks forward in the night to 29 March 2026: that day has 23 hours.
  it.each([
    ["paired just now", "2026-03-28T22:59:00Z", "2026-03-28T22:59:00Z", 1],
    ["a minute later, past midnight", "2026-03-28T22:59:00Z", "2026-03-28T23:00:00Z", 2],
    ["the day of 23 hours counts as one", "2026-03-28T12:00:00Z", "2026-03-29T21:59:00Z", 2],
    ["and the next one begins at its midnight", "2026-03-28T12:00:00Z", "2026-03-29T22:00:00Z", 3],
    ["a clock that went back", "2026-03-28T12:00:00Z", "2026-03-27T12:00:00Z", 1],
  ])("%s", (_name, since, now, day) => {
    expect(dayOfWarmUp(at(since), at(now), "Europe/Madrid")).toBe(day);
  });

  it("is the first for an account that was never connected", () => {
    expect(dayOfWarmUp(null, at("2026-03-28T12:00:00Z"), "UTC")).toBe(1);
  });
});

describe("an account that is paired", () => {
  const known = { beganAt: at("2026-01-01T12:00:00Z"), lastSeenAt: at("2026-02-01T12:00:00Z") };

  it.each([
    ["for the first time: it begins", undefined, "2026-02-05T12:00:00Z", "2026-02-05T12:00:00Z"],
    ["again after some days: it goes on", known, "2026-02-05T12:00:00Z", "2026-01-01T12:00:00Z"],
    ["again after 30 days: it begins anew", known, "2026-03-03T12:00:00Z", "2026-03-03T12:00:00Z"],
    ["still, after a long time: nothing changes", known, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z"],
  ])("%s", (_name, before, pairedAt, beganAt) => {
    expect(judgeWarmUp(before, at(pairedAt))).toEqual(at(beganAt));
  });
});
