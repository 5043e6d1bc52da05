import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { RuleCreate } from "./autoreply.schemas.ts";
import { ruleCreateSchema } from "./autoreply.schemas.ts";
import { startTestAutoreply } from "./test-autoreply.ts";

const rule = (fields: Partial<RuleCreate>): RuleCreate =>
  ruleCreateSchema.parse({
    name: "A rule",
    match: { kind: "any" },
    reply: { type: "text", text: "answer" },
    ...fields,
  });
const text = (source: string) => ({ type: "text" as const, text: source });
const equals = (...values: string[]) => ({
  kind: "equals" as const,
  values,
  caseSensitive: false,
  accentSensitive: false,
});

describe("a new installation", () => {
  it("answers hello, help and echo, and asks after ten minutes of silence", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.ensureDefaults();
    const ana = await test.addConversation();
    await test.receive(
      { from: ana, text: "Hello!" },
      { from: ana, text: "help" },
      { from: ana, text: "echo Hola Mundo" },
    );
    expect(await test.texts()).toEqual(["hello to you too", expect.stringContaining("• echo"), "You said: Hola Mundo"]);
    const [timer] = await test.autoreply.followUps.listPending({}, { limit: 5 });
    expect(timer).toMatchObject({ conversationId: ana.id, dueAt: new Date("2026-03-02T12:10:00Z") });
  });

  it("gets its rules once, also when several nodes start at once and when a person deletes them", async () => {
    await using test = await startTestAutoreply();
    const others = [test.createOtherNode(), test.createOtherNode()];
    await Promise.all([test.autoreply, ...others].map((node) => node.ensureDefaults()));
    const rules = await test.autoreply.rules.list();
    expect(rules.map((one) => one.name)).toEqual(["Greeting", "Help", "Echo"]);
    expect(await test.autoreply.followUps.listRules()).toHaveLength(1);
    for (const { id } of rules) await test.autoreply.rules.delete(id);
    await test.autoreply.ensureDefaults();
    expect(await test.autoreply.rules.list()).toEqual([]);
  });
});

describe("answering", () => {
  it("answers each of two quick messages, in their order, and says why each answer exists", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.rules.create(rule({ reply: text("{{ message.text }}?") }));
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "one" }, { from: luis, text: "uno" }, { from: ana, text: "two" });
    expect(await test.texts(ana)).toEqual(["one?", "two?"]);
    expect(await test.texts(luis)).toEqual(["uno?"]);
    expect(await test.queued(luis)).toMatchObject([{ sourceKind: "autoreply", sourceId: made.id }]);
  });

  it("knows the contact and the channel", async () => {
    await using test = await startTestAutoreply();
    const reply = text('{{ contact.name | default: "friend" }} {{ contact.phone }} at {{ channel.name }}');
    await test.autoreply.rules.create(rule({ reply }));
    const ana = await test.addConversation({ name: "Ana", phone: "+34600111222" });
    const nameless = await test.addConversation({ phone: "+34600111333" });
    await test.receive({ from: ana, text: "hi" }, { from: nameless, text: "hi" });
    expect(await test.texts()).toEqual(["Ana +34600111222 at Shop", "friend +34600111333 at Shop"]);
  });

  it("cools down between two answers of one rule in one conversation, within a batch and across", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.rules.create(rule({ cooldownSeconds: 60 }));
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "1" }, { from: ana, text: "2" }, { from: luis, text: "1" });
    await test.clock.advance(59_999);
    await test.receive({ from: ana, text: "3" });
    expect([await test.texts(ana), await test.texts(luis)]).toEqual([["answer"], ["answer"]]);
    await test.clock.advance(1);
    await test.receive({ from: ana, text: "4" });
    expect(await test.texts(ana)).toEqual(["answer", "answer"]);
  });

  it("goes on to the next rule when one's reply can't be made, and counts it there", async () => {
    await using test = await startTestAutoreply();
    const broken = await test.autoreply.rules.create(
      rule({ reply: text("{% for i in (1..100000) %}long {% endfor %}") }),
    );
    const sound = await test.autoreply.rules.create(rule({}));
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "1" }, { from: ana, text: "2" });
    expect(await test.texts()).toEqual(["answer", "answer"]);
    expect(await test.autoreply.rules.get(broken.id)).toMatchObject({
      matchedCount: 2,
      repliedCount: 0,
      failedCount: 2,
      lastError: expect.stringContaining("more than 10000 steps"),
      lastErrorAt: test.clock.now(),
    });
    expect(await test.autoreply.rules.get(sound.id)).toMatchObject({
      matchedCount: 2,
      repliedCount: 2,
      lastError: null,
    });
  });

  it("survives a stored rule that this version can't use", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.rules.create(rule({}));
    await test.autoreply.rules.create(rule({ reply: text("next") }));
    await sql`update rules set match = '{"kind":"pattern","pattern":"("}', version = version + 1 where id = ${made.id}`.execute(
      test.db,
    );
    await test.clock.advance(5_000);
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "hi" });
    expect(await test.texts()).toEqual(["next"]);
    expect((await test.autoreply.rules.get(made.id)).lastError).toContain("missing closing )");
  });

  it("sends text that PostgreSQL takes, whatever the template makes of it", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.rules.create(rule({ reply: text('{{ "a%00b" | url_decode }}{{ message.text }}') }));
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "x\ud83d" });
    expect(await test.texts()).toEqual(["abx\ufffd"]);
  });

  it("sends nothing when the reply is empty", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.rules.create(rule({ reply: text("{% if contact.name %}hi{% endif %}") }));
    await test.receive({ from: await test.addConversation(), text: "hi" });
    expect(await test.texts()).toEqual([]);
  });

  it("leaves late messages alone, and groups unless the rule says so", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.rules.create(rule({}));
    const [ana, group] = [await test.addConversation(), await test.addConversation({ isGroup: true })];
    await test.receive({ from: ana, text: "old", isFresh: false }, { from: group, text: "hi" });
    expect(await test.texts()).toEqual([]);
    await test.autoreply.rules.update(made.id, { appliesToGroups: true });
    await test.receive({ from: group, text: "hi" });
    expect(await test.texts(group)).toEqual(["answer"]);
  });

  it("sends buttons with their texts rendered", async () => {
    await using test = await startTestAutoreply();
    const reply = {
      type: "buttons",
      body: "Hi {{ contact.name }}",
      buttons: [{ id: "a{{", title: "Yes, {{ contact.name }}" }],
    } as const;
    await test.autoreply.rules.create(rule({ reply: { ...reply, buttons: [...reply.buttons] } }));
    await test.receive({ from: await test.addConversation({ name: "Ana" }), text: "hi" });
    const [message] = await test.queued();
    expect(message?.content).toEqual({ type: "buttons", body: "Hi Ana", buttons: [{ id: "a{{", title: "Yes, Ana" }] });
  });

  it("takes back everything when the transaction fails", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.ensureDefaults();
    const ana = await test.addConversation();
    const ghost = { ...ana, id: "00000000-0000-7000-8000-000000000000" };
    await expect(test.receive({ from: ana, text: "hello" }, { from: ghost, text: "hello" })).rejects.toThrow(
      /foreign key/,
    );
    expect(await test.texts()).toEqual([]);
    expect(await test.autoreply.followUps.listPending({}, { limit: 5 })).toEqual([]);
  });
});

describe("an answer that would come too late", () => {
  it("is not sent: it ends some time after the message it answers", async () => {
    await using test = await startTestAutoreply({ autoReplyWithinMinutes: 30 });
    await test.autoreply.rules.create(rule({}));
    const occurredAt = new Date(test.clock.now().getTime() - 10 * 60_000);
    await test.receive({ from: await test.addConversation(), text: "hi", occurredAt });
    expect(await test.queued()).toMatchObject([{ expiresAt: new Date("2026-03-02T12:20:00Z") }]);
  });

  it("is not made when its time is over already", async () => {
    await using test = await startTestAutoreply({ autoReplyWithinMinutes: 5 });
    const { id } = await test.autoreply.rules.create(rule({}));
    const occurredAt = new Date(test.clock.now().getTime() - 5 * 60_000);
    await test.receive({ from: await test.addConversation(), text: "hi", occurredAt });
    expect(await test.queued()).toEqual([]);
    expect((await test.autoreply.rules.get(id)).matchedCount).toBe(0);
  });

  it("but a wish to be left alone holds however late it comes; a late wish to hear more does not", async () => {
    await using test = await startTestAutoreply();
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: luis, text: "stop" });
    const late = { occurredAt: new Date(test.clock.now().getTime() - 86_400_000), isFresh: false };
    await test.receive({ from: ana, text: "STOP", ...late }, { from: luis, text: "start", ...late });
    const suppressed = await test.contacts.findSuppressed(test.db, [ana.contactId, luis.contactId], test.channelId);
    expect(suppressed.map(({ contactId, scope }) => [contactId, scope]).sort()).toEqual(
      [
        [ana.contactId, "marketing"],
        [luis.contactId, "marketing"],
      ].sort(),
    );
    expect(await test.texts(ana)).toEqual([]);
  });
});

describe("changing rules", () => {
  it("counts at once on this node, and within five seconds on another", async () => {
    await using test = await startTestAutoreply();
    const other = test.createOtherNode();
    const made = await other.rules.create(rule({ reply: text("first") }));
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "1" });
    await test.autoreply.rules.update(made.id, { reply: text("second") });
    await test.receive({ from: ana, text: "2" });
    await other.rules.update(made.id, { reply: text("third") });
    await test.clock.advance(5_000);
    await test.receive({ from: ana, text: "3" });
    await test.autoreply.rules.delete(made.id);
    await test.receive({ from: ana, text: "4" });
    expect(await test.texts()).toEqual(["first", "second", "third"]);
  });

  it("asks in the order given", async () => {
    await using test = await startTestAutoreply();
    const made = [];
    for (const name of ["a", "b", "c"]) made.push(await test.autoreply.rules.create(rule({ name, reply: text(name) })));
    const [a, b, c] = made.map(({ id }) => id) as [string, string, string];
    const ordered = await test.autoreply.rules.reorder([c, a, b]);
    expect(ordered.map(({ name }) => name)).toEqual(["c", "a", "b"]);
    await test.receive({ from: await test.addConversation(), text: "hi" });
    expect(await test.texts()).toEqual(["c"]);
    await expect(test.autoreply.rules.reorder([a, b])).rejects.toMatchObject({
      code: "rule-order-incomplete",
      detail: { missing: [c] },
    });
    await expect(test.autoreply.rules.reorder([a, b, b])).rejects.toMatchObject({ code: "rule-order-incomplete" });
  });

  it.each([
    [{ reply: text("{{ broken") }, "template-invalid"],
    [{ match: { kind: "pattern", pattern: "(a", caseSensitive: false } }, "pattern-invalid"],
    [{ match: { kind: "pattern", pattern: "((a{1,30}){1,30}){1}", caseSensitive: false } }, "pattern-invalid"],
    [{ match: equals("ok", "\u200b ") }, "match-value-empty"],
    [{ channelId: "00000000-0000-7000-8000-000000000000" }, "channel-unknown"],
  ] satisfies Array<[Partial<RuleCreate>, string]>)("refuses what could not work: %o", async (fields, code) => {
    await using test = await startTestAutoreply();
    await expect(test.autoreply.rules.create(rule(fields))).rejects.toMatchObject({ code });
    const made = await test.autoreply.rules.create(rule({}));
    await expect(test.autoreply.rules.update(made.id, fields)).rejects.toMatchObject({ code });
    expect(await test.autoreply.rules.list()).toHaveLength(1);
  });
});
