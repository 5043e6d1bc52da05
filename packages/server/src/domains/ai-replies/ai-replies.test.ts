import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { completion, json, silence } from "../../../test/ai-stand-in.ts";
import { startTestApp } from "../../../test/start-test-app.ts";
import { waitUntil } from "../../../test/wait-until.ts";
import { ANA, startTestAiApp } from "./test-ai-app.ts";

describe("AI replies", () => {
  it("are off until somebody turns them on", async () => {
    await using app = await startTestApp();
    expect((await app.api("GET", "/ai-replies/settings")).body).toMatchObject({ isOn: false, hasApiKey: false });
    app.contactWrites(ANA, "Do you open on Sunday?");
    await app.until("/messages", (page) => page.items.length === 1);
    expect((await app.api("GET", "/ai-replies")).body.items).toEqual([]);
  });

  it("answer what no rule has words for, and tell why the answer was sent", async () => {
    await using test = await startTestAiApp([completion("We open at nine.")], {
      prompt: "You work for {{ organisation.name }} and talk to {{ contact.firstName }}.",
    });
    const { app, standIn } = test;
    await app.api("PATCH", "/settings", { organisationName: "Café Sol" });
    app.contactWrites(ANA, "hello");
    await app.emulator.waitForSent(1);
    app.contactWrites(ANA, "When do you open?");
    await app.emulator.waitForSent(2);
    expect(test.texts(ANA)).toEqual(["hello to you too", "We open at nine."]);

    const [asked] = standIn.asked;
    expect(standIn.asked).toHaveLength(1);
    expect(asked?.path).toBe("/v1/chat/completions");
    expect(asked?.headers.authorization).toBe("Bearer sk-secret-1234");
    expect(asked?.body).toMatchObject({ model: "stand-in", stream: false, max_tokens: 400, temperature: 0.3 });
    expect(asked?.body.tools).toBeUndefined();
    const [system, ...turns] = asked?.body.messages ?? [];
    expect(system.role).toBe("system");
    expect(system.content).toMatch(/^You work for Café Sol and talk to \S+\./);
    expect(turns).toEqual([
      { role: "user", content: "hello" },
      { role: "assistant", content: "hello to you too" },
      { role: "user", content: "When do you open?" },
    ]);

    const [reply] = await test.untilEnded();
    expect(reply).toMatchObject({
      state: "answered",
      model: "stand-in-1",
      promptTokens: 12,
      completionTokens: 3,
      ruleId: null,
    });
    const message = (await app.api("GET", `/messages/${reply.replyMessageId}`)).body;
    expect(message).toMatchObject({ source: { kind: "autoreply", id: `ai-reply:${reply.id}` } });
    expect(message.history[1]).toMatchObject({
      kind: "ai-reply",
      detail: { aiReplyId: reply.id, model: "stand-in-1" },
    });
    expect((await app.api("GET", `/messages/${message.id}/explanation`)).body).toMatchObject({
      source: { title: "The AI answered the contact.", link: { kind: "ai-reply", id: reply.id } },
      steps: expect.arrayContaining([
        expect.objectContaining({ code: "ai-reply", title: expect.stringMatching(/^stand-in-1 wrote it in /) }),
      ]),
    });
    expect((await app.api("GET", `/ai-replies?replyMessageId=${message.id}`)).body.items).toEqual([reply]);
    expect((await app.api("GET", `/ai-replies/${reply.id}`)).body).toEqual(reply);
  });

  it("answer messages that follow each other quickly together, once", async () => {
    await using test = await startTestAiApp([completion("Both answered.")], { waitSeconds: 1 });
    test.app.contactWrites(ANA, "What does it cost?");
    await test.app.until("/ai-replies", (page) => page.items.length === 1);
    test.app.contactWrites(ANA, "And when can I come?");
    const replies = await test.untilEnded(2);
    expect(replies.map((reply) => reply.state)).toEqual(["answered", "superseded"]);
    expect(test.standIn.asked).toHaveLength(1);
    expect(test.standIn.asked[0]?.body.messages.at(-1).content).toBe("What does it cost?\nAnd when can I come?");
  });

  it("are asked for by a rule, with what the rule tells them, where that is all they may do", async () => {
    await using test = await startTestAiApp([completion("Tuesday.")], { answers: "rules" });
    const { app } = test;
    const made = await app.api("POST", "/rules", {
      name: "Dates",
      match: { kind: "contains", values: ["when"] },
      reply: { type: "ask-ai", instructions: "Dates are for {{ contact.phone }}: Tuesday." },
    });
    expect(made.status).toBe(201);
    app.contactWrites(ANA, "what is this?");
    app.contactWrites(ANA, "when?");
    await app.emulator.waitForSent(1);
    const [reply, ...others] = await test.untilEnded();
    expect(others).toEqual([]);
    expect(reply).toMatchObject({ state: "answered", ruleId: made.body.id });
    expect(test.standIn.asked[0]?.body.messages[0].content).toContain(`Dates are for ${ANA}: Tuesday.`);
    expect((await app.api("GET", `/rules/${made.body.id}`)).body).toMatchObject({ matchedCount: 1, repliedCount: 1 });
  });

  it("never keep a rule's answer waiting, however slow the provider is", async () => {
    await using test = await startTestAiApp([silence]);
    test.app.contactWrites(ANA, "Tell me a long story");
    await test.standIn.untilAsked(1);
    for (let one = 0; one < 5; one++) test.app.contactWrites(`+3460022200${one}`, "hello");
    await test.app.emulator.waitForSent(5);
    expect(test.texts("+34600222000")).toEqual(["hello to you too"]);
    expect(test.texts(ANA)).toEqual([]);
  });

  it("are text without gaps, cut at a sentence, without what the model thinks to itself", async () => {
    const long = `<think>They want\nto know.</think>  ${"A sentence. ".repeat(20)}`;
    await using test = await startTestAiApp([completion([{ type: "text", text: long }])], { maxReplyCharacters: 50 });
    test.app.contactWrites(ANA, "Go on");
    await test.app.emulator.waitForSent(1);
    expect(test.texts(ANA)).toEqual(["A sentence. A sentence. A sentence. A sentence."]);
  });
});

describe("a person goes on", () => {
  it("when the contact asks for one; then the AI is silent until a person says otherwise", async () => {
    await using test = await startTestAiApp([completion("I am a machine.")], {
      handOverMessage: "Somebody will answer soon.",
    });
    const { app } = test;
    app.contactWrites(ANA, "I want to talk to a HUMAN, please");
    await app.emulator.waitForSent(1);
    expect(test.texts(ANA)).toEqual(["Somebody will answer soon."]);
    expect(test.standIn.asked).toEqual([]);
    const [reply] = await test.untilEnded();
    expect(reply).toMatchObject({ state: "handed-over", reason: "asked-for-person", contact: { phone: ANA } });
    expect((await app.api("GET", `/ai-replies/${reply.id}`)).body).toEqual(reply);
    const path = `/conversations/${reply.conversationId}/ai-replies`;
    expect((await app.api("GET", path)).body).toMatchObject({ state: "silent", reason: "handed-over" });
    expect((await app.api("GET", "/ai-replies/hand-overs")).body.items).toMatchObject([
      { conversationId: reply.conversationId, hasPersonCome: false, contact: { phone: ANA } },
    ]);
    // Who the contacts are is for those who may see contacts.
    const { body: key } = await app.api("POST", "/api-keys", { name: "Counts", scopes: ["ai-replies:read"] });
    for (const list of ["/ai-replies", "/ai-replies/hand-overs"]) {
      const { body } = await app.api("GET", list, undefined, { authorization: `Bearer ${key.key}` });
      expect(body.items[0].contact, list).toBeNull();
    }
    app.contactWrites(ANA, "Anybody there?");
    expect((await test.untilEnded(2))[0]).toMatchObject({ state: "skipped", reason: "handed-over" });
    expect((await app.api("PATCH", path, { isPaused: false })).body).toMatchObject({ state: "on", handedOverAt: null });
    app.contactWrites(ANA, "Hm?");
    await app.emulator.waitForSent(2);
    expect(test.texts(ANA).at(-1)).toBe("I am a machine.");
  });

  it("when the model says so: what it wrote before is still sent", async () => {
    await using test = await startTestAiApp([completion("I'll get somebody.\n[[ Hand_Over ]] internal note")]);
    test.app.contactWrites(ANA, "My order is lost");
    await test.app.emulator.waitForSent(1);
    expect(test.texts(ANA)).toEqual(["I'll get somebody."]);
    expect((await test.untilEnded())[0]).toMatchObject({ state: "handed-over", reason: "provider-handed-over" });
  });

  it("when the provider will not write about it", async () => {
    await using test = await startTestAiApp([completion("", { finish_reason: "content_filter" })]);
    test.app.contactWrites(ANA, "something awful");
    const [reply] = await test.untilEnded();
    expect(reply).toMatchObject({ state: "handed-over", detail: "The provider refused to answer this." });
    expect(test.texts(ANA)).toEqual([]);
  });

  it("and the AI keeps quiet for a while after a person's reply, also one written while it was thinking", async () => {
    await using test = await startTestAiApp([silence], { quietMinutesAfterPerson: 10 });
    const { app } = test;
    let finish = () => undefined as unknown;
    test.standIn.answer((response, asked) => {
      finish = () => completion("Too late.")(response, asked);
    });
    app.contactWrites(ANA, "Hi, a question");
    await test.standIn.untilAsked(1);
    const [{ conversationId }] = (await app.api("GET", "/ai-replies")).body.items;
    await app.api("POST", "/messages", { conversationId, text: "I'll take this." });
    await sql`update messages set source_kind = 'inbox' where source_kind = 'api'`.execute(app.database.database.db);
    await sql`update conversations set last_human_reply_at = ${app.clock.now()}`.execute(app.database.database.db);
    finish();
    expect((await test.untilEnded())[0]).toMatchObject({ state: "skipped", reason: "person-replied" });
    app.contactWrites(ANA, "Thanks");
    expect((await test.untilEnded(2))[0]).toMatchObject({ state: "skipped", reason: "person-replied" });
    expect(test.standIn.asked).toHaveLength(1);
    app.clock.advance(10 * 60_000);
    test.standIn.answer(completion("At your service."));
    app.contactWrites(ANA, "And now?");
    await waitUntil(
      () => test.texts(ANA),
      (texts) => texts.includes("At your service."),
    );
  });

  it("in a conversation where a person turned the AI off", async () => {
    await using test = await startTestAiApp([completion("x")]);
    const { app } = test;
    app.contactWrites(ANA, "hello");
    const [{ id }] = (await app.until("/conversations", (page) => page.items.length === 1)).items;
    const paused = await app.api("PATCH", `/conversations/${id}/ai-replies`, { isPaused: true });
    expect(paused.body).toMatchObject({ state: "silent", reason: "paused" });
    app.contactWrites(ANA, "a question");
    expect((await test.untilEnded())[0]).toMatchObject({ state: "skipped", reason: "paused" });
    const unknown = `/conversations/${crypto.randomUUID()}/ai-replies`;
    expect((await app.api("GET", unknown)).status).toBe(404);
    expect((await app.api("PATCH", unknown, { isPaused: true })).status).toBe(404);
  });
});

describe("a provider that fails", () => {
  it("is asked again a few times, and what it says in the end is sent", async () => {
    const busy = json({ error: { message: "slow down" } }, 429, { "retry-after": "0" });
    const broken = json({ nonsense: true });
    await using test = await startTestAiApp([busy, broken, completion("At last.")]);
    test.app.contactWrites(ANA, "Are you there?");
    await test.standIn.untilAsked(1);
    for (let attempt = 2; attempt <= 3; attempt++) {
      await test.app.until(
        "/ai-replies",
        (page) => page.items[0].attempts === attempt - 1 && page.items[0].state === "waiting",
      );
      test.app.clock.advance(10_000);
      await test.standIn.untilAsked(attempt);
    }
    await test.app.emulator.waitForSent(1);
    expect(test.texts(ANA)).toEqual(["At last."]);
    expect((await test.untilEnded())[0]).toMatchObject({ state: "answered", attempts: 3 });
  });

  it.each([
    [
      "a wrong key",
      json({ error: { message: "Incorrect API key provided: sk-secret-1234." } }, 401),
      /refused access: Incorrect API key provided: …/,
    ],
    [
      "no money left",
      json({ error: { message: "You exceeded your current quota" } }, 429),
      /exceeded your current quota/,
    ],
    [
      "an unknown model",
      json({ error: "model not found" }, 404),
      /does not know this address or model: model not found/,
    ],
    ["an endless answer", completion("x".repeat(300_000)), /too large/],
    ["a page elsewhere", json({}, 302, { location: "https://login.example.com/" }), /sends on to another address/],
  ])("for good (%s) is not asked again: a person has to answer, and people are told", async (_name, answer, detail) => {
    await using test = await startTestAiApp([answer], { handOverMessage: "We'll be right back." });
    test.app.contactWrites(ANA, "Hello there?");
    await test.app.emulator.waitForSent(1);
    expect(test.texts(ANA)).toEqual(["We'll be right back."]);
    const [reply] = await test.untilEnded();
    expect(reply).toMatchObject({ state: "failed", attempts: 1, detail: expect.stringMatching(detail) });
    const alerts = await test.app.until("/alerts?kind=ai-replies-failing", (page) => page.items.length === 1);
    expect(alerts.items[0]).toMatchObject({ state: "open", severity: "warning", detail: reply.detail });
    expect(test.app.log()).not.toContain("sk-secret-1234");
    test.standIn.answer(completion("Back again."));
    test.app.contactWrites("+34600111333", "And now?");
    await test.app.until("/alerts?kind=ai-replies-failing", (page) => page.items[0].state === "resolved");
  });

  it.each([
    ["never answers", silence, /no whole answer in time/],
    ["hangs up", (response: Parameters<typeof silence>[0]) => void response.destroy(), /can't be reached/],
    ["answers no JSON", (response: Parameters<typeof silence>[0]) => void response.end("<html>"), /no chat completion/],
    ["answers nothing", completion(""), /it is empty/],
    ["is down", json({ error: "down" }, 503), /failed with status 503: down/],
  ])("because it %s is given up after three attempts", async (_name, answer, detail) => {
    await using test = await startTestAiApp([answer], { timeoutSeconds: 1 });
    test.app.contactWrites(ANA, "Hello there?");
    for (let attempt = 1; attempt < 3; attempt++) {
      await test.app.until(
        "/ai-replies",
        (page) => page.items[0]?.attempts === attempt && page.items[0].state === "waiting",
      );
      test.app.clock.advance(10_000);
    }
    expect((await test.untilEnded())[0]).toMatchObject({
      state: "failed",
      attempts: 3,
      detail: expect.stringMatching(detail),
    });
    expect(test.standIn.asked).toHaveLength(3);
    expect(test.texts(ANA)).toEqual([]);
  });

  it("is called by the newer name of the limit when it insists", async () => {
    const insists = json({ error: { message: "Use 'max_completion_tokens' instead of 'max_tokens'." } }, 400);
    await using test = await startTestAiApp([insists, completion("Fine.")]);
    test.app.contactWrites(ANA, "Hm");
    await test.app.emulator.waitForSent(1);
    expect(test.standIn.asked.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
      [400, undefined],
      [undefined, 400],
    ]);
  });

  it("is not called in a private network that nobody allowed", async () => {
    await using test = await startTestAiApp(
      [completion("secret")],
      {},
      { env: { CHASQUI_ALLOW_PRIVATE_URLS: "10.0.0.0/8" } },
    );
    test.app.contactWrites(ANA, "Hm");
    expect((await test.untilEnded())[0]).toMatchObject({
      state: "failed",
      detail: expect.stringContaining("private network"),
    });
    expect(test.standIn.asked).toEqual([]);
  });
});

describe("limits", () => {
  it("hold for each conversation, and for all of them, a day", async () => {
    await using test = await startTestAiApp([completion("ok")], { limitPerConversationADay: 2, limitADay: 3 });
    const { app } = test;
    for (const [index, text] of ["1", "2", "3"].entries()) {
      app.contactWrites(ANA, text);
      await test.untilEnded(index + 1);
    }
    expect((await test.untilEnded(3)).map((reply) => reply.reason)).toEqual(["limit-of-conversation", null, null]);
    for (let one = 0; one < 4; one++) app.contactWrites(`+3460022200${one}`, "question");
    const replies = await test.untilEnded(7);
    expect(replies.filter((reply) => reply.state === "answered")).toHaveLength(3);
    expect(replies.filter((reply) => reply.reason === "limit-of-day")).toHaveLength(3);
    expect((await app.api("GET", "/ai-replies/usage?days=1")).body).toMatchObject({
      askedToday: 3,
      limitADay: 3,
      days: [{ answered: 3, skipped: 4, promptTokens: 36 }],
    });
    const alerts = await app.api("GET", "/alerts?kind=ai-replies-limit-reached");
    expect(alerts.body.items).toMatchObject([{ state: "open" }]);
    await test.set({ limitADay: 4 });
    app.contactWrites("+34600333000", "one more");
    expect((await test.untilEnded(8))[0]).toMatchObject({ state: "answered" });
    await app.until("/alerts?kind=ai-replies-limit-reached", (page) => page.items[0].state === "resolved");
  });

  it("are for words: a sticker is not answered, a picture with words is", async () => {
    await using test = await startTestAiApp([completion("Nice.")]);
    test.app.contactWrites(ANA, " ");
    test.app.contactWrites(ANA, "look");
    await test.app.emulator.waitForSent(1);
    expect((await test.untilEnded()).map((reply) => reply.state)).toEqual(["answered"]);
  });
});

describe("nothing is answered twice", () => {
  it("when the server is restarted in the middle of a question", async () => {
    await using test = await startTestAiApp([silence, completion("Once.")]);
    test.app.contactWrites(ANA, "Hm?");
    await test.standIn.untilAsked(1);
    await test.app.restart();
    await waitUntil(
      () => test.texts(ANA),
      (texts) => texts.length > 0,
      20_000,
    );
    expect((await test.untilEnded())[0]).toMatchObject({ state: "answered", attempts: 1 });
    expect(test.texts(ANA)).toEqual(["Once."]);
  });

  it("when a node that was thought dead answers after all", async () => {
    const held: Array<() => void> = [];
    await using test = await startTestAiApp([
      (response, asked) => void held.push(() => completion("From the dead.")(response, asked)),
      completion("From the living."),
    ]);
    test.app.contactWrites(ANA, "Hm?");
    await test.standIn.untilAsked(1);
    // Another node frees what the dead one had begun, and asks again.
    await sql`update ai_replies set state = 'waiting', attempts = attempts + 1`.execute(test.app.database.database.db);
    held[0]?.();
    await test.standIn.untilAsked(2);
    await test.app.emulator.waitForSent(1);
    expect((await test.untilEnded())[0]).toMatchObject({ state: "answered", attempts: 3 });
    expect(test.texts(ANA)).toEqual(["From the living."]);
  });

  it("when an attempt never comes to an end: after three it is a person's", async () => {
    await using test = await startTestAiApp([completion("x")]);
    await test.set({ isOn: false });
    const { db } = test.app.database.database;
    await test.set({ isOn: true, waitSeconds: 60 });
    test.app.contactWrites(ANA, "Hm?");
    await test.app.until("/ai-replies", (page) => page.items.length === 1);
    await sql`update ai_replies set attempts = 3, due_at = created_at`.execute(db);
    expect((await test.untilEnded())[0]).toMatchObject({
      state: "failed",
      detail: expect.stringContaining("again and again"),
    });
    expect(test.standIn.asked).toEqual([]);
  });

  it("nor is one sent that waited in the outbox while a person wrote", async () => {
    await using test = await startTestAiApp([completion("Late.")]);
    const { app } = test;
    app.contactWrites(ANA, "hello");
    await app.emulator.waitForSent(1);
    const id = await app.channelId();
    await app.api("POST", `/channels/${id}/pause`);
    app.contactWrites(ANA, "a question");
    const [reply] = await test.untilEnded();
    app.clock.advance(1_000);
    await sql`update conversations set last_human_reply_at = ${app.clock.now()}`.execute(app.database.database.db);
    await app.api("POST", `/channels/${id}/resume`);
    const message = await app.until(`/messages/${reply.replyMessageId}`, (one) => one.state !== "queued");
    expect(message).toMatchObject({ state: "cancelled" });
    expect(message.history.map((entry: { kind: string }) => entry.kind)).toContain("cancelled");
  });
});
