import type { ChannelLimitSettings } from "@chasqui/client";
import { describe, expect, it } from "vitest";
import { findEmpty, findRisks, limitSettingsOf, limitValuesOf } from "./limits-form.rules.ts";

const CAREFUL: ChannelLimitSettings = {
  isOn: true,
  dailyMessages: 200,
  dailyNewPeople: 20,
  warmUp: { isOn: true, days: 14, firstDayMessages: 20, firstDayNewPeople: 5 },
  quietHours: { timezone: null, windows: [{ weekdays: [1, 2], from: "21:00", to: "09:00" }] },
  coldStop: { hours: 24 },
};
const careful = limitValuesOf(CAREFUL);

it("a form gives back what it was given", () => {
  expect(limitSettingsOf(careful, CAREFUL)).toEqual(CAREFUL);
  const bold = { ...CAREFUL, dailyMessages: null, quietHours: { timezone: "Europe/Madrid", windows: [] } };
  expect(limitSettingsOf(limitValuesOf(bold), CAREFUL)).toEqual(bold);
});

describe("risks", () => {
  it("are none with what we chose, nor with less", () => {
    expect(findRisks(careful, CAREFUL)).toEqual([]);
    expect(findRisks({ ...careful, dailyMessages: 10, dailyNewPeople: 0 }, CAREFUL)).toEqual([]);
  });

  it.each([
    ["more messages", { dailyMessages: 201 }, ["messages"]],
    ["any number of new people", { dailyNewPeople: "" }, ["newPeople"]],
    ["no warm-up", { warmUp: { ...careful.warmUp, isOn: false } }, ["warmUpOff"]],
    ["a shorter warm-up", { warmUp: { ...careful.warmUp, days: 7 } }, ["warmUp"]],
    ["a bolder first day", { warmUp: { ...careful.warmUp, firstDayNewPeople: 6 } }, ["warmUp"]],
    ["no quiet hours", { quietHours: { timezone: "", windows: [] } }, ["quietHours"]],
    ["a shorter stop", { coldStop: { hours: 1 } }, ["coldStop"]],
    ["no limits at all", { isOn: false, dailyMessages: "" }, ["off"]],
  ])("%s", (_name, change, risks) => {
    expect(findRisks({ ...careful, ...change }, CAREFUL)).toEqual(risks);
  });

  it("are none where limits are off by default", () => {
    expect(findRisks({ ...careful, isOn: false }, { ...CAREFUL, isOn: false })).toEqual([]);
  });
});

it("finds what can't be left empty", () => {
  const windows = [{ weekdays: [], from: "21:00", to: "09:00" }];
  const values = { ...careful, coldStop: { hours: "" }, quietHours: { timezone: "", windows } };
  expect(findEmpty(values)).toEqual(["coldStop.hours", "quietHours.windows"]);
  expect(findEmpty({ ...careful, dailyMessages: "" })).toEqual([]);
});

it("keeps what was saved of fields that are not shown", () => {
  const values = { ...careful, warmUp: { ...careful.warmUp, isOn: false, days: "" } };
  expect(findEmpty(values)).toEqual([]);
  expect(limitSettingsOf(values, CAREFUL).warmUp).toMatchObject({ isOn: false, days: 14 });
});
