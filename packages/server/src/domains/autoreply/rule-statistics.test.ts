import { describe, expect, it } from "vitest";
import { startTestApp } from "../../../test/start-test-app.ts";
import { runInTransaction } from "../../platform/db/index.ts";
import { type RuleCreate, ruleCreateSchema } from "./autoreply.schemas.ts";
import { lockRules } from "./rules.store.ts";
import { startTestAutoreply } from "./test-autoreply.ts";

const rule = (fields: Partial<RuleCreate>): RuleCreate =>
  ruleCreateSchema.parse({
    name: "A rule",
    match: { kind: "any" },
    reply: { type: "text", text: "answer" },
    ...fields,
  });

describe("what a rule did", () => {
  it("is counted by day, in the installation's zone, and in all", async () => {
    await using test = await startTestAutoreply({ defaultTimezone: "America/Lima" });
    const { id } = await test.autoreply.rules.create(rule({ cooldownSeconds: 60 }));
    const [ana, luis] = [await test.addConversation(), await test.addConversation()];
    // 12:00 UTC is 07:00 in Lima; seventeen hours later the next day has begun there.
    await test.receive({ from: ana, text: "1" }, { from: ana, text: "2" }, { from: luis, text: "3" });
    await test.clock.advance(16.5 * 3_600_000);
    await test.receive({ from: ana, text: "still the same day" });
    const lastRepliedAt = test.clock.now();
    await test.clock.advance(3_600_000);
    await test.receive({ from: ana, text: "the next day" }, { from: ana, text: "cooling down" });
    const { timezone, items } = await test.autoreply.rules.statistics(3);
    expect(timezone).toBe("America/Lima");
    expect(items).toEqual([
      {
        ruleId: id,
        ruleName: "A rule",
        days: [
          { day: "2026-03-01", matched: 0, replied: 0, failed: 0 },
          { day: "2026-03-02", matched: 4, replied: 3, failed: 0 },
          { day: "2026-03-03", matched: 2, replied: 1, failed: 0 },
        ],
      },
    ]);
    expect(await test.autoreply.rules.get(id)).toMatchObject({
      matchedCount: 6,
      repliedCount: 4,
      lastMatchedAt: test.clock.now(),
      lastRepliedAt: test.clock.now(),
    });
    expect(lastRepliedAt < test.clock.now()).toBe(true);
  });

  it("is not known of a deleted rule, and its last error only until it is changed", async () => {
    await using test = await startTestAutoreply();
    const broken = { type: "text" as const, text: "{% for i in (1..100000) %}long {% endfor %}" };
    const { id } = await test.autoreply.rules.create(rule({ reply: broken }));
    const ana = await test.addConversation();
    await test.receive({ from: ana, text: "1" });
    expect((await test.autoreply.rules.get(id)).lastError).toContain("more than 10000 steps");
    await test.clock.advance(1);
    await test.autoreply.rules.update(id, { reply: { type: "text", text: "short" } });
    expect(await test.autoreply.rules.get(id)).toMatchObject({ failedCount: 1, lastError: null, lastErrorAt: null });
    await test.autoreply.rules.delete(id);
    expect((await test.autoreply.rules.statistics(30)).items).toEqual([]);
    await expect(test.autoreply.rules.statistics(30, id)).rejects.toMatchObject({ code: "rule-unknown" });
  });

  it("is written without waiting for people who change the rules", async () => {
    await using test = await startTestAutoreply();
    await test.autoreply.rules.create(rule({}));
    const ana = await test.addConversation();
    const locked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const person = runInTransaction(test.db, async (tx) => {
      await lockRules(tx);
      locked.resolve();
      await done.promise;
    });
    await locked.promise;
    // It would never end if it needed a rule's row.
    await test.receive({ from: ana, text: "1" });
    done.resolve();
    await person;
    expect(await test.texts()).toEqual(["answer"]);
  });
});

it("the API tells it", async () => {
  await using app = await startTestApp({ withChannel: false });
  const { body } = await app.api("GET", "/rules/statistics");
  expect(body.items.map((item: { ruleName: string }) => item.ruleName)).toEqual(["Greeting", "Help", "Echo"]);
  expect(body.items[0].days).toHaveLength(30);
  const one = await app.api("GET", `/rules/statistics?days=1&ruleId=${body.items[1].ruleId}`);
  expect(one.body).toMatchObject({ timezone: "UTC", items: [{ ruleName: "Help", days: [{ matched: 0 }] }] });
  expect((await app.api("GET", "/rules/statistics?days=0")).status).toBe(400);
});
