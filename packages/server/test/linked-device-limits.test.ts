/** What keeps a WhatsApp Web account from being banned, against a stand-in for WhatsApp. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LinkedDeviceApp, SHOP, startLinkedDeviceApp } from "./linked-device-app.ts";
import type { ApiAnswer } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

type Item = ApiAnswer["body"];

const HOUR_MS = 3_600_000;
const WRITES = "51900000021";
const REFUSED = "51900000022";
const STRANGER = "51900000023";

let world: LinkedDeviceApp;
beforeAll(async () => {
  world = await startLinkedDeviceApp();
  // Nothing answers by itself.
  for (const { id } of (await world.app.api("GET", "/rules")).body.items) await world.app.api("DELETE", `/rules/${id}`);
  for (const number of [WRITES, REFUSED, STRANGER])
    world.emulator.createContact({ number, name: `Customer ${number}` });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const path = () => `/channels/${world.channelId}/limits`;
const limits = async () => (await world.app.api("GET", path())).body;
const untilLimits = (isMet: (body: Item) => boolean) => world.app.until(path(), isMet);
async function send(to: string, text: string): Promise<string> {
  const sent = await world.app.api("POST", "/messages", { to: `+${to}`, text, channelId: world.channelId });
  expect(sent.status, JSON.stringify(sent.body)).toBe(202);
  return sent.body.id;
}
const untilSent = (id: string) => world.app.until(`/messages/${id}`, ({ sentAt }) => sentAt !== null);
const alerts = async (): Promise<Item[]> =>
  (await world.app.api("GET", "/alerts")).body.items.filter(({ kind }: Item) => kind === "account-restricted");
const countHeld = ({ held }: Item, code: string) => held.find((one: Item) => one.code === code)?.count ?? 0;
async function pair(): Promise<void> {
  const { app, shop, channelId } = world;
  await app.api("POST", `/channels/${channelId}/pairing`);
  const { offer } = await app.until(`/channels/${channelId}/pairing`, (body) => body.offer !== null);
  await shop.scan(offer.text);
  await app.until(`/channels/${channelId}/session`, (body) => body.state === "connected");
}

describe("a WhatsApp Web channel", () => {
  it("keeps conservative limits unless somebody changes them, and warms up from its pairing", async () => {
    await world.app.api("PUT", path(), {});
    expect(await limits()).toMatchObject({
      settings: { isOn: true, dailyMessages: 200, dailyNewPeople: 20 },
      defaults: { isOn: true },
      today: { messagesLimit: 20, newPeopleLimit: 5 },
      warmUp: { day: 1, days: 14 },
    });
  });

  it("writes to nobody who never wrote once WhatsApp has refused it, and goes on answering", async () => {
    const { emulator, shop, app } = world;
    emulator.refuseMessagesTo(emulator.getContact(REFUSED), 463);
    const refused = await send(REFUSED, "Offer");
    await untilLimits((body) => body.coldStop !== null && countHeld(body, "limit-cold-stop") === 1);
    const stopped = await send(STRANGER, "Offer");
    await untilLimits((body) => countHeld(body, "limit-cold-stop") === 2);
    // Refused once: WhatsApp heard nothing more of it.
    expect(emulator.submissions.filter(({ outcome }) => outcome !== "accepted")).toHaveLength(1);
    expect(emulator.getContact(STRANGER).received).toEqual([]);
    const { body } = await app.api("GET", `/messages/${stopped}/explanation`);
    expect(body.steps.at(-1).title).toContain("WhatsApp lets this account start no conversations for now");
    expect(body.next).toMatchObject({ code: "waits-for-limit" });
    expect(await alerts()).toMatchObject([{ channelId: world.channelId, severity: "critical", state: "open" }]);

    const asks = await emulator.getContact(WRITES).writes("Are you open?", { to: shop });
    await app.until("/messages", ({ items }) => items.some((one: Item) => one.providerId === asks.id));
    await untilSent(await send(WRITES, "Until eight"));
    await emulator.getContact(WRITES).waitForMessage("Until eight");
    expect((await app.api("GET", `/messages/${refused}`)).body.state).toBe("queued");
  });

  it("is let go on by a person, and stops for longer when it is refused again", async () => {
    const { emulator, app } = world;
    const { coldStop } = await limits();
    expect(new Date(coldStop.until).getTime() - new Date(coldStop.since).getTime()).toBe(24 * HOUR_MS);
    const lifted = await app.api("POST", `${path()}/lift-cold-stop`);
    expect(lifted.status, JSON.stringify(lifted.body)).toBe(200);
    // The one that was refused is tried again, and refused again.
    const again = await untilLimits((body) => body.coldStop?.count === 2);
    expect(new Date(again.coldStop.until).getTime() - new Date(again.coldStop.since).getTime()).toBe(48 * HOUR_MS);
    // The other one goes when its person writes: then it is an answer.
    await emulator.getContact(STRANGER).writes("Hello?", { to: world.shop });
    await emulator.getContact(STRANGER).waitForMessage("Offer");
    expect(await alerts()).toMatchObject([{ state: "open" }, { state: "resolved" }]);
  });

  it("counts what went out, over a restart too", async () => {
    const before = (await limits()).today;
    expect(before).toMatchObject({ messages: 3, newPeople: 2 });
    await world.app.restart();
    await world.app.until(`/channels/${world.channelId}/session`, (body) => body.state === "connected");
    expect((await limits()).today).toMatchObject({ messages: before.messages, newPeople: before.newPeople });
  });

  it("does not begin its warm-up anew when the same phone is paired again within weeks", async () => {
    const { app, channelId } = world;
    const { since } = (await limits()).warmUp;
    app.clock.advance(2 * 24 * HOUR_MS);
    await app.api("POST", `/channels/${channelId}/session/log-out`);
    await app.until(`/channels/${channelId}/session`, (body) => body.account === null);
    app.clock.advance(24 * HOUR_MS);
    await pair();
    expect((await app.api("GET", `/channels/${channelId}/session`)).body.account.phone).toBe(`+${SHOP}`);
    expect((await limits()).warmUp).toMatchObject({ since, day: 4 });
    app.clock.advance(31 * 24 * HOUR_MS);
    // Connected all the while: no new beginning.
    await waitUntil(limits, (body) => body.warmUp === null);
  });

  it("writes to no strangers for a while after WhatsApp has refused the whole account", async () => {
    expect((await limits()).coldStop).toBeNull();
    world.shop.endStream(403);
    await untilLimits((body) => body.coldStop?.reason.code === "account-restricted");
  });
});
