import { expect, it } from "vitest";
import { startTestApp } from "../../../test/start-test-app.ts";

it("rules are managed through the API", async () => {
  await using app = await startTestApp();
  const first = await app.api("GET", "/rules");
  expect(first.body.items.map((rule: { name: string }) => rule.name)).toEqual(["Greeting", "Help", "Echo"]);

  const made = await app.api("POST", "/rules", {
    name: "Prices",
    match: { kind: "contains", values: ["price", "precio"] },
    reply: { type: "text", text: "From {{ amount | default: 10 }} €" },
    activeHours: {
      timezone: "Europe/Madrid",
      windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00" }],
    },
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      position: 4,
      enabled: true,
      afterMatch: "stop",
      match: { wholeWord: false },
      matchedCount: 0,
      lastError: null,
    },
  });
  const path = `/rules/${made.body.id}`;
  const test = await app.api("POST", "/rules/test", { text: "¿Qué PRECIO tiene?" });
  expect(test.body).toMatchObject({
    rules: expect.arrayContaining([
      expect.objectContaining({ ruleName: "Prices", outcome: "reply", reply: { type: "text", text: "From 10 €" } }),
    ]),
    followUp: { ruleName: "Are you there", delaySeconds: 600 },
  });

  const changed = await app.api("PATCH", path, { activeHours: null, cooldownSeconds: 5 });
  expect(changed.body).toMatchObject({ name: "Prices", activeHours: null, cooldownSeconds: 5 });
  expect((await app.api("GET", path)).body).toEqual(changed.body);

  const ids = [made.body.id, ...first.body.items.map((rule: { id: string }) => rule.id)];
  const ordered = await app.api("PUT", "/rules/order", { ids });
  expect(ordered.body.items.map((rule: { name: string }) => rule.name)).toEqual(["Prices", "Greeting", "Help", "Echo"]);
  expect((await app.api("PUT", "/rules/order", { ids: ids.slice(1) })).status).toBe(409);

  expect((await app.api("DELETE", path)).status).toBe(204);
  expect(await app.api("DELETE", path)).toMatchObject({ status: 404, body: { code: "rule-unknown" } });
  expect(await app.api("PATCH", path, { enabled: false })).toMatchObject({
    status: 404,
    body: { code: "rule-unknown" },
  });

  const broken = { name: "x", match: { kind: "any" }, reply: { type: "text", text: "one\n{{ two" } };
  expect(await app.api("POST", "/rules", broken)).toMatchObject({
    status: 400,
    body: { code: "template-invalid", particulars: { line: 2, column: 1 } },
  });
  const badPattern = { ...broken, reply: { type: "text", text: "x" }, match: { kind: "pattern", pattern: "a(?=b)" } };
  expect(await app.api("POST", "/rules", badPattern)).toMatchObject({ status: 400, body: { code: "pattern-invalid" } });
  expect(await app.api("POST", "/rules", { ...broken, surprise: 1 })).toMatchObject({
    status: 400,
    body: { code: "validation-failed" },
  });
});

it("follow-ups are managed through the API", async () => {
  await using app = await startTestApp();
  const [rule] = (await app.api("GET", "/follow-up-rules")).body.items;
  expect(rule).toMatchObject({
    name: "Are you there",
    delaySeconds: 600,
    enabled: true,
    cancelOnHumanReply: true,
    queuedCount: 0,
  });
  const made = await app.api("POST", "/follow-up-rules", { name: "Later", delaySeconds: 3600, text: "Still there?" });
  expect(made).toMatchObject({ status: 201, body: { position: 2, channelId: null } });
  expect(await app.api("POST", "/follow-up-rules", { name: "x", delaySeconds: 0, text: "x" })).toMatchObject({
    status: 400,
  });
  const changed = await app.api("PATCH", `/follow-up-rules/${made.body.id}`, { text: "Hello?" });
  expect(changed.body).toMatchObject({ text: "Hello?", delaySeconds: 3600 });
  const { timers, ...rest } = changed.body;
  expect(timers).toEqual({ pending: 0, effect: "none" });
  expect((await app.api("GET", `/follow-up-rules/${made.body.id}`)).body).toEqual(rest);
  expect((await app.api("DELETE", `/follow-up-rules/${made.body.id}`)).status).toBe(204);

  for (const from of ["34600111001", "34600111002", "34600111003"]) app.contactWrites(from, "something");
  await app.until("/follow-ups", (body) => body.items.length === 3);
  const page = await app.api("GET", "/follow-ups?limit=2");
  expect(page.body.items).toHaveLength(2);
  expect(page.body.items[0]).toMatchObject({
    ruleId: rule.id,
    ruleName: "Are you there",
    channelId: await app.channelId(),
    contact: { phone: expect.stringMatching(/^\+3460011100/) },
  });
  // Who the contacts are is for those who may see contacts.
  const key = await app.api("POST", "/api-keys", { name: "Timers", scopes: ["follow-ups:read"] });
  const { body: withoutContacts } = await app.api("GET", "/follow-ups", undefined, {
    authorization: `Bearer ${key.body.key}`,
  });
  expect(withoutContacts.items.map(({ contact }: { contact: unknown }) => contact)).toEqual([null, null, null]);
  const secondPage = await app.api("GET", `/follow-ups?limit=2&cursor=${page.body.nextCursor}`);
  expect(secondPage.body).toMatchObject({ items: [expect.anything()], nextCursor: null });
  const [one] = secondPage.body.items;
  expect((await app.api("DELETE", `/follow-ups/${one.conversationId}`)).status).toBe(204);
  expect(await app.api("DELETE", `/follow-ups/${one.conversationId}`)).toMatchObject({
    status: 404,
    body: { code: "follow-up-unknown" },
  });
  expect((await app.api("GET", `/follow-ups?conversationId=${one.conversationId}`)).body.items).toEqual([]);
});

it("a new delay moves the timers set already when that is asked for, in the order of rules that people choose", async () => {
  await using app = await startTestApp();
  const [rule] = (await app.api("GET", "/follow-up-rules")).body.items;
  const path = `/follow-up-rules/${rule.id}`;
  for (let one = 0; one < 3; one++) app.contactWrites(`3460011100${one}`, "something");
  const set = await app.until("/follow-ups", (body) => body.items.length === 3);
  const dueIn = (item: { triggerAt: string; dueAt: string }) =>
    (Date.parse(item.dueAt) - Date.parse(item.triggerAt)) / 1000;
  expect(set.items.map(dueIn)).toEqual([600, 600, 600]);
  expect((await app.api("PATCH", path, { delaySeconds: 1200 })).body.timers).toEqual({ pending: 3, effect: "keep" });
  const moved = await app.api("PATCH", path, { delaySeconds: 3600, timers: "move" });
  expect(moved.body).toMatchObject({ delaySeconds: 3600, timers: { pending: 3, effect: "move" } });
  await app.until("/follow-ups", (body) => body.items.every((item: never) => dueIn(item) === 3600));
  // Sooner than now: they go out at once.
  await app.api("PATCH", path, { delaySeconds: 1, timers: "move" });
  await app.emulator.waitForSent(3);

  const made = await app.api("POST", "/follow-up-rules", { name: "First", delaySeconds: 60, text: "x" });
  const ids = [made.body.id, rule.id];
  const ordered = await app.api("PUT", "/follow-up-rules/order", { ids });
  expect(ordered.body.items.map((item: { id: string }) => item.id)).toEqual(ids);
  expect((await app.api("PUT", "/follow-up-rules/order", { ids: [rule.id] })).body.code).toBe("rule-order-incomplete");
});
