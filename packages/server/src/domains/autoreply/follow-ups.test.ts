import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { waitUntil } from "../../../test/wait-until.ts";
import { runInTransaction } from "../../platform/db/index.ts";
import type { ClaimedMessage } from "../messages/index.ts";
import { type FollowUpRuleCreate, followUpRuleCreateSchema } from "./autoreply.schemas.ts";
import { startTestAutoreply, type TestAutoreply, type TestConversation } from "./test-autoreply.ts";

const MINUTE = 60_000;

const rule = (fields: Partial<FollowUpRuleCreate> = {}): FollowUpRuleCreate =>
  followUpRuleCreateSchema.parse({ name: "Ask", delaySeconds: 600, text: "are you there", ...fields });

const pending = (test: TestAutoreply) => test.autoreply.followUps.listPending({}, { limit: 200 });
const allSwept = (test: TestAutoreply) =>
  waitUntil(
    () => countTimers(test),
    (count) => count === 0,
  );

async function countTimers(test: TestAutoreply): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from follow_ups`.execute(test.db);
  return rows[0]?.count ?? -1;
}

function reply(test: TestAutoreply, to: TestConversation) {
  const content = { type: "text", text: "A person here" } as const;
  const draft = { conversationId: to.id, channelId: test.channelId, content, source: { kind: "inbox" } } as const;
  return runInTransaction(test.db, (tx) => test.messages.enqueue(tx, [draft]));
}

describe("the timer", () => {
  it("fires once when the contact has been silent for the time set, and not before", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.followUps.createRule(rule({ text: "are you there, {{ contact.name }}?" }));
    test.autoreply.sweep.start();
    const ana = await test.addConversation({ name: "Ana" });
    await test.receive({ from: ana, text: "hi" });
    await test.clock.advance(10 * MINUTE - 1);
    await test.autoreply.sweep.stop();
    expect(await test.texts()).toEqual([]);
    expect(await countTimers(test)).toBe(1);
    const again = test.createOtherNode();
    again.sweep.start();
    await test.clock.advance(1);
    await allSwept(test);
    await again.sweep.stop();
    expect(await test.queued(ana)).toMatchObject([
      {
        content: { text: "are you there, Ana?" },
        sourceKind: "follow-up",
        sourceId: made.id,
        expiresAt: new Date("2026-03-02T13:10:00Z"),
      },
    ]);
    expect(await test.autoreply.followUps.getRule(made.id)).toMatchObject({ queuedCount: 1 });
  });

  it("begins anew with each message of the contact, measured from when it was written", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "one" });
    await test.clock.advance(5 * MINUTE);
    await test.receive({ from: ana, text: "two", occurredAt: new Date("2026-03-02T12:04:58Z") });
    await test.receive({ from: ana, text: "overtaken", occurredAt: new Date("2026-03-02T12:03:00Z") });
    expect(await pending(test)).toMatchObject([{ dueAt: new Date("2026-03-02T12:14:58Z") }]);
  });

  it("of messages that came late, after an outage, is measured from when they came: nobody is asked before all of them are there", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "one", occurredAt: new Date("2026-03-02T11:49:00Z") });
    expect(await pending(test)).toMatchObject([{ dueAt: new Date("2026-03-02T12:10:00Z") }]);
  });

  it("takes the first rule enabled for the channel", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule({ name: "off", enabled: false }));
    await test.autoreply.followUps.createRule(rule({ name: "first", channelId: test.channelId, delaySeconds: 30 }));
    await test.autoreply.followUps.createRule(rule({ name: "second", delaySeconds: 10 }));
    await test.receive({ from: await test.addConversation(), text: "hi" });
    expect(await pending(test)).toMatchObject([{ ruleName: "first", dueAt: new Date("2026-03-02T12:00:30Z") }]);
  });

  it("is not set by groups, late messages and reactions", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const [ana, group] = [await test.addConversation(), await test.addConversation({ isGroup: true })];
    await test.receive(
      { from: group, text: "hi" },
      { from: ana, text: "old", isFresh: false },
      { from: ana, type: "reaction" },
    );
    expect(await countTimers(test)).toBe(0);
  });

  it("fires on time although it was set after the sweep last looked", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule({ delaySeconds: 1 }));
    test.autoreply.sweep.start();
    // It has looked, and would look again a second later.
    await waitUntil(test.clock.countTimers, (count) => count === 1);
    await test.clock.advance(500);
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "hi", occurredAt: new Date("2026-03-02T11:59:59.600Z") });
    await test.clock.advance(100);
    await waitUntil(
      () => test.texts(),
      (texts) => texts.length === 1,
    );
  });
});

describe("hours of a rule", () => {
  const afternoons = {
    timezone: "UTC",
    windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "15:00", to: "18:00" }],
  };

  it("have a follow-up that would be due outside of them wait until they begin", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule({ activeHours: afternoons }));
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "at noon" });
    await test.clock.advance(3 * 60 * MINUTE);
    await test.receive({ from: luis, text: "at three" });
    expect((await pending(test)).map(({ conversationId, dueAt }) => [conversationId, dueAt.toISOString()])).toEqual([
      [ana.id, "2026-03-02T15:00:00.000Z"],
      [luis.id, "2026-03-02T15:10:00.000Z"],
    ]);
  });

  it("that were changed meanwhile hold for what is due, too", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.followUps.createRule(rule());
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "hi" });
    await test.autoreply.followUps.updateRule(made.id, { activeHours: afternoons });
    test.autoreply.sweep.start();
    await test.clock.advance(10 * MINUTE);
    await waitUntil(
      () => pending(test),
      ([timer]) => timer?.dueAt.toISOString() === "2026-03-02T15:00:00.000Z",
    );
    expect(await test.texts()).toEqual([]);
    await test.clock.advance((2 * 60 + 50) * MINUTE);
    await allSwept(test);
    expect(await test.texts()).toEqual(["are you there"]);
  });
});

describe("a change of a rule", () => {
  it("is not undone by another change of another part at the same time", async () => {
    await using test = await startTestAutoreply();
    const { id } = await test.autoreply.followUps.createRule(rule());
    const { updateRule } = test.autoreply.followUps;
    await Promise.all([
      updateRule(id, { text: "hello?" }),
      updateRule(id, { delaySeconds: 60 }),
      updateRule(id, { name: "Other" }),
    ]);
    expect(await test.autoreply.followUps.getRule(id)).toMatchObject({
      name: "Other",
      text: "hello?",
      delaySeconds: 60,
    });
  });

  it("says what it means for timers set already", async () => {
    await using test = await startTestAutoreply();
    const { id } = await test.autoreply.followUps.createRule(rule());
    await test.receive(
      { from: await test.addConversation(), text: "hi" },
      { from: await test.addConversation(), text: "hi" },
    );
    const change = async (input: Parameters<typeof test.autoreply.followUps.updateRule>[1]) =>
      (await test.autoreply.followUps.updateRule(id, input)).timers;
    expect(await change({ text: "hello?", timers: "move" })).toEqual({ pending: 2, effect: "none" });
    expect(await change({ delaySeconds: 60 })).toEqual({ pending: 2, effect: "keep" });
    expect(await change({ delaySeconds: 120, timers: "move" })).toEqual({ pending: 2, effect: "move" });
  });
});

describe("what makes it unnecessary", () => {
  it("is a person's reply, if the rule says so", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "hi" }, { from: luis, text: "hi" });
    await test.clock.advance(MINUTE);
    await reply(test, ana);
    await test.clock.advance(9 * MINUTE);
    test.autoreply.sweep.start();
    await allSwept(test);
    expect([await test.texts(ana), await test.texts(luis)]).toEqual([["A person here"], ["are you there"]]);
    expect(await test.autoreply.followUps.listRules()).toMatchObject([{ queuedCount: 1, cancelledCount: 1 }]);
  });

  it("is not a person's reply, if the rule says so", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule({ cancelOnHumanReply: false }));
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "hi" });
    await test.clock.advance(MINUTE);
    await reply(test, ana);
    await test.clock.advance(9 * MINUTE);
    test.autoreply.sweep.start();
    await allSwept(test);
    expect(await test.texts(ana)).toEqual(["A person here", "are you there"]);
  });

  it("is turning the rule off, deleting it, or cancelling this one", async () => {
    await using test = await startTestAutoreply();
    const made = await test.autoreply.followUps.createRule(rule());
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "hi" }, { from: luis, text: "hi" });
    await test.autoreply.followUps.cancel(ana.id);
    await expect(test.autoreply.followUps.cancel(ana.id)).rejects.toMatchObject({ code: "follow-up-unknown" });
    expect(await pending(test)).toHaveLength(1);
    await test.autoreply.followUps.updateRule(made.id, { enabled: false });
    expect(await pending(test)).toEqual([]);
    await test.clock.advance(10 * MINUTE);
    test.autoreply.sweep.start();
    await allSwept(test);
    expect(await test.texts()).toEqual([]);
  });

  it("is a long outage: up to an hour late it is sent, after that dropped and counted", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "hi" });
    await test.clock.advance(1_000);
    const luis = await test.addConversation();
    await test.receive({ from: luis, text: "hi" });
    await test.clock.advance(70 * MINUTE);
    test.autoreply.sweep.start();
    await allSwept(test);
    expect([await test.texts(ana), await test.texts(luis)]).toEqual([[], ["are you there"]]);
    expect(await test.autoreply.followUps.listRules()).toMatchObject([{ queuedCount: 1, missedCount: 1 }]);
  });

  it("is a message that came too late to set the timer anew", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule({ delaySeconds: 86_400 }));
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "hi" });
    await test.clock.advance(20 * 60 * MINUTE);
    await test.receive({ from: ana, text: "late", isFresh: false, occurredAt: new Date("2026-03-02T20:00:00Z") });
    await test.clock.advance(4 * 60 * MINUTE);
    test.autoreply.sweep.start();
    await allSwept(test);
    expect(await test.texts()).toEqual([]);
  });
});

describe("the sweep", () => {
  it("sends each of many once, with several nodes sweeping and contacts writing", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const { rows } = await sql<{ id: string }>`
      insert into conversations (id, channel_id, address, last_message_at, created_at)
      select gen_random_uuid(), ${test.channelId}, n::text, ${test.clock.now()}, ${test.clock.now()} from generate_series(1, 3000) n
      returning id`.execute(test.db);
    const conversations = rows.map(({ id }) => ({ id, contactId: id, isGroup: false }));
    for (let at = 0; at < 3000; at += 500) {
      await test.receive(...conversations.slice(at, at + 500).map((from) => ({ from, text: "hi" })));
    }
    await test.clock.advance(10 * MINUTE);
    const nodes = [test.autoreply, test.createOtherNode(), test.createOtherNode()];
    for (const node of nodes) node.sweep.start();
    // These take the same locks at the same time, in another order.
    const writing = conversations.slice(2000, 2100).reverse();
    await test.receive(...writing.map((from) => ({ from, text: "still here" })));
    await waitUntil(
      () => countTimers(test),
      (count) => count <= writing.length,
    );
    await Promise.all(nodes.map((node) => node.sweep.stop()));
    const queued = await test.queued();
    const perConversation = await sql<{ most: number; conversations: number }>`
      select max(n)::int as most, count(*)::int as conversations from (select count(*) n from messages group by conversation_id) c`.execute(
      test.db,
    );
    expect(perConversation.rows[0]?.most).toBe(1);
    expect(queued.length).toBeGreaterThanOrEqual(2900);
    expect(queued.length + (await countTimers(test))).toBeGreaterThanOrEqual(3000);
    expect(test.log).toEqual([]);
  });

  it("leaves a conversation that is being worked on for the next round, without waiting for it", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.followUps.createRule(rule());
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "hi" }, { from: luis, text: "hi" });
    await test.clock.advance(10 * MINUTE);
    const worked = await test.db.startTransaction().execute();
    await sql`select 1 from conversations where id = ${ana.id} for no key update`.execute(worked);
    test.autoreply.sweep.start();
    await waitUntil(
      () => test.texts(luis),
      (texts) => texts.length === 1,
    );
    expect(await test.texts(ana)).toEqual([]);
    await worked.commit().execute();
    await waitUntil(
      async () => {
        await test.clock.advance(100);
        return test.texts(ana);
      },
      (texts) => texts.length === 1,
    );
  });

  it("counts a text that can't be rendered on its rule, and sends the others", async () => {
    await using test = await startTestAutoreply();
    const broken = await test.autoreply.followUps.createRule(
      rule({ channelId: test.channelId, text: "{% for i in (1..100000) %}long{% endfor %}" }),
    );
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    await test.receive({ from: ana, text: "hi" });
    await test.autoreply.followUps.updateRule(broken.id, { enabled: true, channelId: null });
    const sound = await test.autoreply.followUps.createRule(rule());
    await test.receive({ from: luis, text: "hi" });
    await sql`update follow_ups set rule_id = ${sound.id} where conversation_id = ${luis.id}`.execute(test.db);
    await test.clock.advance(10 * MINUTE);
    test.autoreply.sweep.start();
    await allSwept(test);
    expect([await test.texts(ana), await test.texts(luis)]).toEqual([[], ["are you there"]]);
    expect(await test.autoreply.followUps.getRule(broken.id)).toMatchObject({
      failedCount: 1,
      lastError: expect.stringContaining("steps"),
    });
  });
});

describe("the last look before sending", () => {
  const check = async (test: TestAutoreply, message: Partial<ClaimedMessage>) => {
    const claimed = {
      messageId: "m",
      createdAt: new Date("2026-03-02T12:10:00.400Z"),
      lastInboundAt: null,
      lastHumanReplyAt: null,
      ...message,
    };
    const verdicts = await runInTransaction(test.db, (tx) =>
      test.autoreply.followUpGuard.check([claimed as ClaimedMessage], tx, test.clock.now()),
    );
    return verdicts.get("m")?.kind === "cancel" ? verdicts.get("m")?.reason.code : "go";
  };

  it("stops a follow-up when the contact or a person wrote, or the rule is gone", async () => {
    await using test = await startTestAutoreply();
    const { id: sourceId } = await test.autoreply.followUps.createRule(rule());
    const patient = await test.autoreply.followUps.createRule(rule({ cancelOnHumanReply: false }));
    const at = (time: string) => new Date(`2026-03-02T12:${time}Z`);
    expect(await check(test, { sourceId, lastInboundAt: at("00:00"), lastHumanReplyAt: at("09:00") })).toBe("go");
    expect(await check(test, { sourceId, lastInboundAt: at("09:59") })).toBe("go");
    // Written in the second in which it was queued: times of contacts' messages have no smaller unit.
    expect(await check(test, { sourceId, lastInboundAt: at("10:00") })).toBe("contact-wrote");
    expect(await check(test, { sourceId, lastInboundAt: at("11:00") })).toBe("contact-wrote");
    expect(await check(test, { sourceId, lastHumanReplyAt: at("10:00.399") })).toBe("go");
    expect(await check(test, { sourceId, lastHumanReplyAt: at("10:00.400") })).toBe("person-replied");
    expect(await check(test, { sourceId: patient.id, lastHumanReplyAt: at("11:00") })).toBe("go");
    await test.autoreply.followUps.updateRule(sourceId, { enabled: false });
    expect(await check(test, { sourceId })).toBe("follow-up-rule-off");
    await test.autoreply.followUps.deleteRule(patient.id);
    expect(await check(test, { sourceId: patient.id })).toBe("follow-up-rule-off");
  });
});
