import { describe, expect, it } from "vitest";
import { type ActiveHours, findNextActive, isInsideActiveHours } from "./active-hours.rules.ts";

const OFFICE: ActiveHours = {
  timezone: "Europe/Madrid",
  windows: [
    { weekdays: [1, 2, 3, 4, 5], from: "09:00", to: "14:00" },
    { weekdays: [1, 2, 3, 4], from: "16:00", to: "19:00" },
  ],
};
const NIGHT: ActiveHours = { timezone: "America/Lima", windows: [{ weekdays: [5], from: "22:00", to: "02:00" }] };

describe("the next time at work", () => {
  // 2 March 2026 is a Monday; Madrid is one hour ahead of UTC.
  it.each([
    ["within hours: at once", OFFICE, "2026-03-02T08:00:00.000Z", "2026-03-02T08:00:00.000Z"],
    ["before they begin", OFFICE, "2026-03-02T05:30:00.000Z", "2026-03-02T08:00:00.000Z"],
    ["in the break", OFFICE, "2026-03-02T13:00:00.000Z", "2026-03-02T15:00:00.000Z"],
    ["at the end: the next morning", OFFICE, "2026-03-02T18:00:00.000Z", "2026-03-03T08:00:00.000Z"],
    ["on Friday afternoon: on Monday", OFFICE, "2026-03-06T13:00:00.001Z", "2026-03-09T08:00:00.000Z"],
    ["over the change to summer time", OFFICE, "2026-03-28T12:00:00.000Z", "2026-03-30T07:00:00.000Z"],
    ["after midnight, still at work", NIGHT, "2026-03-07T06:59:00.000Z", "2026-03-07T06:59:00.000Z"],
    ["a week later", NIGHT, "2026-03-07T07:00:00.000Z", "2026-03-14T03:00:00.000Z"],
  ])("%s", (_name, hours, from, next) => {
    const found = findNextActive(hours, new Date(from));
    expect(found.toISOString()).toBe(next);
    expect(isInsideActiveHours(hours, found)).toBe(true);
  });
});
