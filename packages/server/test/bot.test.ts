import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const MINUTE = 60_000;

const sentTo = (app: TestApp, phone: string) =>
  app.emulator.sentMessages.filter((message) => message.to === phone).map((message) => message.body);

async function untilSent(app: TestApp, phone: string, count: number): Promise<Array<string | undefined>> {
  return waitUntil(
    () => sentTo(app, phone),
    (bodies) => bodies.length >= count,
  );
}

/** Resolves when the server has nothing left to do for what came in so far. */
async function untilQuiet(app: TestApp): Promise<void> {
  await app.emulator.settled();
  await waitUntil(
    async () => {
      const queued = await app.api("GET", "/messages?state=queued");
      return queued.body.items.filter((message: { sendAt: string }) => new Date(message.sendAt) <= app.clock.now())
        .length;
    },
    (count) => count === 0,
  );
}

function postWebhook(app: TestApp, body: string | Buffer, signature?: string): Promise<Response> {
  const hmac = createHmac("sha256", app.emulator.preset.appSecret).update(body).digest("hex");
  return fetch(`${app.url}/webhook`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-signature-256": signature ?? `sha256=${hmac}` },
    body: body as string,
  });
}

function textWebhook(app: TestApp, id: string, text: string, at = new Date()): string {
  const message = {
    from: ANA.slice(1),
    id,
    timestamp: String(Math.floor(at.getTime() / 1000)),
    type: "text",
    text: { body: text },
  };
  const metadata = { display_phone_number: "15550001111", phone_number_id: app.emulator.preset.phoneNumberId };
  const value = {
    messaging_product: "whatsapp",
    metadata,
    contacts: [{ wa_id: ANA.slice(1), profile: { name: "Ana" } }],
    messages: [message],
  };
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
}

describe("a bot as it comes out of the box", () => {
  it("answers hello, help and echo", async () => {
    await using app = await startTestApp();
    app.contactWrites(ANA, "Hello!");
    expect(await untilSent(app, ANA, 1)).toEqual(["hello to you too"]);
    app.contactWrites(ANA, "echo Hola Mundo");
    expect(await untilSent(app, ANA, 2)).toEqual(["hello to you too", "You said: Hola Mundo"]);
    app.contactWrites(ANA, "help");
    const [, , help] = await untilSent(app, ANA, 3);
    expect(help).toMatch(/hello/);
    expect(help).toMatch(/echo/);
  });

  it("says nothing to what no rule knows", async () => {
    await using app = await startTestApp();
    app.contactWrites(ANA, "what is the meaning of all this?");
    await app.until("/messages?direction=inbound", (page) => page.items.length === 1);
    await untilQuiet(app);
    expect(sentTo(app, ANA)).toEqual([]);
  });

  it("answers two quick messages one after the other, in order", async () => {
    await using app = await startTestApp();
    for (let index = 1; index <= 4; index++) app.contactWrites(ANA, `echo ${index}`);
    expect(await untilSent(app, ANA, 4)).toEqual(["You said: 1", "You said: 2", "You said: 3", "You said: 4"]);
  });

  it("shows the whole story of an answer", async () => {
    await using app = await startTestApp();
    app.contactWrites(ANA, "hello");
    const page = await app.until("/messages?direction=outbound", (body) => body.items[0]?.state === "delivered");
    const { body } = await app.api("GET", `/messages/${page.items[0].id}`);
    expect(body.source.kind).toBe("autoreply");
    // A report may come before the send is recorded: then one more step says that it settled the outcome, and times may be out of turn.
    const kinds = body.history
      .map((step: { kind: string }) => step.kind)
      .filter((kind: string) => kind !== "reconciled");
    expect(kinds.toSorted()).toEqual(["accepted", "delivered", "dispatched", "queued", "sent"]);
  });
});

describe("the follow-up", () => {
  it("comes once, ten minutes after the contact's last message", async () => {
    await using app = await startTestApp();
    app.contactWrites(ANA, "hello");
    await untilSent(app, ANA, 1);
    app.clock.advance(9 * MINUTE);
    await untilQuiet(app);
    expect(sentTo(app, ANA)).toHaveLength(1);
    app.clock.advance(MINUTE + 2000);
    expect(await untilSent(app, ANA, 2)).toEqual(["hello to you too", "are you there"]);
    app.clock.advance(60 * MINUTE);
    await untilQuiet(app);
    expect(sentTo(app, ANA)).toHaveLength(2);
  });

  it("is reset by each further message", async () => {
    await using app = await startTestApp();
    app.contactWrites(ANA, "hello");
    await untilSent(app, ANA, 1);
    app.clock.advance(9 * MINUTE);
    // Meta's time stamps are the emulator's: it writes at the server's present.
    app.emulator.receive({ from: ANA, text: "hello", timestamp: Math.floor(app.clock.now().getTime() / 1000) });
    await untilSent(app, ANA, 2);
    app.clock.advance(9 * MINUTE);
    await untilQuiet(app);
    expect(sentTo(app, ANA)).toHaveLength(2);
    app.clock.advance(MINUTE + 2000);
    expect(await untilSent(app, ANA, 3)).toEqual(["hello to you too", "hello to you too", "are you there"]);
  });

  it("survives a restart, also one that outlasts its time", async () => {
    await using app = await startTestApp();
    app.contactWrites(ANA, "hello");
    await untilSent(app, ANA, 1);
    await app.stop();
    app.clock.advance(11 * MINUTE);
    await app.restart();
    expect(await untilSent(app, ANA, 2)).toEqual(["hello to you too", "are you there"]);
  });
});

describe("GET /webhook", () => {
  it("echoes the challenge for the right token", async () => {
    await using app = await startTestApp();
    const token = encodeURIComponent(app.emulator.preset.verifyToken);
    const answer = await fetch(
      `${app.url}/webhook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
    );
    expect([answer.status, await answer.text()]).toEqual([200, "1158201444"]);
  });

  it("refuses a wrong token", async () => {
    await using app = await startTestApp();
    const answer = await fetch(`${app.url}/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain("hub.challenge");
  });
});

describe("POST /webhook", () => {
  it("stores nothing of a body with a wrong signature", async () => {
    await using app = await startTestApp();
    const answer = await postWebhook(app, textWebhook(app, "wamid.FORGED", "hello"), `sha256=${"0".repeat(64)}`);
    expect(answer.status).toBe(401);
    expect((await postWebhook(app, textWebhook(app, "wamid.TRUE", "hello"))).status).toBe(200);
    await untilSent(app, ANA, 1);
    const { body } = await app.api("GET", "/messages?direction=inbound");
    expect(body.items.map((message: { providerId: string }) => message.providerId)).toEqual(["wamid.TRUE"]);
  });

  it("gives one answer to a webhook that comes twice", async () => {
    await using app = await startTestApp();
    const webhook = textWebhook(app, "wamid.TWICE", "hello");
    const answers = await Promise.all([postWebhook(app, webhook), postWebhook(app, webhook)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    await untilSent(app, ANA, 1);
    expect((await postWebhook(app, webhook)).status).toBe(200);
    app.contactWrites(ANA, "echo end");
    expect(await untilSent(app, ANA, 2)).toEqual(["hello to you too", "You said: end"]);
  });

  it("keeps an old message as history and lets no automation act on it", async () => {
    await using app = await startTestApp();
    await postWebhook(app, textWebhook(app, "wamid.OLD", "hello", new Date(Date.now() - 2 * 3_600_000)));
    await app.until("/messages?direction=inbound", (page) => page.items.length === 1);
    app.contactWrites(ANA, "echo now");
    expect(await untilSent(app, ANA, 1)).toEqual(["You said: now"]);
  });
});
