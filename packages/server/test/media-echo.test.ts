/** Files that no contact has just sent: of staff who write in the WhatsApp app, and of the account's history. */
import { describe, expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

const ANA = "+34600111222";
const DAY = 86_400_000;

const bytesOf = async (media: Awaited<ReturnType<typeof createMediaClient>>, id: string) =>
  Buffer.from(await (await media.content(id)).arrayBuffer());

function published(app: TestApp, bytes: Uint8Array, mimeType = "image/jpeg") {
  return { id: app.emulator.addMedia({ bytes, mimeType }), mime_type: mimeType };
}

function publishHistory(app: TestApp, content: object, phoneNumberId = app.emulator.preset.phoneNumberId) {
  const metadata = { display_phone_number: "15550783881", phone_number_id: phoneNumberId };
  app.emulator.publishField("history", { messaging_product: "whatsapp", metadata, ...content });
}

const chunkOf = (...messages: object[]) => ({
  history: [{ metadata: { phase: 0, chunk_order: 1, progress: 100 }, threads: [{ id: ANA.slice(1), messages }] }],
});

const untilMessage = (app: TestApp, providerId: string, isMet: (content: Record<string, unknown>) => boolean) =>
  app
    .until("/messages", ({ items }) =>
      items.some((one: Message) => one.providerId === providerId && isMet(one.content)),
    )
    .then(({ items }) => items.find((one: Message) => one.providerId === providerId) as Message);

interface Message {
  readonly id: string;
  readonly type: string;
  readonly direction: string;
  readonly providerId: string;
  readonly content: { readonly mediaId: string; readonly text?: string } & Record<string, unknown>;
}

describe("a file that staff send from the WhatsApp app", () => {
  it("is fetched and shown like a contact's", async () => {
    await using app = await startTestApp();
    const media = await createMediaClient(app);
    const photo = await files.jpeg(40, 30);
    const payload = { ...published(app, photo), caption: "The new one" };
    const wamid = app.emulator.echo({ to: ANA, type: "image", payload });
    const message = await untilMessage(app, wamid, ({ mediaId }) => mediaId !== undefined);
    expect(message).toMatchObject({ type: "image", direction: "outbound", content: { text: "The new one" } });
    expect(await bytesOf(media, message.content.mediaId)).toEqual(photo);
  });

  it("that Meta no longer has leaves the reason, which tells where it still is", async () => {
    await using app = await startTestApp();
    const wamid = app.emulator.echo({
      to: ANA,
      type: "image",
      payload: { id: "404404404404", mime_type: "image/jpeg" },
    });
    const { content } = await untilMessage(app, wamid, ({ mediaError }) => mediaError !== undefined);
    expect(content.mediaError).toMatchObject({ code: "meta-100", mend: expect.stringContaining("WhatsApp app") });
  });
});

describe("a file of the account's history", () => {
  const at = String(Math.floor(Date.now() / 1000) - 100 * 86_400);
  const theirs = { from: ANA.slice(1), timestamp: at };
  const ours = { from: "15550783881", to: ANA.slice(1), timestamp: at };

  it("comes after the messages, takes the place that was kept for it, and starts nothing", async () => {
    await using app = await startTestApp();
    const media = await createMediaClient(app);
    publishHistory(
      app,
      chunkOf(
        { ...theirs, id: "wamid.P1", type: "media_placeholder" },
        { ...ours, id: "wamid.P2", type: "media_placeholder" },
      ),
    );
    await untilMessage(app, "wamid.P2", () => true);
    const [photo, pdf] = [await files.jpeg(40, 30), files.pdf()];
    publishHistory(app, {
      messages: [{ ...theirs, id: "wamid.P1", type: "image", image: { ...published(app, photo), caption: "hello" } }],
    });
    publishHistory(app, {
      message_echoes: [{ ...ours, id: "wamid.P2", type: "document", document: published(app, pdf, "application/pdf") }],
    });
    const first = await untilMessage(app, "wamid.P1", ({ mediaId }) => mediaId !== undefined);
    expect(first).toMatchObject({ type: "image", direction: "inbound", content: { text: "hello" } });
    expect(await bytesOf(media, first.content.mediaId)).toEqual(photo);
    const second = await untilMessage(app, "wamid.P2", ({ mediaId }) => mediaId !== undefined);
    expect(second).toMatchObject({ type: "document", direction: "outbound" });
    expect(await bytesOf(media, second.content.mediaId)).toEqual(pdf);
    expect((await app.api("GET", "/messages")).body.items).toHaveLength(2);
    app.contactWrites(ANA, "echo end");
    const sent = await app.emulator.waitForSent(1);
    expect(sent.map((message) => message.body)).toEqual(["You said: end"]);
  });

  it("that comes before its message, or twice, is the same message", async () => {
    await using app = await startTestApp();
    const image = published(app, await files.jpeg(40, 30));
    const real = { ...theirs, id: "wamid.P1", type: "image", image };
    publishHistory(app, { messages: [real] });
    await untilMessage(app, "wamid.P1", ({ mediaId }) => mediaId !== undefined);
    publishHistory(app, chunkOf({ ...theirs, id: "wamid.P1", type: "media_placeholder" }));
    publishHistory(app, { messages: [real] });
    app.contactWrites(ANA, "that was all");
    await app.until("/messages?direction=inbound", ({ items }) => items[0]?.content.text === "that was all");
    const { items } = (await app.api("GET", "/messages?direction=inbound")).body;
    expect(items).toHaveLength(2);
    expect(items[1]).toMatchObject({ type: "image", content: { mediaId: expect.any(String) } });
  });

  it("is not asked for once Meta's id of it has run out", async () => {
    await using app = await startTestApp();
    const foreign = "999888777";
    const image = published(app, await files.jpeg(40, 30));
    publishHistory(app, { messages: [{ ...theirs, id: "wamid.P1", type: "image", image }] }, foreign);
    const { items } = await app.until("/inbound-events/quarantined", (page) => page.items.length === 1);
    app.clock.advance(8 * DAY);
    const { preset } = app.emulator;
    const { appId, accessToken, appSecret } = preset;
    const { id: phoneNumberId } = app.emulator.createPhone({ id: foreign });
    const account = {
      phoneNumberId,
      businessAccountId: preset.wabaId,
      appId,
      accessToken,
      appSecret,
      verifyToken: "v",
    };
    const config = { ...account, graphBaseUrl: app.emulator.url };
    expect((await app.api("POST", "/channels", { kind: "cloud-api", name: "second", config })).status).toBe(201);
    await app.api("POST", `/inbound-events/${items[0].id}/replay`);
    const { content } = await untilMessage(app, "wamid.P1", ({ mediaError }) => mediaError !== undefined);
    expect(content.mediaError).toMatchObject({ code: "media-expired" });
    expect(app.emulator.requests.filter(({ target }) => target.includes(image.id))).toEqual([]);
  });
});
