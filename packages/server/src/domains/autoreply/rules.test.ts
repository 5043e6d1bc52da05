import { describe, expect, it } from "vitest";
import { startTestApp } from "../../../test/start-test-app.ts";
import { type RuleCreate, ruleCreateSchema } from "./autoreply.schemas.ts";
import { startTestAutoreply } from "./test-autoreply.ts";

const rule = (fields: Partial<Record<keyof RuleCreate, unknown>>): RuleCreate =>
  ruleCreateSchema.parse({
    name: "A rule",
    match: { kind: "any" },
    reply: { type: "text", text: "answer" },
    ...fields,
  });

describe("several people at the rules", () => {
  it("each change counts, whatever part it is of", async () => {
    await using test = await startTestAutoreply();
    const { id } = await test.autoreply.rules.create(rule({}));
    const { update } = test.autoreply.rules;
    await Promise.all([
      update(id, { name: "Named" }),
      update(id, { enabled: false }),
      update(id, { cooldownSeconds: 9 }),
    ]);
    expect(await test.autoreply.rules.get(id)).toMatchObject({ name: "Named", enabled: false, cooldownSeconds: 9 });
  });

  it("two orders at once make one of the two, never a mixture", async () => {
    await using test = await startTestAutoreply();
    const ids: string[] = [];
    for (let one = 0; one < 8; one++) ids.push((await test.autoreply.rules.create(rule({ name: `${one}` }))).id);
    const { reorder, list } = test.autoreply.rules;
    for (let round = 0; round < 5; round++) {
      const [forth, back] = [ids, ids.toReversed()];
      await Promise.all([reorder(forth), reorder(back), reorder(forth)]);
      const order = (await list()).map((one) => one.id);
      expect([forth, back]).toContainEqual(order);
    }
  });

  it("an order that somebody makes while another adds and deletes is whole or refused", async () => {
    await using test = await startTestAutoreply();
    const { create, reorder, list, delete: remove } = test.autoreply.rules;
    const [a, b, c] = [
      await create(rule({ name: "a" })),
      await create(rule({ name: "b" })),
      await create(rule({ name: "c" })),
    ];
    const results = await Promise.allSettled([
      reorder([c.id, b.id, a.id]),
      create(rule({ name: "d" })),
      remove(b.id),
      reorder([b.id, a.id, c.id]),
    ]);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "rule-order-incomplete" });
    }
    const positions = (await list()).map((one) => one.position);
    expect(new Set(positions).size).toBe(positions.length);
    expect((await list()).at(-1)?.name).toBe("d");
  });
});

describe("a copy of a rule", () => {
  it("stands right behind it, is turned off, and is a rule of its own", async () => {
    await using app = await startTestApp({ withChannel: false });
    const [greeting, help] = (await app.api("GET", "/rules")).body.items;
    const copy = await app.api("POST", `/rules/${greeting.id}/duplicate`);
    expect(copy).toMatchObject({
      status: 201,
      body: {
        name: "Greeting (2)",
        enabled: false,
        position: 2,
        match: greeting.match,
        reply: greeting.reply,
        matchedCount: 0,
      },
    });
    const names = async () => (await app.api("GET", "/rules")).body.items.map((one: { name: string }) => one.name);
    expect(await names()).toEqual(["Greeting", "Greeting (2)", "Help", "Echo"]);
    await app.api("PATCH", `/rules/${copy.body.id}`, { name: "Mine", enabled: true });
    expect((await app.api("GET", `/rules/${help.id}`)).body).toMatchObject({ name: "Help", position: 3 });
    expect((await app.api("POST", `/rules/${crypto.randomUUID()}/duplicate`)).body.code).toBe("rule-unknown");
  });
});

describe("a rule that sends a template", () => {
  const template = {
    name: "Hours",
    description: "",
    defaultLanguage: "en",
    variants: [
      { language: "en", body: "We open at nine, {{ contact.name }}." },
      { language: "es", body: "Abrimos a las nueve, {{ contact.name }}." },
    ],
    sampleValues: {},
  };

  it("speaks the contact's language, and says what the template says now", async () => {
    await using test = await startTestAutoreply();
    const { id } = await test.templates.create(template);
    await test.autoreply.rules.create(rule({ reply: { type: "saved-template", templateId: id } }));
    const [ana, luis] = [
      await test.addConversation({ name: "Ana", language: "es_PE" }),
      await test.addConversation({ name: "Lu" }),
    ];
    await test.receive({ from: ana, text: "?" }, { from: luis, text: "?" });
    expect(await test.texts()).toEqual(["Abrimos a las nueve, Ana.", "We open at nine, Lu."]);
    await test.templates.update(id, { variants: [{ language: "en", body: "Closed." }] });
    await test.clock.advance(2_000);
    await test.receive({ from: ana, text: "?" });
    expect(await test.texts(ana)).toEqual(["Abrimos a las nueve, Ana.", "Closed."]);
  });

  it("keeps the template from being deleted, and is shown as what uses it", async () => {
    await using app = await startTestApp({ withChannel: false });
    const { body } = await app.api("POST", "/templates", template);
    const unknown = { type: "saved-template", templateId: crypto.randomUUID() };
    expect((await app.api("POST", "/rules", { name: "x", match: { kind: "any" }, reply: unknown })).body.code).toBe(
      "template-unknown",
    );
    const reply = { type: "saved-template", templateId: body.id };
    const made = await app.api("POST", "/rules", { name: "Hours rule", match: { kind: "any" }, reply });
    expect((await app.api("GET", `/templates/${body.id}/uses`)).body.items).toEqual([
      { kind: "rule", id: made.body.id, name: "Hours rule" },
    ]);
    expect(await app.api("DELETE", `/templates/${body.id}`)).toMatchObject({
      status: 409,
      body: { code: "template-in-use" },
    });
    const tried = await app.api("POST", "/rules/test", { text: "?", contactName: "Ana" });
    expect(tried.body.rules.at(-1)).toMatchObject({ reply: { type: "text", text: "We open at nine, Ana." } });
    await app.api("DELETE", `/rules/${made.body.id}`);
    expect((await app.api("DELETE", `/templates/${body.id}`)).status).toBe(204);
  });

  it("or the other way round: who is first wins, when one begins to use it while another deletes it", async () => {
    await using app = await startTestApp({ withChannel: false });
    for (let round = 0; round < 5; round++) {
      const { body } = await app.api("POST", "/templates", { ...template, name: `Round ${round}` });
      const reply = { type: "saved-template", templateId: body.id };
      const [made, deleted] = await Promise.all([
        app.api("POST", "/rules", { name: "x", match: { kind: "any" }, reply }),
        app.api("DELETE", `/templates/${body.id}`),
      ]);
      expect([
        [201, 409],
        [404, 204],
      ]).toContainEqual([made.status, deleted.status]);
    }
  });
});

describe("what no rule has words for", () => {
  it("is for the AI when it is on: words of a contact, in no group, that matched nothing", async () => {
    await using test = await startTestAutoreply({ ai: { isOn: true } });
    await test.autoreply.rules.create(rule({ match: { kind: "equals", values: ["hi"] } }));
    const [ana, group] = [await test.addConversation(), await test.addConversation({ isGroup: true })];
    await test.receive(
      { from: ana, text: "hi" },
      { from: ana, text: "what does it cost?" },
      { from: ana, type: "image" },
      { from: ana, type: "reaction", text: "👍" },
      { from: ana, text: "stop" },
      { from: ana, text: "long ago", isFresh: false },
      { from: group, text: "anybody?" },
    );
    expect(test.askedOfAi).toMatchObject([
      { conversationId: ana.id, ruleId: null, instructions: null, expiresAt: new Date("2026-03-02T13:00:00Z") },
    ]);
  });

  it("is asked of the AI by a rule, which cools down like any other; while the AI is off the next rule answers", async () => {
    await using test = await startTestAutoreply({ ai: { isOn: true, answers: "rules" } });
    const off = await startTestAutoreply();
    await using _ = off;
    for (const one of [test, off]) {
      await one.autoreply.rules.create(
        rule({ reply: { type: "ask-ai", instructions: "Be short." }, cooldownSeconds: 60 }),
      );
      await one.autoreply.rules.create(rule({ reply: { type: "text", text: "by a rule" } }));
      const ana = await one.addConversation();
      await one.receive({ from: ana, text: "1" }, { from: ana, text: "2" });
    }
    expect(test.askedOfAi).toMatchObject([{ instructions: "Be short." }]);
    expect(await test.texts()).toEqual([]);
    expect(off.askedOfAi).toEqual([]);
    expect(await off.texts()).toEqual(["by a rule", "by a rule"]);
  });
});
