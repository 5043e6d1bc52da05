import { describe, expect, it } from "vitest";
import { findDay, judge, type LimitedMessage, type LimitState } from "./limits.rules.ts";
import { DEFAULT_SETTINGS, type LimitSettings, limitSettingsSchema } from "./limits.schemas.ts";
import { explainHit } from "./reasons.rules.ts";

const at = (time: string) => new Date(time);
/** A Monday at noon in Madrid. */
const NOON = at("2026-03-02T11:00:00Z");
const NIGHT = at("2026-03-02T22:30:00Z");

function buildState({
  now = NOON,
  ...given
}: Partial<LimitState> & { now?: Date; settings?: LimitSettings } = {}): LimitState {
  const settings = given.settings ?? DEFAULT_SETTINGS;
  const timezone = "Europe/Madrid";
  const day = findDay(settings, at("2026-01-01T00:00:00Z"), now, timezone);
  return { settings, timezone, day, use: { messages: 0, newPeople: 0 }, coldStoppedUntil: null, ...given };
}

function buildMessage(given: Partial<LimitedMessage> = {}): LimitedMessage {
  return {
    sourceKind: "api",
    isGroup: false,
    lastInboundAt: null,
    isStranger: true,
    isNewPerson: true,
    isCounted: false,
    ...given,
  };
}

const KNOWN = { isStranger: false, isNewPerson: false, lastInboundAt: at("2026-01-01T00:00:00Z") };
const WRITES_NOW = { ...KNOWN, lastInboundAt: at("2026-03-02T10:59:00Z") };
const GROUP = { isGroup: true, isStranger: false, isNewPerson: false };

describe("the limit of new people", () => {
  const state = buildState({ use: { messages: 30, newPeople: 20 } });

  it("lets the next one wait until quiet hours end the next day", () => {
    expect(judge(buildMessage(), state, NOON)).toEqual({ code: "limit-new-people", until: at("2026-03-03T08:00:00Z") });
  });

  it("lets them wait until midnight where there are no quiet hours", () => {
    const settings = limitSettingsSchema.parse({ quietHours: { windows: [] } });
    const hit = judge(buildMessage(), { ...state, settings }, NOON);
    expect(hit?.until).toEqual(at("2026-03-02T23:00:00Z"));
  });

  it.each([
    ["who wrote", KNOWN],
    ["who were written to before", { isNewPerson: false }],
    ["in groups", GROUP],
    ["whose message was counted already", { isCounted: true }],
  ])("does not hold for people %s", (_name, message) => {
    expect(judge(buildMessage(message), state, NOON)).toBeUndefined();
  });

  it("holds for what a person sends, too", () => {
    expect(judge(buildMessage({ sourceKind: "inbox" }), state, NOON)?.code).toBe("limit-new-people");
  });

  it("is off when it is set to any number", () => {
    const settings = limitSettingsSchema.parse({ dailyNewPeople: null });
    expect(judge(buildMessage(), buildState({ settings, use: { messages: 30, newPeople: 99 } }), NOON)).toBeUndefined();
  });
});

describe("the limit of messages", () => {
  const state = buildState({ use: { messages: 200, newPeople: 0 } });

  it.each([
    ["to a known person", KNOWN],
    ["to a group", GROUP],
    ["of a campaign, although the person has just written", { ...WRITES_NOW, sourceKind: "campaign" as const }],
    ["of a rule to whom wrote long ago", { ...KNOWN, sourceKind: "autoreply" as const }],
  ])("holds messages %s", (_name, message) => {
    expect(judge(buildMessage(message), state, NOON)?.code).toBe("limit-messages");
  });

  it.each([
    ["what a person sends", { ...KNOWN, sourceKind: "inbox" as const }],
    ["what answers somebody who wrote within a day", { ...WRITES_NOW, sourceKind: "autoreply" as const }],
    ["what a program answers within a day", { ...WRITES_NOW, sourceKind: "api" as const }],
  ])("never holds %s", (_name, message) => {
    expect(judge(buildMessage(message), state, NOON)).toBeUndefined();
  });
});

describe("quiet hours", () => {
  it.each(["campaign", "rotation", "reminder", "follow-up"] as const)("hold a %s back", (sourceKind) => {
    const hit = judge(buildMessage({ ...KNOWN, sourceKind }), buildState({ now: NIGHT }), NIGHT);
    expect(hit).toEqual({ code: "limit-quiet-hours", until: at("2026-03-03T08:00:00Z") });
  });

  it.each(["inbox", "autoreply", "api", "hook"] as const)("let what comes from %s go", (sourceKind) => {
    expect(judge(buildMessage({ ...KNOWN, sourceKind }), buildState({ now: NIGHT }), NIGHT)).toBeUndefined();
  });

  it("go by a time zone of their own", () => {
    const settings = limitSettingsSchema.parse({ quietHours: { timezone: "Asia/Tokyo" } });
    const hit = judge(
      buildMessage({ ...KNOWN, sourceKind: "campaign" }),
      buildState({ settings }),
      at("2026-03-02T13:00:00Z"),
    );
    expect(hit?.until).toEqual(at("2026-03-03T00:00:00Z"));
  });

  it("end by the clock on the wall in the night when clocks are put forward", () => {
    const night = at("2026-03-28T22:00:00Z");
    const hit = judge(buildMessage({ ...KNOWN, sourceKind: "campaign" }), buildState({ now: night }), night);
    expect(hit?.until).toEqual(at("2026-03-29T07:00:00Z"));
  });

  it("can't take the whole week", () => {
    const windows = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00" }];
    expect(limitSettingsSchema.safeParse({ quietHours: { windows } }).success).toBe(false);
  });
});

describe("a cold stop", () => {
  const state = buildState({ coldStoppedUntil: at("2026-03-03T11:00:00Z") });

  it("holds whatever goes to people who never wrote, also those written to before", () => {
    for (const message of [{}, { isNewPerson: false }, { sourceKind: "inbox" as const }, { isCounted: true }]) {
      const hit = judge(buildMessage(message), state, NOON);
      expect(hit).toEqual({ code: "limit-cold-stop", until: at("2026-03-03T11:00:00Z") });
    }
  });

  it("lets answers and groups go", () => {
    for (const message of [KNOWN, WRITES_NOW, GROUP]) expect(judge(buildMessage(message), state, NOON)).toBeUndefined();
  });

  it("holds although limits are off, and no longer than until its end", () => {
    const off = { ...state, settings: { ...DEFAULT_SETTINGS, isOn: false } };
    expect(judge(buildMessage(), off, NOON)?.code).toBe("limit-cold-stop");
    expect(judge(buildMessage(), off, at("2026-03-03T11:00:00Z"))).toBeUndefined();
  });
});

describe("a day", () => {
  it.each([
    ["of 24 hours", "2026-03-02T11:00:00Z", "2026-03-02", "2026-03-02T23:00:00Z"],
    ["just before midnight", "2026-03-02T22:59:59Z", "2026-03-02", "2026-03-02T23:00:00Z"],
    ["at midnight", "2026-03-02T23:00:00Z", "2026-03-03", "2026-03-03T23:00:00Z"],
    ["of 23 hours", "2026-03-29T11:00:00Z", "2026-03-29", "2026-03-29T22:00:00Z"],
    ["of 25 hours", "2026-10-25T11:00:00Z", "2026-10-25", "2026-10-25T23:00:00Z"],
  ])("%s is the installation's", (_name, now, date, endsAt) => {
    expect(findDay(DEFAULT_SETTINGS, null, at(now), "Europe/Madrid")).toMatchObject({ date, endsAt: at(endsAt) });
  });
});

it("tells which limit, its figure, the warm-up and the time", () => {
  const settings = limitSettingsSchema.parse({});
  const day = findDay(settings, at("2026-02-28T12:00:00Z"), NOON, "Europe/Madrid");
  const state = buildState({ settings, day, use: { messages: 6, newPeople: 6 } });
  const hit = judge(buildMessage(), state, NOON);
  expect(hit && explainHit(hit, state)).toMatchObject({
    code: "limit-new-people",
    title:
      "Held: the daily limit of 6 new people on day 3 of the warm-up is reached; it goes out from 3 March 09:00 on.",
  });
});
