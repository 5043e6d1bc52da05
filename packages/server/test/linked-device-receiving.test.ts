/** Everything a WhatsApp Web channel hears. */
import type { ContactHandle, Content, GroupHandle, WriteOptions } from "@chasqui/whatsapp-web-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LinkedDeviceApp, SHOP, startLinkedDeviceApp } from "./linked-device-app.ts";
import { createMediaClient } from "./media-client.ts";
import * as files from "./media-files.ts";

const ANA = "51900000002";

interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly direction: "inbound" | "outbound";
  readonly type: string;
  readonly content: { readonly mediaId?: string; readonly text?: string };
  readonly providerId: string;
  readonly quotedProviderId: string | null;
  readonly source: { readonly kind: string } | null;
  readonly editedAt: string | null;
  readonly revokedAt: string | null;
  readonly reactions: ReadonlyArray<{ readonly emoji: string }>;
}

let world: LinkedDeviceApp;
let ana: ContactHandle;
let offers: GroupHandle;
let media: Awaited<ReturnType<typeof createMediaClient>>;

beforeAll(async () => {
  world = await startLinkedDeviceApp();
  ana = world.emulator.createContact({ number: ANA, name: "Ana" });
  offers = world.emulator.createGroup({ subject: "Offers", members: [world.shop, ana] });
  media = await createMediaClient(world.app);
  const { items } = (await world.app.api("GET", "/rules")).body;
  for (const { id } of items) await world.app.api("DELETE", `/rules/${id}`);
  const reply = { type: "text", text: "pong" };
  const made = await world.app.api("POST", "/rules", {
    name: "Ping",
    match: { kind: "contains", values: ["ping"] },
    reply,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const listMessages = async (): Promise<Message[]> => (await world.app.api("GET", "/messages?limit=100")).body.items;
async function untilStored(providerId: string, isMet: (message: Message) => boolean = () => true): Promise<Message> {
  const find = (items: readonly Message[]) => items.find((one) => one.providerId === providerId && isMet(one));
  const { items } = await world.app.until("/messages?limit=100", (body) => find(body.items) !== undefined);
  return find(items) as Message;
}
async function hear(content: Content, options: Partial<WriteOptions> = {}, author = ana): Promise<Message> {
  const { id } = await author.writes(content, { to: SHOP, ...options });
  return untilStored(id);
}

describe("from a person and in a group", () => {
  it.each([
    { name: "a person", options: {} },
    { name: "a person named by their LID", options: { addressing: "lid" as const } },
    { name: "a group", options: () => ({ to: offers }) },
  ])("every kind of message is stored as what it is: $name", async ({ options: given }) => {
    const options = typeof given === "function" ? given() : given;
    const photo = await files.jpeg(60, 40);
    const samples: ReadonlyArray<readonly [Content, object, Uint8Array?]> = [
      ["Hello", { type: "text", content: { text: "Hello" } }],
      [{ type: "image", bytes: photo, caption: "Look" }, { type: "image", content: { text: "Look" } }, photo],
      [{ type: "video", bytes: files.mp4() }, { type: "video" }, files.mp4()],
      [{ type: "audio", bytes: files.mp3(), mimeType: "audio/mpeg" }, { type: "audio" }, files.mp3()],
      [{ type: "voice", bytes: files.oggOpus(1) }, { type: "audio" }, files.oggOpus(1)],
      [{ type: "document", bytes: files.pdf(), fileName: "list.pdf" }, { type: "document" }, files.pdf()],
      [{ type: "sticker", bytes: await files.webp(64, 64) }, { type: "sticker" }, await files.webp(64, 64)],
      [{ type: "location", latitude: -13.5, longitude: -71.9, name: "Plaza" }, { type: "location" }],
      [{ type: "contact", name: "Ben", number: "+51900000003" }, { type: "contacts" }],
    ];
    for (const [content, expected, bytes] of samples) {
      const stored = await hear(content, options);
      expect(stored).toMatchObject({ direction: "inbound", ...expected });
      if (bytes === undefined) continue;
      const { content: fetched } = await untilStored(stored.providerId, (one) => one.content.mediaId !== undefined);
      const answer = await media.content(fetched.mediaId as string);
      expect(Buffer.from(await answer.arrayBuffer()), stored.type).toEqual(Buffer.from(bytes));
    }
  });

  it.each([
    { name: "with a person", options: {} },
    { name: "in a group", options: () => ({ to: offers }) },
  ])("what changes a message changes it, $name", async ({ options: given }) => {
    const options = typeof given === "function" ? given() : given;
    const first = await hear("Tow coffees", options);
    const answer = await hear({ type: "text", text: "And a tea", quote: first.providerId }, options);
    expect(answer.quotedProviderId).toBe(first.providerId);
    await ana.writes({ type: "edit", text: "Two coffees", messageId: first.providerId }, { to: SHOP, ...options });
    const edited = await untilStored(first.providerId, ({ editedAt }) => editedAt !== null);
    expect(edited.content.text).toBe("Two coffees");
    await ana.writes({ type: "reaction", emoji: "❤️", messageId: first.providerId }, { to: SHOP, ...options });
    await untilStored(first.providerId, ({ reactions }) => reactions[0]?.emoji === "❤️");
    await ana.writes({ type: "reaction", emoji: "", messageId: first.providerId }, { to: SHOP, ...options });
    await untilStored(first.providerId, ({ reactions }) => reactions.length === 0);
    await ana.writes({ type: "revoke", messageId: answer.providerId }, { to: SHOP, ...options });
    await untilStored(answer.providerId, ({ revokedAt }) => revokedAt !== null);
  });
});

describe("who it is from", () => {
  it("one person has one conversation, named by phone or by LID, from either side first", async () => {
    const known = new Set<string>();
    for (const [number, addressings] of [
      ["51900000021", ["lid", "pn"]],
      ["51900000022", ["pn", "lid"]],
    ] as const) {
      const person = world.emulator.createContact({ number, name: `Person ${number}` });
      const [one, two] = addressings;
      const first = await hear("one", { addressing: one }, person);
      const second = await hear("two", { addressing: two }, person);
      const sent = await world.app.api("POST", "/messages", {
        to: `+${number}`,
        text: "three",
        channelId: world.channelId,
      });
      await person.waitForMessage("three");
      expect(new Set([first, second, sent.body].map(({ conversationId }) => conversationId)).size).toBe(1);
      known.add(first.conversationId);
    }
    expect(known.size).toBe(2);
  });

  it("who hides the number is answered all the same, and joined once the number is told", async () => {
    const eva = world.emulator.createContact({ number: "51900000023", name: "Eva", hidesNumber: true });
    const hidden = await hear("guess who", { addressing: "lid" }, eva);
    const { conversationId } = hidden;
    const answer = await world.app.api("POST", "/messages", { conversationId, text: "Who are you?" });
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    await eva.waitForMessage("Who are you?");
    eva.hidesNumber = false;
    const shown = await hear("it is me", { addressing: "lid" }, eva);
    expect(shown.conversationId).toBe(conversationId);
    const { contactId } = (await world.app.api("GET", `/conversations/${conversationId}`)).body;
    const { identities } = (await world.app.api("GET", `/contacts/${contactId}`)).body;
    expect(identities).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "phone", value: "+51900000023" }),
        expect.objectContaining({ kind: "lid", value: eva.lidAddress.split("@")[0] }),
      ]),
    );
  });
});

describe("what happens to ours", () => {
  it.each(["pn", "lid"] as const)("ticks are followed, told by %s", async (addressing) => {
    const fay = world.emulator.createContact({
      number: addressing === "pn" ? "51900000024" : "51900000025",
      name: "Fay",
    });
    fay.receipts = "none";
    const sent = await world.app.api("POST", "/messages", {
      to: `+${fay.number}`,
      text: "Did you see?",
      channelId: world.channelId,
    });
    const path = `/messages/${sent.body.id}`;
    const { id } = await fay.waitForMessage("Did you see?");
    await world.app.until(path, ({ state }) => state === "sent");
    fay.reports("delivered", id, { addressing });
    await world.app.until(path, ({ state }) => state === "delivered");
    fay.reports("read", id, { addressing });
    await world.app.until(path, ({ state }) => state === "read");
    // A tick that comes late takes nothing back.
    fay.reports("delivered", id, { addressing });
    await hear("yes", {}, fay);
    expect((await world.app.api("GET", path)).body.state).toBe("read");
  });
});

describe("what is written on the phone itself", () => {
  it("is shown in its conversation and starts nothing", async () => {
    const gil = world.emulator.createContact({ number: "51900000026", name: "Gil" });
    const { id } = await world.shop.writes("ping from the phone", { to: gil });
    const shown = await untilStored(id);
    expect(shown).toMatchObject({
      direction: "outbound",
      source: { kind: "phone" },
      content: { text: "ping from the phone" },
    });
    // Had the first one been answered, there would be two answers now.
    const question = await hear("ping", {}, gil);
    expect(question.conversationId).toBe(shown.conversationId);
    await gil.waitForMessage("pong");
    const isAnswer = (one: Message) => one.conversationId === shown.conversationId && one.content.text === "pong";
    expect((await listMessages()).filter(isAnswer)).toHaveLength(1);
  });

  it("in a group, too", async () => {
    const { id } = await world.shop.writes("ping everybody", { to: offers });
    expect(await untilStored(id)).toMatchObject({ direction: "outbound", source: { kind: "phone" } });
    await hear("thank you", { to: offers });
    expect((await listMessages()).filter(({ content }) => content.text === "pong")).toHaveLength(1);
  });
});
