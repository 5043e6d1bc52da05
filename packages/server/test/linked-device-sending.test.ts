/** Everything a WhatsApp Web channel sends, to a person and to a group. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContactHandle, GroupHandle } from "@chasqui/whatsapp-web-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LinkedDeviceApp, startLinkedDeviceApp } from "./linked-device-app.ts";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";

const ANA = "51900000002";

let world: LinkedDeviceApp;
let ana: ContactHandle;
let offers: GroupHandle;
let site: Server;
let media: Awaited<ReturnType<typeof createMediaClient>>;

beforeAll(async () => {
  site = createServer((_request, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end(
      `<title>Plain</title><meta property="og:title" content="Menu of the day"><meta name="description" content="Soup">`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  world = await startLinkedDeviceApp({ CHASQUI_ALLOW_PRIVATE_URLS: "127.0.0.1" });
  ana = world.emulator.createContact({ number: ANA, name: "Ana" });
  const ben = world.emulator.createContact({ number: "51900000003", name: "Ben" });
  offers = world.emulator.createGroup({ subject: "Offers", members: [world.shop, ana, ben] });
  media = await createMediaClient(world.app);
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  site?.close();
});

async function send(to: string, content: object, quotedProviderId?: string): Promise<string> {
  const body = { to, content, channelId: world.channelId, ...(quotedProviderId ? { quotedProviderId } : {}) };
  const sent = await world.app.api("POST", "/messages", body);
  expect(sent.status, JSON.stringify(sent.body)).toBe(202);
  const { providerId } = await world.app.until(`/messages/${sent.body.id}`, ({ state }) => state === "delivered");
  return providerId;
}
const upload = async (bytes: Uint8Array) => (await media.upload(bytes)).body.id as string;
const findArrived = (id: string) => ana.received.find((message) => message.id === id);

/** Each kind of message: what it is on the recipient's phone, and the bytes of its file. */
async function makeSamples(target: string) {
  const [photo, sticker] = [await files.jpeg(80, 60), await files.webp(512, 512)];
  return [
    { content: { type: "text", text: "Hello" }, arrives: { type: "text", text: "Hello" } },
    {
      content: { type: "image", mediaId: await upload(photo), caption: "The menu" },
      arrives: { type: "image", text: "The menu", content: { imageMessage: { mimetype: "image/jpeg" } } },
      bytes: photo,
    },
    {
      content: { type: "video", mediaId: await upload(files.mp4()), caption: "The kitchen" },
      arrives: { type: "video", text: "The kitchen", content: { videoMessage: { mimetype: "video/mp4" } } },
      bytes: files.mp4(),
    },
    {
      content: { type: "audio", mediaId: await upload(files.mp3()) },
      arrives: { type: "audio", content: { audioMessage: { mimetype: "audio/mpeg" } } },
      bytes: files.mp3(),
    },
    {
      content: { type: "audio", mediaId: await upload(files.oggOpus(1)), voice: true },
      arrives: { type: "voice", content: { audioMessage: { mimetype: "audio/ogg; codecs=opus" } } },
      bytes: files.oggOpus(1),
    },
    {
      content: { type: "document", mediaId: await upload(files.pdf()), filename: "invoice.pdf", caption: "May" },
      arrives: { type: "document", text: "May" },
      bytes: files.pdf(),
    },
    {
      content: { type: "sticker", mediaId: await upload(sticker) },
      arrives: { type: "sticker", content: { stickerMessage: { mimetype: "image/webp" } } },
      bytes: sticker,
    },
    {
      content: { type: "location", latitude: -13.5, longitude: -71.97, name: "Plaza", address: "Cusco" },
      arrives: { type: "location", content: { locationMessage: { degreesLatitude: -13.5, name: "Plaza" } } },
    },
    {
      content: { type: "contacts", contacts: [{ formattedName: "Ben", phones: [{ phone: "+51 900 000 003" }] }] },
      arrives: { type: "contact" },
    },
    {
      content: { type: "reaction", targetProviderId: target, emoji: "👍" },
      arrives: { type: "reaction", text: "👍", targetId: target },
    },
  ];
}

describe.each([
  { name: "a person", to: () => `+${ANA}`, chat: () => world.shop.address, group: undefined },
  { name: "a group", to: () => offers.address, chat: () => offers.address, group: () => offers.address },
])("to $name", ({ to, chat, group }) => {
  it("every kind of message goes out, and arrives as what it is", async () => {
    const { id: target } = await ana.writes("What is there to eat?", { to: chat() });
    await world.app.until("/messages", ({ items }) =>
      items.some((one: { providerId: string }) => one.providerId === target),
    );
    for (const { content, arrives, bytes } of await makeSamples(target)) {
      const id = await send(to(), content);
      const arrived = findArrived(id);
      expect(arrived).toMatchObject({ ...arrives, group: group?.(), times: 1 });
      if (bytes) expect(await ana.download(id), arrives.type).toEqual(Buffer.from(bytes));
    }
    expect(ana.decryptionFailures).toEqual([]);
  });

  it("an answer quotes what it answers: a message of theirs, and one of ours", async () => {
    const { id: question } = await ana.writes("Is it open?", { to: chat() });
    await world.app.until("/messages", ({ items }) =>
      items.some((one: { providerId: string }) => one.providerId === question),
    );
    const answer = await send(to(), { type: "text", text: "Until ten" }, question);
    const addition = await send(to(), { type: "text", text: "On Sundays, too" }, answer);
    expect([answer, addition].map((id) => findArrived(id)?.quotedId)).toEqual([question, answer]);
    const quoted = findArrived(answer)?.content.extendedTextMessage?.contextInfo?.quotedMessage;
    expect(quoted).toMatchObject({ conversation: "Is it open?" });
  });

  it("a link comes with what its page says of itself, if that is wanted", async () => {
    const text = `Look: http://127.0.0.1:${(site.address() as AddressInfo).port}/menu`;
    const shown = findArrived(await send(to(), { type: "text", text }));
    expect(shown?.content.extendedTextMessage).toMatchObject({ text, title: "Menu of the day", description: "Soup" });
    const bare = findArrived(await send(to(), { type: "text", text, previewUrl: false }));
    expect(bare?.content.extendedTextMessage?.title ?? null).toBeNull();
  });
});

describe("what can't be sent", () => {
  it("to a number that is not on WhatsApp fails with its reason", async () => {
    const sent = await world.app.api("POST", "/messages", {
      to: "+51900000099",
      text: "Hello?",
      channelId: world.channelId,
    });
    const { error } = await world.app.until(`/messages/${sent.body.id}`, ({ state }) => state === "failed");
    expect(error).toMatchObject({ code: "recipient-not-on-whatsapp" });
  });
});
