/** The limits of a channel through the API, on a sandbox channel where they are turned on. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ApiAnswer, startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

type Item = ApiAnswer["body"];

const HOUR_MS = 3_600_000;
const ON = { warmUp: { isOn: false } };

let app: TestApp;
let channelId: string;
let people: string[];

/** A Monday morning. */
beforeEach(async () => {
  app = await startTestApp({ now: "2026-03-02T10:00:00Z", withChannel: false });
  channelId = await app.channelId();
  // Nothing answers by itself: what is seen is what the test does.
  for (const list of ["rules", "follow-up-rules"]) {
    for (const { id } of (await app.api("GET", `/${list}`)).body.items) await app.api("DELETE", `/${list}/${id}`);
  }
  people = [];
});
afterEach(() => app[Symbol.asyncDispose]());

/** People with a virtual phone, whom nobody has written to; answers with their phone numbers. */
async function meet(count: number): Promise<string[]> {
  for (let one = 0; one < count; one++) {
    const { body } = await app.api("POST", "/sandbox/people", { name: `Customer ${people.length + 1}` });
    people.push(body.address);
  }
  return people.slice(-count);
}
const chatOf = async (phone: string): Promise<string> => {
  const { body } = await app.api("GET", "/sandbox/chats");
  return body.items.find(({ address }: Item) => address === phone).id;
};
const personWrites = async (phone: string, text: string) =>
  app.api("POST", `/sandbox/chats/${await chatOf(phone)}/messages`, { content: { type: "text", text } });

async function setLimits(settings: object): Promise<void> {
  const answer = await app.api("PUT", `/channels/${channelId}/limits`, settings);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}
const limits = async () => (await app.api("GET", `/channels/${channelId}/limits`)).body;
const untilLimits = (isMet: (body: Item) => boolean) => app.until(`/channels/${channelId}/limits`, isMet);
const countHeld = ({ held }: Item) => held.reduce((sum: number, { count }: Item) => sum + count, 0);

async function send(to: string, text = "Hello"): Promise<string> {
  const { status, body } = await app.api("POST", "/messages", { to, text, channelId });
  expect(status, JSON.stringify(body)).toBe(202);
  return body.id;
}
const sendAll = async (phones: readonly string[]) => Promise.all(phones.map((phone) => send(phone)));
const message = async (id: string) => (await app.api("GET", `/messages/${id}`)).body;
const isOut = ({ state }: Item) => ["accepted", "sent", "delivered", "read"].includes(state);
const untilOut = (id: string) => app.until(`/messages/${id}`, isOut);
const findOut = async (ids: readonly string[]) => {
  const all = await Promise.all(ids.map(message));
  return ids.filter((_, index) => isOut(all[index]));
};
const untilSettled = (ids: readonly string[], held: number) =>
  waitUntil(
    async () => ({ held: countHeld(await limits()), out: (await findOut(ids)).length }),
    (seen) => seen.held === held && seen.out === ids.length - held,
  );

describe("a channel that keeps limits", () => {
  it("has none before they are turned on", async () => {
    expect(await limits()).toMatchObject({
      settings: { isOn: false, dailyMessages: 200, dailyNewPeople: 20, warmUp: { days: 14 }, coldStop: { hours: 24 } },
      defaults: { isOn: false },
      today: { messages: 0, newPeople: 0, messagesLimit: null, newPeopleLimit: null },
      warmUp: null,
      coldStop: null,
      held: [],
    });
  });

  it("writes to as many new people a day as it may, restarted or not, and to the others the next day", async () => {
    await setLimits({ ...ON, dailyNewPeople: 3 });
    const first = await sendAll(await meet(5));
    await untilSettled(first, 2);
    await app.restart();
    const later = await sendAll(await meet(3));
    await untilSettled([...first, ...later], 5);
    expect(await limits()).toMatchObject({
      today: { date: "2026-03-02", messages: 3, newPeople: 3, newPeopleLimit: 3, resetsAt: "2026-03-03T00:00:00.000Z" },
      held: [{ code: "limit-new-people", count: 5 }],
    });
    // Quiet hours end at nine; at midnight nothing goes.
    app.clock.advance(15 * HOUR_MS);
    expect(await limits()).toMatchObject({ today: { date: "2026-03-03", newPeople: 0 } });
    expect(await findOut([...first, ...later])).toHaveLength(3);
    app.clock.advance(8 * HOUR_MS);
    await untilSettled([...first, ...later], 2);
    // Those who waited longest went first.
    const out = new Set(await findOut([...first, ...later]));
    const inOrder = [...first, ...later].sort();
    expect(inOrder.filter((id) => !out.has(id))).toEqual(inOrder.slice(-2));
  });

  it("counts a person once a day, whatever is sent to them", async () => {
    await setLimits({ ...ON, dailyNewPeople: 1 });
    const [ana, ben] = await meet(2);
    await untilOut(await send(ana as string, "one"));
    await untilOut(await send(ana as string, "two"));
    const held = await send(ben as string);
    await untilLimits((body) => countHeld(body) === 1);
    expect(await limits()).toMatchObject({ today: { messages: 2, newPeople: 1 } });
    expect(isOut(await message(held))).toBe(false);
  });

  it("says why a message waits, and until when", async () => {
    await setLimits({ ...ON, dailyNewPeople: 0 });
    const [ana] = await meet(1);
    const id = await send(ana as string);
    await untilLimits((body) => countHeld(body) === 1);
    const { body } = await app.api("GET", `/messages/${id}/explanation`);
    expect(body.steps.at(-1)).toMatchObject({
      code: "deferred",
      title: "It was put off. Held: the daily limit of 0 new people is reached; it goes out from 3 March 09:00 on.",
      until: "2026-03-03T09:00:00.000Z",
    });
    expect(body.steps.at(-1).mend).toContain("raise the limit");
    expect(body.next).toMatchObject({ code: "waits-for-limit", at: "2026-03-03T09:00:00.000Z" });
  });

  it("lets a message go as soon as the person writes, and as soon as the limit is raised", async () => {
    await setLimits({ ...ON, dailyNewPeople: 0 });
    const [ana, ben] = await meet(2);
    const [toAna, toBen] = await sendAll([ana as string, ben as string]);
    await untilLimits((body) => countHeld(body) === 2);
    await personWrites(ana as string, "Hi");
    await untilOut(toAna as string);
    expect(isOut(await message(toBen as string))).toBe(false);
    await setLimits({ ...ON, dailyNewPeople: 1 });
    await untilOut(toBen as string);
  });

  it("holds back no answers when the day's messages are used up", async () => {
    await setLimits({ ...ON, dailyMessages: 1 });
    const [ana, ben, cleo] = (await meet(3)) as [string, string, string];
    await personWrites(ben, "Hi");
    await untilOut(await send(ana));
    const held = await send(cleo);
    await untilLimits((body) => countHeld(body) === 1);
    // By a program within a day of the person's message, and by a person at any time.
    await untilOut(await send(ben, "Yes?"));
    const { conversationId } = await message(held);
    const anas = (await app.api("GET", "/conversations")).body.items.find((one: Item) => one.id !== conversationId);
    const reply = await app.api("POST", `/conversations/${anas.id}/messages`, { text: "It is ready" });
    expect(reply.status, JSON.stringify(reply.body)).toBe(202);
    await untilOut(reply.body.id);
    expect(await limits()).toMatchObject({ today: { messages: 3 }, held: [{ code: "limit-messages", count: 1 }] });
  });

  it("warms up from the day it is turned on", async () => {
    await setLimits({ warmUp: { days: 4, firstDayNewPeople: 1, firstDayMessages: 10 }, dailyNewPeople: 20 });
    const newPeopleLimits: number[] = [];
    for (let day = 1; day <= 6; day++) {
      const { warmUp, today } = await limits();
      newPeopleLimits.push(today.newPeopleLimit);
      expect(warmUp?.day ?? null).toBe(day <= 4 ? day : null);
      app.clock.advance(24 * HOUR_MS);
    }
    expect(newPeopleLimits).toEqual([1, 2, 5, 10, 20, 20]);
  });

  it("keeps quiet hours for what nobody asked for", async () => {
    await setLimits(ON);
    await app.api("POST", "/follow-up-rules", { name: "Ask", delaySeconds: HOUR_MS / 1000, text: "Still there?" });
    const [ana, ben] = (await meet(2)) as [string, string];
    // The follow-ups are due at ten in the evening.
    app.clock.advance(11 * HOUR_MS);
    await personWrites(ana, "Hi");
    await personWrites(ben, "Hi");
    await app.until("/messages", ({ items }) => items.length === 2);
    app.clock.advance(HOUR_MS);
    const { held } = await untilLimits((body) => countHeld(body) === 2);
    expect(held).toEqual([{ code: "limit-quiet-hours", count: 2 }]);
    expect(await limits()).toMatchObject({ today: { quietUntil: "2026-03-03T09:00:00.000Z" } });
    const followUps = (await app.api("GET", "/messages")).body.items.filter(
      (one: Item) => one.source?.kind === "follow-up",
    );
    const [toAna, toBen] = [ana, ben].map((phone) => followUps.find(({ to }: Item) => to === phone));
    // An answer goes at any hour, past the follow-up that waits.
    await untilOut(await send(ana, "We are closed now"));
    const reply = await app.api("POST", `/conversations/${toAna.conversationId}/messages`, { text: "Good night" });
    await untilOut(reply.body.id);
    app.clock.advance(11 * HOUR_MS);
    await untilOut(toBen.id);
    await app.until(
      `/messages/${toAna.id}`,
      ({ state, error }) => state === "cancelled" && error.code === "person-replied",
    );
  });
});

describe("what is asked for wrongly", () => {
  it("is told field by field", async () => {
    const windows = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "00:00" }];
    for (const body of [
      { dailyMessages: 0 },
      { quietHours: { timezone: "Mars" } },
      { quietHours: { windows } },
      { more: 1 },
    ]) {
      const answer = await app.api("PUT", `/channels/${channelId}/limits`, body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
    }
  });

  it("is on record", async () => {
    await setLimits({ dailyMessages: 500 });
    const { items } = (await app.api("GET", "/audit-log")).body;
    expect(items[0]).toMatchObject({ operation: "updateChannelLimits" });
  });
});
