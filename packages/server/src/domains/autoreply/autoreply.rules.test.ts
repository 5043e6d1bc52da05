import { describe, expect, it } from "vitest";
import { createTemplateRenderer } from "../templates/index.ts";
import { type AnswerableMessage, type AnswerContext, decideReplies, findMatches } from "./autoreply.rules.ts";
import { type RuleCreate, ruleCreateSchema } from "./autoreply.schemas.ts";
import { compileRule } from "./compile-rule.ts";

const templates = createTemplateRenderer();
const NOW = new Date("2026-03-02T12:00:00Z");

/** What these rules answer; a text, or a kind of outcome in brackets. */
function ask(
  rules: ReadonlyArray<Partial<Record<keyof RuleCreate, unknown>>>,
  message: Partial<AnswerableMessage> | string,
  context: Partial<AnswerContext> = {},
): string[] {
  const compiled = rules.map((fields, index) => {
    const rule = ruleCreateSchema.parse({
      name: `${index}`,
      match: { kind: "any" },
      reply: { type: "text", text: "answer" },
      ...fields,
    });
    return compileRule({ id: `rule-${index}`, ...rule }, templates);
  });
  const given = typeof message === "string" ? { text: message } : message;
  const whole = { channelId: "shop", isGroup: false, type: "text", ...given };
  const now = context.now ?? NOW;
  const outcomes = decideReplies(findMatches(compiled, whole, now), whole, {
    now,
    contact: {},
    channelName: "Shop",
    organisationName: "",
    isAiOn: false,
    findTemplate: () => undefined,
    lastRepliedAt: () => undefined,
    ...context,
  });
  return outcomes.map((outcome) =>
    outcome.kind === "reply" && outcome.content.type === "text" ? outcome.content.text : `(${outcome.kind})`,
  );
}

const text = (source: string) => ({ type: "text", text: source });
const doesMatch = (match: Record<string, unknown>, message: Partial<AnswerableMessage> | string) =>
  ask([{ match }], message).length > 0;

describe("equals", () => {
  it.each([
    ["hello", "hello", true],
    ["hello", "  Hello!! ", true],
    ["hello", "“HELLO…”", true],
    ["hello", "*hello*", true],
    ["hello", "¡¿hello?!", true],
    ["hello", "hello there", false],
    ["hello", "hell", false],
    ["Hello!", "hello", true],
    ["help me", "help \n\t me", true],
    ["don't", "don’t", true],
    ["/help", "/help", true],
    ["/help", "help", false],
    ["?", "?", true],
    ["?", "!", false],
    ["?", "what?", false],
    ["café", "CAFE", true],
    ["cafe", "cafe\u0301", true],
    ["ÑANDÚ", "ñandu", true],
    ["łódź", "LODZ", true],
    ["straße", "STRASSE", true],
    ["istanbul", "İSTANBUL", true],
    ["ısparta", "ISPARTA", true],
    ["hello", "ｈｅｌｌｏ", true],
    ["hello", "h\u200bel\u00adlo\ufeff", true],
    ["ΟΔΟΣ", "οδος", true],
    ["οδός", "ΟΔΟΣ", true],
    ["ПРИВЕТ", "привет.", true],
    ["ёлка", "ЕЛКА", true],
    ["مرحبا", "مَرْحَبًا", true],
    ["مرحبا", "مرحبا؟", true],
    ["שלום", "שָׁלוֹם", true],
    ["नमस्ते", "नमस्ते।", true],
    ["कि", "की", false],
    ["か", "が", false],
    ["안녕", "안녕!", true],
    ["안녕", "안녕".normalize("NFD"), true],
    ["你好", "你好！", true],
    ["สวัสดี", "สวัสดี", true],
    ["❤️", "❤", true],
    ["👍", "👍", true],
    ["👍", "👎", false],
    ["👩‍👩‍👧", "👩‍👧", false],
  ])("%o and %o: %o", (value, written, expected) => {
    expect(doesMatch({ kind: "equals", values: ["something else", value] }, written)).toBe(expected);
  });

  it("minds case and accents when told to", () => {
    expect(doesMatch({ kind: "equals", values: ["Café"], caseSensitive: true }, "café")).toBe(false);
    expect(doesMatch({ kind: "equals", values: ["Café"], caseSensitive: true }, "Cafe")).toBe(true);
    expect(doesMatch({ kind: "equals", values: ["Café"], accentSensitive: true }, "CAFE")).toBe(false);
    expect(doesMatch({ kind: "equals", values: ["Café"], accentSensitive: true }, "CAFE\u0301")).toBe(true);
  });

  it("looks at the id behind a tapped button too", () => {
    expect(
      doesMatch(
        { kind: "equals", values: ["menu-1"] },
        { text: "First thing", payload: "menu-1", type: "interactive" },
      ),
    ).toBe(true);
  });
});

describe("contains", () => {
  it.each([
    ["price", "What's the PRICE, please?", false, true],
    ["pay", "I repay you", false, true],
    ["pay", "I repay you", true, false],
    ["pay", "repay? pay!", true, true],
    ["pay", "payé ya", true, false],
    ["pay", "pay_now", true, false],
    ["pay", "(pay)", true, true],
    ["é", "cafe\u0301", true, false],
    ["帮助", "我要帮助吗", true, true],
    ["ช่วย", "ขอช่วยหน่อย", true, true],
    ["цена", "какая ЦЕНА?", true, true],
    ["👍", "ok👍ok", true, true],
    ["no entiendo", "yo NO   entiendo nada", true, true],
    ["x", "", false, false],
  ])("%o in %o, whole words %o: %o", (value, written, wholeWord, expected) => {
    expect(doesMatch({ kind: "contains", values: ["qqq", value], wholeWord }, written)).toBe(expected);
  });

  it("does not look into ids", () => {
    expect(doesMatch({ kind: "contains", values: ["pay"] }, { text: "x", payload: "repayment" })).toBe(false);
  });
});

describe("starts-with", () => {
  it.each([
    ["echo", "echo Hola Mundo", "Hola Mundo"],
    ["echo", "ECHO   Two  spaces\nand a line", "Two  spaces\nand a line"],
    ["echo", " Echo: Hola", "Hola"],
    ["echo", "echo :)", ":)"],
    ["echo", "echo", ""],
    ["écho", "echo Ñandú", "Ñandú"],
    ["echo", "e\u0301cho e\u0301", "é"],
    ["echo this", "echo \t THIS thing", "thing"],
    ["straße", "STRASSE 5", "5"],
    ["أهلا", "أَهْلاً بك", "بك"],
    ["说", "说你好", "你好"],
    ["👍", "👍🏽 yes", "🏽 yes"],
    ["/start", "/start ABC", "ABC"],
  ])("%o begins %o, followed by %o", (value, written, rest) => {
    const match = { kind: "starts-with", values: ["nothing", value] };
    expect(ask([{ match, reply: text("[{{ message.rest }}]") }], written)).toEqual([`[${rest}]`]);
  });

  it.each([
    ["echo", "echoes"],
    ["echo", "an echo"],
    ["echo", "ech"],
    ["echo", ""],
  ])("%o does not begin %o", (value, written) => {
    expect(doesMatch({ kind: "starts-with", values: [value] }, written)).toBe(false);
  });

  it("begins part of a word when told to", () => {
    const match = { kind: "starts-with", values: ["echo"], wholeWord: false };
    expect(ask([{ match, reply: text("{{ message.rest }}") }], "echoes")).toEqual(["es"]);
  });
});

describe("pattern", () => {
  const match = { kind: "pattern", pattern: "me llamo (\\S+)(?: de (\\S+))?" };
  const reply = text("Hola {{ match[1] }}{% if match[2] %} de {{ match[2] }}{% endif %}");

  it("gives its groups to the reply, as they were written", () => {
    expect(ask([{ match, reply }], "Hola, ME LLAMO Ñoño")).toEqual(["Hola Ñoño"]);
    expect(ask([{ match, reply }], "me llamo Zoë de León 😀")).toEqual(["Hola Zoë de León"]);
    expect(ask([{ match, reply }], "no me acuerdo")).toEqual([]);
    expect(ask([{ match: { ...match, caseSensitive: true }, reply }], "ME LLAMO Ana")).toEqual([]);
  });

  it("answers a text made to be slow as fast as any", () => {
    const slow = { kind: "pattern", pattern: "^(([a-z])+)+[0-9]$" };
    expect(doesMatch(slow, "a".repeat(4096))).toBe(false);
  });

  it("that can't be used fails alone", () => {
    const broken = { match: { kind: "pattern", pattern: "(" } };
    expect(ask([broken, { reply: text("next") }], "hi")).toEqual(["(failed)", "next"]);
  });
});

it("any answers whatever a contact says, but not reactions and notices", () => {
  expect(doesMatch({ kind: "any" }, { type: "image", text: undefined })).toBe(true);
  expect(doesMatch({ kind: "any" }, { type: "reaction", text: undefined })).toBe(false);
  expect(doesMatch({ kind: "any" }, { type: "system", text: undefined })).toBe(false);
});

describe("which rules are asked", () => {
  it("leaves out those turned off, of other channels, not for groups", () => {
    const rules = [
      { enabled: false, reply: text("off") },
      { channelId: "00000000-0000-7000-8000-000000000001", reply: text("other channel") },
      { appliesToGroups: true, reply: text("groups too") },
    ];
    expect(ask([...rules.slice(0, 2)], "hi")).toEqual([]);
    expect(ask([{ reply: text("no groups") }, ...rules], { text: "hi", isGroup: true })).toEqual(["groups too"]);
    const ours = { channelId: "00000000-0000-7000-8000-000000000001", text: "hi" };
    expect(ask(rules, ours)).toEqual(["other channel"]);
    expect(ask(rules, { ...ours, channelId: undefined })).toEqual(["groups too"]);
  });

  it("goes on after a match only when the rule says so", () => {
    const rules = [{ reply: text("1"), afterMatch: "continue" }, { reply: text("2") }, { reply: text("3") }];
    expect(ask(rules, "hi")).toEqual(["1", "2"]);
  });

  it("stops at a rule that is cooling down or has nothing to say, but not at one that fails", () => {
    const next = { reply: text("next") };
    const justNow = { lastRepliedAt: () => new Date(NOW.getTime() - 59_999) };
    expect(ask([{ cooldownSeconds: 60 }, next], "hi", justNow)).toEqual(["(cooldown)"]);
    expect(ask([{ cooldownSeconds: 59 }, next], "hi", justNow)).toEqual(["answer"]);
    expect(ask([{ reply: text(" {{ nothing }} ") }, next], "hi")).toEqual(["(empty)"]);
    expect(ask([{ reply: text("{{ message.text }}".repeat(200)) }, next], "9".repeat(30))).toEqual([
      "(failed)",
      "next",
    ]);
    const button = { id: "x", title: "{{ message.text }}" };
    expect(
      ask([{ reply: { type: "buttons", body: "b", buttons: [button] } }, next], "a text longer than a button"),
    ).toEqual(["(failed)", "next"]);
  });
});

describe("active hours", () => {
  const office = { timezone: "Europe/Madrid", windows: [{ weekdays: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }] };
  const night = { timezone: "Europe/Madrid", windows: [{ weekdays: [5], from: "22:00", to: "06:00" }] };
  const sunday = { timezone: "America/Bogota", windows: [{ weekdays: [7], from: "00:00", to: "00:00" }] };

  it.each([
    // Monday in winter: Madrid is an hour ahead of UTC.
    [office, "2026-03-02T07:59:59Z", false],
    [office, "2026-03-02T08:00:00Z", true],
    [office, "2026-03-02T16:59:59Z", true],
    [office, "2026-03-02T17:00:00Z", false],
    // Monday in summer: two hours.
    [office, "2026-03-30T06:59:59Z", false],
    [office, "2026-03-30T07:00:00Z", true],
    [office, "2026-03-01T10:00:00Z", false],
    // From Friday evening into Saturday, not from Thursday into Friday.
    [night, "2026-03-06T20:59:00Z", false],
    [night, "2026-03-06T21:00:00Z", true],
    [night, "2026-03-07T04:59:00Z", true],
    [night, "2026-03-07T05:00:00Z", false],
    [night, "2026-03-06T04:00:00Z", false],
    // Sunday in Bogotá is five hours later than in UTC.
    [sunday, "2026-03-01T04:59:00Z", false],
    [sunday, "2026-03-01T05:00:00Z", true],
    [sunday, "2026-03-02T04:59:00Z", true],
    [sunday, "2026-03-02T05:00:00Z", false],
  ])("%o at %s: %o", (activeHours, now, expected) => {
    expect(ask([{ activeHours }], "hi", { now: new Date(now) }).length > 0).toBe(expected);
  });

  it("are refused with a zone that does not exist", () => {
    for (const timezone of ["Mars/Olympus", "+01:00", ""]) {
      expect(() => ask([{ activeHours: { ...office, timezone } }], "hi")).toThrow(/IANA/);
    }
  });
});
