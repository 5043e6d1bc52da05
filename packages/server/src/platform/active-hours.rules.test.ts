import { describe, expect, it } from "vitest";
import { type ActiveHours, findNextActive, findNextInactive, isInsideActiveHours } from "./active-hours.rules.ts";

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

describe("the next time outside", () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const nights = { weekdays: everyDay, from: "21:00", to: "09:00" };
  const madrid = (...windows: ActiveHours["windows"]): ActiveHours => ({ timezone: "Europe/Madrid", windows });

  // Madrid puts clocks forward on 29 March 2026 at 02:00, back on 25 October at 03:00.
  it.each([
    ["outside: at once", madrid(nights), "2026-03-02T12:00:00.000Z", "2026-03-02T12:00:00.000Z"],
    ["at night: in the morning", madrid(nights), "2026-03-02T22:00:00.000Z", "2026-03-03T08:00:00.000Z"],
    ["after midnight", madrid(nights), "2026-03-03T02:00:00.000Z", "2026-03-03T08:00:00.000Z"],
    ["over the change to summer time", madrid(nights), "2026-03-28T22:00:00.000Z", "2026-03-29T07:00:00.000Z"],
    ["over the change to winter time", madrid(nights), "2026-10-24T22:00:00.000Z", "2026-10-25T08:00:00.000Z"],
    [
      "an end in the hour that does not exist",
      madrid({ weekdays: everyDay, from: "01:00", to: "02:30" }),
      "2026-03-29T00:30:00.000Z",
      "2026-03-29T01:00:00.000Z",
    ],
    [
      "through a whole day that follows a night",
      madrid(nights, { weekdays: [7], from: "00:00", to: "00:00" }),
      "2026-03-07T21:00:00.000Z",
      "2026-03-09T08:00:00.000Z",
    ],
  ])("%s", (_name, hours, from, next) => {
    expect(findNextInactive(hours, new Date(from))?.toISOString()).toBe(next);
  });

  it("is never where every day is a window as a whole", () => {
    const always = madrid({ weekdays: everyDay, from: "00:00", to: "00:00" });
    expect(findNextInactive(always, new Date("2026-03-02T12:00:00Z"))).toBeUndefined();
  });
});
