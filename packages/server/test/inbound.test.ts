import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const MINUTE = 60_000;
/** Meta keeps no order between posts; these tests are about something else. */
const ORDERED = { emulator: { webhooks: { concurrency: 1 } } } as const;

const inbound = (app: TestApp, isMet: (items: Message[]) => boolean) =>
  app.until("/messages?direction=inbound", (page) => isMet(page.items)).then((page) => page.items as Message[]);

interface Message {
  id: string;
  type: string;
  content: { text?: string; payload?: string; raw: Record<string, unknown> };
  conversationId: string;
  providerId: string;
  revokedAt: string | null;
  editedAt: string | null;
  reactions: Array<{ emoji: string }>;
  state: string;
}

describe("every type of inbound message", () => {
  const types = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "button",
    "interactive",
    "order",
    "system",
    "unsupported",
    "request_welcome",
    "hologram",
  ];
  it.each(types)("%s is stored with all it holds, and shown", async (type) => {
    await using app = await startTestApp(ORDERED);
    const providerId = app.emulator.receive({ from: ANA, type });
    const [message] = await inbound(app, (items) => items.length === 1);
    expect(message).toMatchObject({ type, providerId, state: "received" });
    expect(message?.content.raw).toMatchObject({ type, id: providerId });
  });

  it("holds what a person tapped", async () => {
    await using app = await startTestApp(ORDERED);
    const content = { type: "buttons", body: "Which?", buttons: [{ id: "size-l", title: "Large" }] };
    app.contactWrites(ANA, "hi");
    await inbound(app, (items) => items.length === 1);
    await app.api("POST", "/messages", { to: ANA, content });
    const [sent] = await app.emulator.waitForSent(1);
    app.emulator.reply({ from: ANA, kind: "button", to: sent?.wamid ?? "", id: "size-l", title: "Large" });
    const items = await inbound(app, (list) => list.length === 2);
    expect(items[0]?.content).toMatchObject({ text: "Large", payload: "size-l" });
  });

  it("starts no automation and opens no window when it is only a notice", async () => {
    await using app = await startTestApp(ORDERED);
    app.emulator.receive({ from: ANA, type: "system" });
    const [notice] = await inbound(app, (items) => items.length === 1);
    const { body } = await app.api("GET", `/conversations/${notice?.conversationId}`);
    expect(body.windowExpiresAt).toBeNull();
    expect((await app.api("GET", "/follow-ups")).body.items).toEqual([]);
  });
});

describe("what a contact does to a message later", () => {
  it("reacts, changes the reaction and takes it back", async () => {
    await using app = await startTestApp(ORDERED);
    app.contactWrites(ANA, "hello");
    const [sent] = await app.emulator.waitForSent(1);
    // A person reacts to what they see: it has been delivered.
    await app.until("/messages?direction=outbound", (page) => page.items[0].state === "delivered");
    const reactions = (isMet: (list: Message["reactions"]) => boolean) =>
      app.until("/messages?direction=outbound", (page) => isMet(page.items[0].reactions));
    app.emulator.reply({ from: ANA, kind: "reaction", to: sent?.wamid ?? "", emoji: "👍" });
    await reactions((list) => list[0]?.emoji === "👍");
    app.emulator.reply({ from: ANA, kind: "reaction", to: sent?.wamid ?? "", emoji: "❤️" });
    await reactions((list) => list.length === 1 && list[0]?.emoji === "❤️");
    app.emulator.reply({ from: ANA, kind: "reaction", to: sent?.wamid ?? "", emoji: "" });
    await reactions((list) => list.length === 0);
    expect(await inbound(app, () => true)).toHaveLength(1);
  });

  it("edits it, and the old words stay in its history", async () => {
    await using app = await startTestApp(ORDERED);
    const original = app.contactWrites(ANA, "see you at five");
    await inbound(app, (items) => items.length === 1);
    app.emulator.reply({ from: ANA, kind: "edit", original, text: "see you at six" });
    const [message] = await inbound(app, (items) => items[0]?.content.text === "see you at six");
    expect(message?.editedAt).not.toBeNull();
    const { body } = await app.api("GET", `/messages/${message?.id}`);
    expect(body.history.at(-1)).toMatchObject({ kind: "edited", detail: { before: "see you at five" } });
  });

  it("takes it back", async () => {
    await using app = await startTestApp(ORDERED);
    const original = app.contactWrites(ANA, "secret");
    await inbound(app, (items) => items.length === 1);
    app.emulator.reply({ from: ANA, kind: "revoke", original });
    await inbound(app, (items) => items[0]?.revokedAt !== null);
  });

  it("an edit starts no automation a second time", async () => {
    await using app = await startTestApp(ORDERED);
    const original = app.contactWrites(ANA, "hello");
    await app.emulator.waitForSent(1);
    app.emulator.reply({ from: ANA, kind: "edit", original, text: "hello" });
    await inbound(app, (items) => items[0]?.editedAt !== null);
    app.contactWrites(ANA, "echo end");
    const sent = await app.emulator.waitForSent(2);
    expect(sent.map((message) => message.body)).toEqual(["hello to you too", "You said: end"]);
  });
});

describe("who a person is", () => {
  it("somebody without a phone number is answered under their id, and joined when the number appears", async () => {
    await using app = await startTestApp(ORDERED);
    const user = app.emulator.createUser({ name: "Username Only" });
    app.emulator.receive({ from: user.bsuid ?? "", text: "hello" });
    const [sent] = await app.emulator.waitForSent(1);
    expect(sent?.request).toMatchObject({ recipient: user.bsuid });
    const { body } = await app.api("GET", "/conversations");
    expect(body.items).toHaveLength(1);
    expect(body.items[0].address).toBe(user.bsuid);
  });

  it("a number that changed hands gets a contact of its own", async () => {
    await using app = await startTestApp(ORDERED);
    const first = app.emulator.createUser({ phone: ANA, name: "Ana" });
    app.contactWrites(ANA, "echo one");
    await app.emulator.waitForSent(1);
    const before = (await app.api("GET", "/conversations")).body.items[0];
    app.emulator.updateUser(first.key, { onWhatsApp: true });
    const webhook = {
      messages: [
        {
          from: ANA.slice(1),
          from_user_id: "ES.999888777666",
          id: "wamid.STRANGER",
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: "text",
          text: { body: "echo two" },
        },
      ],
    };
    app.emulator.publishField("messages", {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "1", phone_number_id: app.emulator.preset.phoneNumberId },
      ...webhook,
    });
    await app.emulator.waitForSent(2);
    const after = (await app.api("GET", "/conversations")).body.items[0];
    expect(after.id).toBe(before.id);
    expect(after.contactId).not.toBe(before.contactId);
  });

  it("a person with a new number is the same contact, and is written to there", async () => {
    await using app = await startTestApp(ORDERED);
    const ana = app.emulator.createUser({ phone: ANA, name: "Ana" });
    app.contactWrites(ANA, "echo one");
    await app.emulator.waitForSent(1);
    const before = (await app.api("GET", "/conversations")).body.items[0];
    app.emulator.changeUserNumber(ana.key, "+34600999000");
    app.emulator.receive({ from: "+34600999000", text: "echo two" });
    await app.emulator.waitForSent(2);
    const { body } = await app.api("GET", "/conversations");
    expect(body.items.map((one: { contactId: string }) => one.contactId)).toEqual([before.contactId]);
    expect(body.items[0].address).toBe("+34600999000");
  });
});

describe("staff who answer in the WhatsApp app", () => {
  it("are seen in the conversation, trigger nothing, and end the follow-up", async () => {
    await using app = await startTestApp(ORDERED);
    app.contactWrites(ANA, "what do you cost?");
    await inbound(app, (items) => items.length === 1);
    const providerId = app.emulator.echo({ to: ANA, text: "hello" });
    const page = await app.until("/messages?direction=outbound", (body) => body.items.length === 1);
    expect(page.items[0]).toMatchObject({
      providerId,
      state: "sent",
      source: { kind: "phone" },
      content: { text: "hello" },
    });
    app.clock.advance(11 * MINUTE);
    app.contactWrites(ANA, "echo end");
    const sent = await app.emulator.waitForSent(1);
    expect(sent.map((message) => message.body)).toEqual(["You said: end"]);
  });

  it("bring their history along, which starts nothing", async () => {
    await using app = await startTestApp(ORDERED);
    const at = Math.floor(Date.now() / 1000) - 60;
    app.emulator.publishField("history", {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "1", phone_number_id: app.emulator.preset.phoneNumberId },
      history: [
        {
          metadata: { phase: 0, chunk_order: 1, progress: 100 },
          threads: [
            {
              id: ANA.slice(1),
              messages: [
                { from: ANA.slice(1), id: "wamid.H1", timestamp: String(at), type: "text", text: { body: "hello" } },
                {
                  from: "15550783881",
                  to: ANA.slice(1),
                  id: "wamid.H2",
                  timestamp: String(at + 1),
                  type: "text",
                  text: { body: "hi there" },
                },
              ],
            },
          ],
        },
      ],
    });
    const page = await app.until("/messages", (body) => body.items.length === 2);
    expect(page.items.map((message: { direction: string }) => message.direction)).toEqual(["outbound", "inbound"]);
    app.contactWrites(ANA, "echo end");
    const sent = await app.emulator.waitForSent(1);
    expect(sent.map((message) => message.body)).toEqual(["You said: end"]);
  });
});

describe("a contact who asks to stop", () => {
  it("gets a confirmation and nothing unasked, until they ask to start again", async () => {
    await using app = await startTestApp(ORDERED);
    app.contactWrites(ANA, "Baja!");
    const [confirmation] = await app.emulator.waitForSent(1);
    expect(confirmation?.body).toMatch(/ALTA/);
    app.contactWrites(ANA, "echo hi");
    await app.emulator.waitForSent(2);
    app.clock.advance(11 * MINUTE);
    const refused = await app.until("/messages?source=follow-up", (page) => page.items[0]?.state === "cancelled");
    expect(refused.items[0].error.code).toBe("suppressed");
    app.contactWrites(ANA, "ALTA");
    await app.emulator.waitForSent(3);
    app.emulator.receive({ from: ANA, text: "echo again", timestamp: Math.floor(app.clock.now().getTime() / 1000) });
    await app.emulator.waitForSent(4);
    app.clock.advance(11 * MINUTE);
    expect((await app.emulator.waitForSent(5)).at(-1)?.body).toBe("are you there");
  });

  it("by WhatsApp's own switch is heard too", async () => {
    await using app = await startTestApp(ORDERED);
    const ana = app.emulator.createUser({ phone: ANA });
    app.emulator.setMarketingPreference(ana.key, "stop");
    app.contactWrites(ANA, "echo hi");
    await app.emulator.waitForSent(1);
    app.clock.advance(11 * MINUTE);
    await app.until("/messages?source=follow-up", (page) => page.items[0]?.state === "cancelled");
  });
});

describe("what is accepted and fails later", () => {
  it.each([
    [131049, "retried", 25 * 60 * MINUTE],
    [130429, "retried", MINUTE],
    [131000, "retried", MINUTE],
  ])("%i is sent again after its time", async (code, kind, waitMs) => {
    await using app = await startTestApp({ emulator: { serviceWindow: "off", webhooks: { concurrency: 1 } } });
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { failedStatus: { code } } });
    const { body } = await app.api("POST", "/messages", { to: ANA, text: "hi" });
    const waiting = await app.until(`/messages/${body.id}`, (message) =>
      message.history.some((step: { kind: string }) => step.kind === kind),
    );
    expect(waiting.state).toBe("queued");
    app.clock.advance(waitMs);
    await app.until(`/messages/${body.id}`, (message) => message.state === "delivered");
    expect(app.emulator.acceptedCount).toBe(2);
  });

  it("is not sent again for ever", async () => {
    await using app = await startTestApp({ emulator: { serviceWindow: "off", webhooks: { concurrency: 1 } } });
    app.emulator.addFault({ match: { route: "messages" }, effect: { failedStatus: { code: 131000 } } });
    const { body } = await app.api("POST", "/messages", { to: ANA, text: "hi" });
    const message = await waitUntil(
      async () => {
        app.clock.advance(2 * MINUTE);
        return (await app.api("GET", `/messages/${body.id}`)).body;
      },
      (one) => one.state === "failed" && app.emulator.acceptedCount === 4,
    );
    expect(message.error.code).toBe("meta-131000");
  });
});
