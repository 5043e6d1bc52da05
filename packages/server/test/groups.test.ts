/** Groups of a WhatsApp Web channel, as WhatsApp tells of them, and as destinations of messages; and those of the sandbox. */
import type { PhoneHandle, WhatsappWebEmulator } from "@chasqui/whatsapp-web-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AT_ONCE, type EmulatedWhatsapp, SHOP, startEmulatedWhatsapp } from "./linked-device-app.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

const ANA = "51900000002";
const BEN = "51900000003";
const COCO = "51900000004";

let whatsapp: EmulatedWhatsapp;
let emulator: WhatsappWebEmulator;
let app: TestApp;
let channelId: string;
let groups: ReturnType<typeof makeGroups>;

function makeGroups() {
  const shop = emulator.createPhone({ number: SHOP, name: "Shop" });
  const ana = emulator.createContact({ number: ANA, name: "Ana" });
  const ben = emulator.createContact({ number: BEN, name: "Ben" });
  emulator.createContact({ number: COCO, name: "Coco" });
  return {
    // Who makes one is its owner.
    offers: emulator.createGroup({ subject: "Offers of the week", members: [shop, ana, ben] }),
    neighbours: emulator.createGroup({ subject: "Ñandú neighbours", members: [ana, shop, ben] }),
  };
}

beforeAll(async () => {
  whatsapp = await startEmulatedWhatsapp();
  emulator = whatsapp.emulator;
  groups = makeGroups();
  app = await startTestApp({ withChannel: false, env: whatsapp.env });
  const made = await app.api("POST", "/channels", { kind: "linked-device", name: "Shop", config: AT_ONCE });
  channelId = made.body.id;
  // A day's limits would hold back what is sent here.
  await app.api("PUT", `/channels/${channelId}/limits`, { isOn: false });
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await whatsapp?.[Symbol.asyncDispose]();
});

type Item = { id: string; subject: string; [field: string]: unknown };

async function pair(phone: PhoneHandle): Promise<void> {
  await app.api("POST", `/channels/${channelId}/pairing`);
  const { offer } = await app.until(`/channels/${channelId}/pairing`, (body) => body.offer !== null);
  await phone.scan(offer.text);
}
const path = (rest = "") => `/channels/${channelId}/groups${rest}`;
const list = async (query = ""): Promise<Item[]> => (await app.api("GET", path(query))).body.items;
const find = async (subject: string): Promise<Item> => {
  const found = (await list()).find((one) => one.subject === subject);
  if (!found) throw new Error(`no group ${subject}`);
  return found;
};
const namesOf = (items: readonly { subject: string }[]) => items.map(({ subject }) => subject);
const untilGroup = (id: string, isMet: (body: Item) => boolean) => app.until(path(`/${id}`), isMet);

describe("before a phone is paired", () => {
  it("lists none, and says why WhatsApp can't be asked", async () => {
    expect(await list()).toEqual([]);
    const refused = await app.api("POST", path("/refresh"));
    expect(refused).toMatchObject({ status: 503, body: { code: "session-not-connected" } });
    expect(refused.body.mend).toContain("channel's page");
  });
});

describe("groups of a WhatsApp Web channel", () => {
  it("are there once it is connected, by name", async () => {
    await pair(emulator.getPhone(SHOP));
    await app.until(path(), (body) => body.items.length === 2);
    expect(await list()).toMatchObject([
      { subject: "Ñandú neighbours", role: "member", participantCount: 3, hasInviteLink: false, obstacle: null },
      { subject: "Offers of the week", role: "admin", participantCount: 3, hasInviteLink: true, conversationId: null },
    ]);
  });

  it("show who is in them, admins first", async () => {
    const { body } = await app.api("GET", path(`/${(await find("Ñandú neighbours")).id}`));
    expect(body.participants).toMatchObject([
      { isSelf: true, phone: `+${SHOP}`, role: "member" },
      { isSelf: false, phone: `+${ANA}`, role: "owner" },
      { isSelf: false, phone: `+${BEN}`, role: "member" },
    ]);
  });

  it("are found by words without case and accents, and come page by page", async () => {
    expect(namesOf(await list("?search=nandu"))).toEqual(["Ñandú neighbours"]);
    expect(await list("?search=nobody")).toEqual([]);
    const first = (await app.api("GET", path("?limit=1"))).body;
    expect(namesOf(first.items)).toEqual(["Ñandú neighbours"]);
    const second = (await app.api("GET", path(`?limit=1&cursor=${first.nextCursor}`))).body;
    expect(namesOf(second.items)).toEqual(["Offers of the week"]);
    expect(second.nextCursor).toBeNull();
  });

  it("get a message that every member can read", async () => {
    const { id, address } = await find("Offers of the week");
    const sent = await app.api("POST", "/messages", { groupId: id, text: "Bread today" });
    expect(sent.status, JSON.stringify(sent.body)).toBe(202);
    expect(sent.body).toMatchObject({ to: address, channelId });
    for (const number of [ANA, BEN]) {
      const member = emulator.getContact(number);
      await member.waitForMessage("Bread today");
      expect(member.decryptionFailures).toEqual([]);
    }
    await app.until(`/messages/${sent.body.id}`, ({ state }) => state === "delivered");
    expect(await find("Offers of the week")).toMatchObject({ conversationId: sent.body.conversationId });
  });

  it("are meant by their address, too, in `to`", async () => {
    const { address } = await find("Offers of the week");
    const sent = await app.api("POST", "/messages", { to: address, channelId, text: "And cake" });
    expect(sent.status, JSON.stringify(sent.body)).toBe(202);
    await emulator.getContact(ANA).waitForMessage("And cake");
    const unknown = await app.api("POST", "/messages", { to: "120363040000000000@g.us", channelId, text: "Hello?" });
    expect(unknown).toMatchObject({ status: 404, body: { code: "group-unknown" } });
    expect(unknown.body.mend).toContain("Refresh");
  });

  it("name the member who writes, in the thread and in the list", async () => {
    await emulator.getContact(BEN).writes("Is there cake left?", { to: groups.offers });
    const { id, conversationId } = await find("Offers of the week");
    // WhatsApp tells whole seconds: it need not be the last one.
    const { items } = await app.until(`/conversations/${conversationId}/thread`, (thread) =>
      thread.items.some(({ direction }: { direction?: string }) => direction === "inbound"),
    );
    const question = items.find(({ direction }: { direction?: string }) => direction === "inbound");
    expect(question).toMatchObject({ text: "Is there cake left?", author: { name: "Ben", phone: `+${BEN}` } });
    const matching = await app.until("/conversations?search=left", (body) => body.items.length === 1);
    expect(matching.items[0]).toMatchObject({
      group: { id, subject: "Offers of the week" },
      match: { author: "Ben" },
    });
    const found = await app.api("GET", "/conversations?search=offers");
    expect(found.body.items.map((one: { id: string }) => one.id)).toContain(conversationId);
  });

  it("follow what happens in them, which stands in their threads", async () => {
    const { id, conversationId } = await find("Offers of the week");
    groups.offers.rename("Offers of the day");
    groups.offers.describe("Bread and cake");
    groups.offers.rename("Offers of the month");
    await untilGroup(id, ({ subject }) => subject === "Offers of the month");
    expect(await find("Offers of the month")).toMatchObject({ description: "Bread and cake" });
    groups.offers.add([COCO]);
    await untilGroup(id, ({ participantCount }) => participantCount === 4);
    groups.offers.remove([BEN]);
    const { participants } = await untilGroup(id, ({ participantCount }) => participantCount === 3);
    expect(participants.map(({ phone }: { phone: string }) => phone)).toEqual(
      [SHOP, ANA, COCO].map((one) => `+${one}`),
    );
    const { items } = (await app.api("GET", `/conversations/${conversationId}/thread`)).body;
    const happened = items.flatMap((item: { group?: unknown }) => item.group ?? []);
    expect(happened).toMatchObject([
      { change: "renamed", subject: "Offers of the day", by: { isSelf: true } },
      { change: "described" },
      { change: "renamed", subject: "Offers of the month" },
      { change: "joined", people: [{ phone: `+${COCO}` }] },
      { change: "left", people: [{ name: "Ben" }] },
    ]);
  });

  it("tell the invite link, and make a new one, where we are an admin", async () => {
    const { id } = await find("Offers of the month");
    const { body } = await app.api("GET", path(`/${id}/invite-link`));
    expect(body).toEqual({ link: `https://chat.whatsapp.com/${groups.offers.inviteCode}` });
    const renewed = await app.api("POST", path(`/${id}/invite-link/reset`));
    expect(renewed.body.link).toBe(`https://chat.whatsapp.com/${groups.offers.inviteCode}`);
    expect(renewed.body.link).not.toBe(body.link);
    const other = await find("Ñandú neighbours");
    const refused = await app.api("GET", path(`/${other.id}/invite-link`));
    expect(refused).toMatchObject({ status: 409, body: { code: "not-group-admin" } });
    groups.neighbours.promote([SHOP]);
    await untilGroup(other.id, ({ role, hasInviteLink }) => role === "admin" && hasInviteLink === true);
    expect((await app.api("GET", path(`/${other.id}/invite-link`))).status).toBe(200);
    groups.neighbours.demote([SHOP]);
    await untilGroup(other.id, ({ role }) => role === "member");
  });

  it("where only admins write, take nothing from us unless we are one", async () => {
    const { id } = await find("Ñandú neighbours");
    groups.neighbours.setAnnouncement(true);
    await untilGroup(id, ({ isAnnouncement }) => isAnnouncement === true);
    const refused = await app.api("POST", "/messages", { groupId: id, text: "Hello" });
    expect(refused).toMatchObject({ status: 409, body: { code: "group-for-admins" } });
    expect(refused.body.mend).toContain("admin");
    groups.neighbours.setAnnouncement(false);
    await untilGroup(id, ({ obstacle }) => obstacle === null);
  });

  it("that we are removed from can't be written to, what was queued neither, and we may come back", async () => {
    const { id } = await find("Ñandú neighbours");
    const sendAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const later = await app.api("POST", "/messages", { groupId: id, text: "Later", sendAt });
    groups.neighbours.remove([SHOP]);
    await untilGroup(id, ({ leftAt }) => leftAt !== null);
    expect(namesOf(await list())).toEqual(["Offers of the month"]);
    expect(namesOf(await list("?state=left"))).toEqual(["Ñandú neighbours"]);
    const refused = await app.api("POST", "/messages", { groupId: id, text: "Hello" });
    expect(refused).toMatchObject({ status: 409, body: { code: "group-left" } });
    app.clock.advance(3_601_000);
    const { error } = await app.until(`/messages/${later.body.id}`, ({ state }) => state === "failed");
    // WhatsApp was not asked.
    expect(error).toMatchObject({ code: "group-left", title: expect.stringContaining("“Ñandú neighbours”") });
    groups.neighbours.add([SHOP]);
    await untilGroup(id, ({ leftAt }) => leftAt === null);
  });

  it("that WhatsApp refuses a message to, say nothing of other conversations", async () => {
    const { id, address } = await find("Offers of the month");
    const to = String(address).replace("@g.us", "");
    emulator.addRule({ match: { to, count: 1 }, effect: { refuse: 403 } });
    const sent = await app.api("POST", "/messages", { groupId: id, text: "Refused" });
    const { error } = await app.until(`/messages/${sent.body.id}`, ({ state }) => state === "failed");
    expect(error).toMatchObject({ code: "group-left" });
    expect((await app.api("GET", `/channels/${channelId}/session`)).body).toMatchObject({ coldStoppedUntil: null });
    const next = await app.api("POST", "/messages", { groupId: id, text: "Taken" });
    await app.until(`/messages/${next.body.id}`, ({ state }) => state === "delivered");
  });

  it("are right after a restart, whatever happened meanwhile", async () => {
    const left = await find("Ñandú neighbours");
    await app.stop();
    groups.offers.rename("Offers of the year");
    groups.offers.add([BEN]);
    groups.neighbours.remove([SHOP]);
    await app.restart();
    await app.until(path(), ({ items }) => items.length === 1 && items[0].subject === "Offers of the year");
    expect(await find("Offers of the year")).toMatchObject({ participantCount: 4 });
    const sent = await app.api("POST", "/messages", { to: groups.offers.address, channelId, text: "Happy new year" });
    expect(sent.status, JSON.stringify(sent.body)).toBe(202);
    await emulator.getContact(BEN).waitForMessage("Happy new year");
    groups.neighbours.add([SHOP]);
    await untilGroup(left.id, ({ leftAt }) => leftAt === null);
    groups.offers.rename("Offers of the month");
    groups.offers.remove([BEN]);
    await app.until(path("?search=month"), ({ items }) => items[0]?.participantCount === 3);
  });

  it("are asked for anew when somebody wants that", async () => {
    const { id } = await find("Offers of the month");
    const before = (await app.api("GET", path(`/${id}`))).body;
    app.clock.advance(60_000);
    expect(await app.api("POST", path("/refresh"))).toMatchObject({ status: 200, body: { count: 2 } });
    const after = await app.api("POST", path(`/${id}/refresh`));
    expect(after).toMatchObject({ status: 200, body: { subject: "Offers of the month", participantCount: 3 } });
    expect(new Date(after.body.refreshedAt).getTime()).toBeGreaterThan(new Date(before.refreshedAt).getTime());
  });

  it("are those of the phone that is paired", async () => {
    await app.api("POST", `/channels/${channelId}/session/log-out`);
    await app.until(`/channels/${channelId}/session`, ({ state }) => state === "logged-out" || state === "unpaired");
    const other = emulator.createPhone({ number: "51900000009", name: "Second shop" });
    emulator.createGroup({ subject: "Second shop", members: [other, ANA] });
    await pair(other);
    await app.until(path(), ({ items }) => items.length === 1 && items[0].subject === "Second shop");
    expect(namesOf(await list("?state=left"))).toContain("Offers of the month");
  });

  it("are nobody else's: another channel does not know them", async () => {
    const { id } = await find("Second shop");
    const other = await app.api("POST", "/channels", { kind: "linked-device", name: "Other", config: AT_ONCE });
    expect(await app.api("GET", `/channels/${other.body.id}/groups/${id}`)).toMatchObject({
      status: 404,
      body: { code: "group-unknown" },
    });
  });
});

describe("groups of the sandbox", () => {
  let sandboxId: string;
  let groupId: string;
  let memberIds: string[];
  const sandbox = (rest = "") => `/channels/${sandboxId}/groups${rest}`;

  beforeAll(async () => {
    const { items } = (await app.api("GET", "/channels")).body;
    sandboxId = items.find(({ kind }: { kind: string }) => kind === "sandbox").id;
    const people = [];
    for (const name of ["First", "Second", "Third"]) {
      people.push((await app.api("POST", "/sandbox/people", { name, channelId: sandboxId })).body);
    }
    memberIds = people.map(({ id }) => id);
  });

  it("are in the same list as soon as they are made", async () => {
    const body = { name: "Try-outs", memberIds: memberIds.slice(0, 2), channelId: sandboxId };
    expect((await app.api("POST", "/sandbox/groups", body)).status).toBe(201);
    const { items } = (await app.api("GET", sandbox("?search=try"))).body;
    expect(items).toMatchObject([{ subject: "Try-outs", role: "admin", participantCount: 3, hasInviteLink: false }]);
    groupId = items[0].id;
    const { participants } = (await app.api("GET", sandbox(`/${groupId}`))).body;
    expect(participants).toMatchObject([{ isSelf: true }, { name: "First" }, { name: "Second" }]);
  });

  it("are written to, and hear of new members and names", async () => {
    const sent = await app.api("POST", "/messages", { groupId, text: "Hello all" });
    expect(sent.status, JSON.stringify(sent.body)).toBe(202);
    await app.until(`/messages/${sent.body.id}`, ({ state }) => state === "delivered");
    const { items } = (await app.api("GET", `/sandbox/chats?channelId=${sandboxId}`)).body;
    const chat = items.find(({ name }: { name: string }) => name === "Try-outs");
    await app.api("PATCH", `/sandbox/chats/${chat.id}`, { name: "Trials", memberIds });
    expect((await app.api("GET", sandbox(`/${groupId}`))).body).toMatchObject({
      subject: "Trials",
      participantCount: 4,
    });
    const thread = (await app.api("GET", `/conversations/${sent.body.conversationId}/thread`)).body.items;
    expect(thread.flatMap((item: { group?: unknown }) => item.group ?? [])).toMatchObject([
      { change: "renamed", subject: "Trials" },
      { change: "joined", people: [{ name: "Third" }] },
    ]);
    expect((await app.api("POST", sandbox("/refresh"))).body).toEqual({ count: 1 });
    expect(await app.api("GET", sandbox(`/${groupId}/invite-link`))).toMatchObject({
      status: 409,
      body: { code: "no-invite-links" },
    });
  });

  it("are gone with the sandbox's reset", async () => {
    await app.api("POST", "/sandbox/reset", { channelId: sandboxId });
    expect((await app.api("GET", sandbox())).body.items).toEqual([]);
    expect((await app.api("GET", sandbox("?state=left"))).body.items).toEqual([]);
  });
});
