/** A WhatsApp Web channel from its pairing to messages both ways, against a stand-in for WhatsApp. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWhatsappWebEmulator, type WhatsappWebEmulator } from "@chasqui/whatsapp-web-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";

let emulator: WhatsappWebEmulator;
let app: TestApp;
let channelId: string;

const FAST = { gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };

async function startApp(): Promise<TestApp> {
  const caFile = join(mkdtempSync(join(tmpdir(), "chasqui-ca-")), "ca.pem");
  writeFileSync(caFile, emulator.mediaCa);
  return startTestApp({
    withChannel: false,
    env: {
      WHATSAPP_WEB_URL: emulator.url,
      WHATSAPP_WEB_ROOT_KEY: emulator.rootKey.toString("hex"),
      WHATSAPP_WEB_CA_FILE: caFile,
    },
  });
}

beforeAll(async () => {
  emulator = await startWhatsappWebEmulator();
  app = await startApp();
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await emulator?.[Symbol.asyncDispose]();
});

describe("a WhatsApp Web channel", () => {
  it("is paired by a QR code", async () => {
    const shop = emulator.createPhone({ number: "51900000001", name: "Shop" });
    const made = await app.api("POST", "/channels", { kind: "linked-device", name: "Shop", config: FAST });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    channelId = made.body.id;
    expect((await app.api("GET", `/channels/${channelId}/session`)).body).toMatchObject({ state: "unpaired" });
    await app.api("POST", `/channels/${channelId}/pairing`);
    const { offer } = await app.until(`/channels/${channelId}/pairing`, (body) => body.offer !== null);
    expect(offer).toMatchObject({ kind: "qr" });
    await shop.scan(offer.text);
    await app.until(`/channels/${channelId}/session`, (body) => body.state === "connected");
    expect((await app.api("GET", `/channels/${channelId}/session`)).body).toMatchObject({
      account: { phone: "+51900000001" },
    });
  });

  it("sends a text, and follows its ticks", async () => {
    const ana = emulator.createContact({ number: "51900000002", name: "Ana" });
    ana.receipts = "read";
    const sent = await app.api("POST", "/messages", { to: "+51900000002", text: "Hello Ana", channelId });
    expect(sent.status, JSON.stringify(sent.body)).toBe(202);
    await ana.waitForMessage("Hello Ana");
    await app.until(`/messages/${sent.body.id}`, (message) => message.state === "read");
    expect(ana.decryptionFailures).toEqual([]);
  });

  it("receives a text, in the conversation of the one it was sent to", async () => {
    const ana = emulator.getContact("51900000002");
    await ana.writes("Good morning", { to: "51900000001", addressing: "lid" });
    const { items } = await app.until("/messages", (body) =>
      body.items.some((one: { direction: string }) => one.direction === "inbound"),
    );
    expect(new Set(items.map((one: { conversationId: string }) => one.conversationId)).size).toBe(1);
  });
});
