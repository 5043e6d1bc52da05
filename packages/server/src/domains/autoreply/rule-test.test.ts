import { describe, expect, it } from "vitest";
import { startTestApp } from "../../../test/start-test-app.ts";
import { type RuleCreate, ruleCreateSchema } from "./autoreply.schemas.ts";
import { type RuleTest, ruleTestSchema } from "./rule-test.schemas.ts";
import { startTestAutoreply, type TestAutoreply } from "./test-autoreply.ts";

const rule = (fields: Partial<Record<keyof RuleCreate, unknown>>): RuleCreate =>
  ruleCreateSchema.parse({ name: "A rule", match: { kind: "any" }, reply: text("answer"), ...fields });
const text = (source: string) => ({ type: "text", text: source });
const equals = (...values: string[]) => ({ kind: "equals", values });

function ask(test: TestAutoreply, input: Partial<RuleTest> & { text: string }) {
  return test.autoreply.testRules(ruleTestSchema.parse({ ...input, at: input.at?.toISOString() }));
}

const outcomes = (result: Awaited<ReturnType<typeof ask>>) => result.rules.map((one) => [one.ruleName, one.outcome]);

describe("what would happen if a contact wrote this", () => {
  it("tells of every rule why it answers or not, and what it would send", async () => {
    await using test = await startTestAutoreply();
    const { create } = test.autoreply.rules;
    const mornings = { timezone: "UTC", windows: [{ weekdays: [1], from: "06:00", to: "11:00" }] };
    await create(rule({ name: "off", enabled: false }));
    await create(rule({ name: "hours", activeHours: mornings }));
    await create(rule({ name: "other words", match: equals("bye") }));
    await create(rule({ name: "broken", reply: text("{% for i in (1..100000) %}x{% endfor %}") }));
    await create(rule({ name: "empty", reply: text("{{ nothing }}"), afterMatch: "continue" }));
    await create(rule({ name: "yes", match: equals("hi"), reply: text("Hi {{ contact.name }}, {{ nonsense }}") }));
    await create(rule({ name: "behind" }));
    const result = await ask(test, { text: "Hi!", contactName: "Ana" });
    expect(outcomes(result)).toEqual([
      ["off", "disabled"],
      ["hours", "outside-active-hours"],
      ["other words", "no-match"],
      ["broken", "failed"],
      ["empty", "empty"],
      ["yes", "reply"],
      ["behind", "not-asked"],
    ]);
    expect(result.rules[3]?.error).toContain("more than 10000 steps");
    expect(result.rules[5]).toMatchObject({
      reply: { type: "text", text: "Hi Ana," },
      missing: ["nonsense"],
      isDraft: false,
    });
    expect(result.rules.every((one) => /^[A-Z].*\.$/.test(one.reason))).toBe(true);
    expect(outcomes(await ask(test, { text: "Hi!", at: new Date("2026-03-02T10:00:00Z") }))[1]).toEqual([
      "hours",
      "reply",
    ]);
  });

  it("sends, counts and remembers nothing", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.rules.create(rule({ cooldownSeconds: 60 }));
    await test.autoreply.followUps.createRule({ ...FOLLOW_UP, channelId: null });
    const ana = await test.addConversation();
    for (const words of ["hi", "hi", "STOP"]) await ask(test, { text: words, conversationId: ana.id });
    expect(await test.texts()).toEqual([]);
    expect((await test.autoreply.rules.get(made.id)).matchedCount).toBe(0);
    expect(await test.autoreply.followUps.listPending({}, { limit: 5 })).toEqual([]);
    expect(await test.contacts.findSuppressed(test.db, [ana.contactId], test.channelId)).toEqual([]);
    await test.receive({ from: ana, text: "hi" });
    expect(await test.texts()).toEqual(["answer"]);
  });

  it("comes to what then really happens", async () => {
    await using test = await startTestAutoreply();
    const { create } = test.autoreply.rules;
    await create(
      rule({ name: "cooling", match: equals("a", "b"), cooldownSeconds: 60, afterMatch: "continue", reply: text("1") }),
    );
    await create(
      rule({ name: "groups", appliesToGroups: true, match: equals("b", "c"), reply: text("2 {{ contact.name }}") }),
    );
    await create(rule({ name: "here", channelId: test.channelId, reply: text("3 {{ channel.name }}") }));
    const [ana, group] = [await test.addConversation({ name: "Ana" }), await test.addConversation({ isGroup: true })];
    for (const from of [ana, group, ana]) {
      for (const words of ["a", "b", "c", "d"]) {
        const { rules } = await ask(test, { text: words, conversationId: from.id, contactId: from.contactId });
        const expected = rules.flatMap(({ reply }) => (reply ? [reply.text] : []));
        const before = (await test.texts()).length;
        await test.receive({ from, text: words });
        expect((await test.texts()).slice(before)).toEqual(expected);
      }
    }
    expect(await test.texts()).toHaveLength(11);
  });

  it("tries a rule that is not stored, behind the others or in the place of one", async () => {
    await using test = await startTestAutoreply();
    const stored = await test.autoreply.rules.create(rule({ name: "stored", match: equals("hi") }));
    const draft = rule({ name: "draft", reply: text("from the draft") });
    const added = await ask(test, { text: "other", draft: { rule: draft } });
    expect(added.rules).toMatchObject([
      { ruleId: stored.id, outcome: "no-match", isDraft: false },
      { ruleId: null, outcome: "reply", isDraft: true, reply: { text: "from the draft" } },
    ]);
    const replaced = await ask(test, { text: "other", draft: { rule: draft, replaces: stored.id } });
    expect(replaced.rules).toMatchObject([{ ruleId: stored.id, ruleName: "draft", outcome: "reply", isDraft: true }]);
    expect((await test.autoreply.rules.list()).map(({ name }) => name)).toEqual(["stored"]);
    const broken = rule({ match: { kind: "pattern", pattern: "(", caseSensitive: false } });
    await expect(ask(test, { text: "x", draft: { rule: broken } })).rejects.toMatchObject({ code: "pattern-invalid" });
    const gone = { rule: draft, replaces: crypto.randomUUID() };
    await expect(ask(test, { text: "x", draft: gone })).rejects.toMatchObject({ code: "rule-unknown" });
  });

  it("knows the words by which people opt out: then no rule is asked", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.rules.create(rule({}));
    expect(await ask(test, { text: "Baja!" })).toMatchObject({
      optOut: { kind: "stop", confirmation: expect.stringContaining("ALTA") },
      rules: [],
      followUp: null,
      ai: { isAsked: false, reason: "opt-out" },
    });
  });

  it("tells of the follow-up that would be set, when it is due and what it says", async () => {
    await using test = await startTestAutoreply();
    const activeHours = { timezone: "UTC", windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "15:00", to: "16:00" }] };
    const words = "{{ contact.firstName }}, {{ contact.fields.city }}?";
    const made = await test.autoreply.followUps.createRule({ ...FOLLOW_UP, text: words, activeHours });
    const ana = await test.addConversation({ name: "Ana María" });
    expect((await ask(test, { text: "x", conversationId: ana.id })).followUp).toEqual({
      ruleId: made.id,
      ruleName: "Ask",
      delaySeconds: 600,
      dueAt: new Date("2026-03-02T15:00:00Z"),
      text: "Ana, ?",
      missing: ["contact.fields.city"],
    });
    expect((await ask(test, { text: "x", isGroup: true })).followUp).toBeNull();
    expect((await ask(test, { text: "x", type: "reaction" })).followUp).toBeNull();
  });

  it("tells whether the AI would be asked, and does not ask it", async () => {
    await using test = await startTestAutoreply({ ai: { isOn: true } });
    await test.autoreply.rules.create(rule({ name: "hi", match: equals("hi") }));
    await test.autoreply.rules.create(rule({ name: "ai", match: equals("ai"), reply: { type: "ask-ai" } }));
    const reasons = [];
    for (const words of ["hi", "ai", "else", ""]) reasons.push((await ask(test, { text: words })).ai);
    expect(reasons).toEqual([
      { isOn: true, isAsked: false, reason: "rule-answers" },
      { isOn: true, isAsked: true, reason: "rule" },
      { isOn: true, isAsked: true, reason: "no-rule-matched" },
      { isOn: true, isAsked: false, reason: "not-for-ai" },
    ]);
    expect(test.askedOfAi).toEqual([]);
  });
});

const FOLLOW_UP = {
  ...{ name: "Ask", enabled: true, channelId: null, delaySeconds: 600, text: "are you there" },
  ...{ cancelOnHumanReply: true, activeHours: null },
};

it("the API tries rules for a contact in a conversation, and names what is not there", async () => {
  await using app = await startTestApp();
  app.contactWrites("34600111222", "hello");
  const [conversation] = (await app.until("/conversations", (page) => page.items.length === 1)).items;
  const tried = await app.api("POST", "/rules/test", { text: "echo Hola", conversationId: conversation.id });
  expect(tried).toMatchObject({
    status: 200,
    body: {
      channelId: conversation.channelId,
      contactId: conversation.contactId,
      rules: [
        { outcome: "no-match" },
        { outcome: "no-match" },
        { outcome: "reply", reply: { text: "You said: Hola" } },
      ],
      ai: { isOn: false, reason: "off" },
    },
  });
  const id = crypto.randomUUID();
  for (const [input, code] of [
    [{ conversationId: id }, "conversation-unknown"],
    [{ contactId: id }, "contact-unknown"],
    [{ channelId: id }, "channel-unknown"],
  ] as const) {
    expect(await app.api("POST", "/rules/test", { text: "x", ...input })).toMatchObject({
      status: 404,
      body: { code },
    });
  }
});
