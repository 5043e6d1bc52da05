/** The virtual phone through the API: what a person does there, and what the business makes of it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMediaClient } from "./media-client.ts";
import { jpeg } from "./media-files.ts";
import { type ApiAnswer, startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

let app: TestApp;
let ana: string;
let anasPhone: string;

beforeEach(async () => {
  app = await startTestApp({ now: "2026-03-01T09:00:00Z", withChannel: false });
  const { body } = await app.api("POST", "/sandbox/people", { name: "Ana Quispe" });
  ana = body.id;
  anasPhone = body.address;
});
afterEach(() => app[Symbol.asyncDispose]());

type Item = ApiAnswer["body"];

const write = (chatId: string, content: object, more: object = {}) =>
  app.api("POST", `/sandbox/chats/${chatId}/messages`, { content, ...more });
const say = (chatId: string, text: string, more?: object) => write(chatId, { type: "text", text }, more);
/** What a phone shows, oldest first. */
const shown = async (chatId: string): Promise<Item[]> =>
  (await app.api("GET", `/sandbox/chats/${chatId}/messages`)).body.items.toReversed();
const untilShown = (chatId: string, isMet: (items: Item[]) => boolean) => waitUntil(() => shown(chatId), isMet);
const texts = (items: Item[]) => items.map((item) => item.content.text);
const chat = async (chatId: string) => (await app.api("GET", `/sandbox/chats/${chatId}`)).body;
const send = (text: string, more: object = {}) => app.api("POST", "/messages", { to: anasPhone, text, ...more });
const untilMessage = (id: string, isMet: (message: Item) => boolean) => app.until(`/messages/${id}`, isMet);

describe("a new installation", () => {
  it("has one sandbox channel, which stays removed when somebody removes it", async () => {
    const [channel, ...others] = (await app.api("GET", "/channels")).body.items;
    expect(others).toEqual([]);
    expect(channel).toMatchObject({ kind: "sandbox", name: "Sandbox", state: "active" });
    const { checks } = (await app.api("POST", `/channels/${channel.id}/check`)).body;
    expect(checks).toMatchObject([{ name: "virtual phone", state: "ok", detail: "ready, with 1 chat" }]);
    await app.api("DELETE", `/channels/${channel.id}`);
    await app.restart();
    expect((await app.api("GET", "/channels")).body.items).toEqual([]);
    expect((await app.api("GET", "/sandbox/chats")).body).toMatchObject({ status: 409, code: "sandbox-absent" });
    expect((await app.api("GET", `/sandbox/chats/${ana}`)).status).toBe(404);
  });

  it("answers a person of the virtual phone, tick by tick", async () => {
    const written = await say(ana, "hello");
    expect(written).toMatchObject({ status: 201, body: { authorId: ana, type: "text", quotedId: null } });
    const [, reply] = await untilShown(ana, (items) => items.length === 2);
    expect(reply).toMatchObject({
      authorId: null,
      content: { type: "text", text: "hello to you too" },
      state: "delivered",
    });
    const message = await untilMessage(reply.messageId, ({ state }) => state === "delivered");
    expect(message.history.map((step: Item) => step.kind)).toEqual([
      "queued",
      "dispatched",
      "accepted",
      "sent",
      "delivered",
    ]);
    expect(await chat(ana)).toMatchObject({ unreadCount: 1, conversationId: message.conversationId });
    expect((await app.api("POST", `/sandbox/chats/${ana}/read`)).body).toMatchObject({ unreadCount: 0 });
    await untilMessage(reply.messageId, ({ state }) => state === "read");
  });
});

describe("ticks", () => {
  it("come although the server was stopped in between", async () => {
    const [{ id }] = (await app.api("GET", "/channels")).body.items;
    await app.api("PATCH", `/channels/${id}`, { config: { deliveryDelayMs: 60_000, readAfterMs: 60_000 } });
    const { body } = await send("slowly");
    await untilMessage(body.id, ({ state }) => state === "accepted");
    await app.restart();
    app.clock.advance(24_000);
    await untilMessage(body.id, ({ state }) => state === "sent");
    expect(await shown(ana)).toEqual([]);
    app.clock.advance(36_000);
    await untilMessage(body.id, ({ state }) => state === "delivered");
    app.clock.advance(60_000);
    await untilMessage(body.id, ({ state }) => state === "read");
  });
});

describe("a person of the virtual phone", () => {
  it("is invented with a number that is nobody's, or has the number given", async () => {
    expect(anasPhone).toMatch(/^\+1\d{3}55501\d\d$/);
    const { body: invented } = await app.api("POST", "/sandbox/people", {});
    expect(invented.name).toMatch(/\w/);
    const { body: given } = await app.api("POST", "/sandbox/people", { phone: "+51 987 654 321", name: "Luis" });
    expect(given).toMatchObject({ name: "Luis", address: "+51987654321" });
    const again = await app.api("POST", "/sandbox/people", { phone: "+51987654321" });
    expect(again).toMatchObject({ status: 409, body: { code: "sandbox-phone-taken" } });
    expect((await app.api("POST", "/sandbox/people", { phone: "911" })).body.code).toBe("phone-invalid");
    await app.api("DELETE", `/sandbox/chats/${given.id}`);
    const first = (await app.api("GET", "/sandbox/chats?limit=1")).body;
    const second = (await app.api("GET", `/sandbox/chats?limit=5&cursor=${first.nextCursor}`)).body;
    const listed = [...first.items, ...second.items].map((one: Item) => one.id);
    expect(listed.sort()).toEqual([ana, invented.id].sort());
  });

  it("taps buttons and rows of lists, and the rules see it", async () => {
    const buttons = { type: "buttons", body: "Come?", buttons: [{ id: "yes", title: "Yes" }] };
    const yes = { name: "Yes", match: { kind: "equals", values: ["Yes"] }, reply: { type: "text", text: "Great!" } };
    expect((await app.api("POST", "/rules", yes)).status).toBe(201);
    await app.api("POST", "/messages", { to: anasPhone, content: buttons });
    const [asked] = await untilShown(ana, (items) => items.length === 1);
    expect((await write(ana, { type: "tap", messageId: asked.id, optionId: "no" })).body.code).toBe(
      "sandbox-nothing-to-tap",
    );
    const tapped = await write(ana, { type: "tap", messageId: asked.id, optionId: "yes" });
    expect(tapped.body).toMatchObject({ content: { text: "Yes" }, quotedId: asked.id });
    await untilShown(ana, (items) => texts(items).includes("Great!"));
    const sections = [{ rows: [{ id: "r1", title: "Monday" }] }];
    const list = { type: "list", body: "When?", button: "Open", sections };
    await app.api("POST", "/messages", { to: anasPhone, content: list });
    const when = (await untilShown(ana, (items) => items.at(-1).type === "list")).at(-1);
    await write(ana, { type: "tap", messageId: when.id, optionId: "r1" });
    const { items } = await app.until("/messages?direction=inbound", (body) => body.items.length === 2);
    expect(items.map((item: Item) => [item.type, item.content.text, item.content.payload])).toEqual([
      ["interactive", "Monday", "r1"],
      ["interactive", "Yes", "yes"],
    ]);
    expect(items[1].quotedProviderId).toBe(`sandbox.${asked.messageId}`);
  });

  it("quotes, reacts, takes it back, and says where it is", async () => {
    await send("Your parcel is here");
    const [parcel] = await untilShown(ana, (items) => items.length === 1);
    await say(ana, "which one?", { quotedMessageId: parcel.id });
    await write(ana, { type: "reaction", messageId: parcel.id, emoji: "👍" });
    await untilMessage(parcel.messageId, ({ reactions }) => reactions[0]?.emoji === "👍");
    expect((await shown(ana))[0].reactions).toEqual([{ authorId: ana, emoji: "👍" }]);
    await write(ana, { type: "reaction", messageId: parcel.id, emoji: "" });
    await untilMessage(parcel.messageId, ({ reactions }) => reactions.length === 0);
    expect((await shown(ana))[0].reactions).toEqual([]);
    await write(ana, { type: "location", latitude: -13.5, longitude: -71.97, name: "Plaza" });
    const { items } = await app.until("/messages?direction=inbound", (body) => body.items.length === 2);
    expect(items[0]).toMatchObject({ type: "location", content: { raw: { location: { name: "Plaza" } } } });
    expect(items[1]).toMatchObject({ quotedProviderId: `sandbox.${parcel.messageId}` });
    const unknown = await say(ana, "x", { quotedMessageId: "0190a1b2-0000-7000-8000-000000000000" });
    expect(unknown).toMatchObject({ status: 404, body: { code: "sandbox-message-unknown" } });
  });

  it("sends files, which are fetched like any contact's; and is shown those of the business", async () => {
    const client = await createMediaClient(app);
    const photo = await jpeg(40, 30);
    const mediaId = (await client.upload(photo, "image/jpeg")).body.id;
    await write(ana, { type: "image", mediaId, caption: "look" });
    const { items } = await app.until("/messages?direction=inbound", ({ items }) => items[0]?.content.mediaId);
    expect(items[0]).toMatchObject({ type: "image", content: { text: "look" } });
    const copy = await client.content(items[0].content.mediaId);
    const original = await client.content(mediaId);
    expect(Buffer.from(await copy.arrayBuffer()).equals(Buffer.from(await original.arrayBuffer()))).toBe(true);
    expect((await write(ana, { type: "audio", mediaId })).body.code).toBe("media-kind-unfit");
    const gone = await write(ana, { type: "image", mediaId: "0190a1b2-0000-7000-8000-000000000000" });
    expect(gone.status).toBe(404);
    await app.api("POST", "/messages", { to: anasPhone, content: { type: "image", mediaId, caption: "ours" } });
    await untilShown(ana, (shownItems) => shownItems.at(-1).content.caption === "ours");
  });

  it("hears nothing while the phone is off or has blocked us, and we hear nothing of that", async () => {
    await app.api("PATCH", `/sandbox/chats/${ana}`, { isOnline: false });
    const { body: first } = await send("are you there?");
    await untilMessage(first.id, ({ state }) => state === "sent");
    app.clock.advance(3_600_000);
    expect(await shown(ana)).toEqual([]);
    await app.api("PATCH", `/sandbox/chats/${ana}`, { isOnline: true });
    await untilMessage(first.id, ({ state }) => state === "delivered");
    await app.api("PATCH", `/sandbox/chats/${ana}`, { hasBlocked: true });
    const { body: second } = await send("still there?");
    await untilMessage(second.id, ({ state }) => state === "sent");
    app.clock.advance(3_600_000);
    await waitUntil(
      async () =>
        (await app.database.database.pool.query("select 1 from sandbox_messages where next_at is not null")).rowCount,
      (count) => count === 0,
    );
    expect(texts(await shown(ana))).toEqual(["are you there?"]);
    expect((await say(ana, "no")).body).toMatchObject({ status: 409, code: "sandbox-person-cannot-write" });
    // What was sent to who had blocked us never comes, also not later.
    await app.api("PATCH", `/sandbox/chats/${ana}`, { hasBlocked: false, isOnline: false });
    await app.api("PATCH", `/sandbox/chats/${ana}`, { isOnline: true });
    await send("welcome back");
    await untilShown(ana, (items) => texts(items).includes("welcome back"));
    expect(texts(await shown(ana))).not.toContain("still there?");
    await app.api("PATCH", `/sandbox/chats/${ana}`, { isOnWhatsapp: false });
    const { body: third } = await send("hello?");
    const failed = await untilMessage(third.id, ({ state }) => state === "failed");
    expect(failed.error.code).toBe("recipient-not-on-whatsapp");
  });

  it("sees that the business has read and is typing", async () => {
    await say(ana, "nothing any rule knows");
    const { items } = await app.until("/conversations", (body) => body.items.length === 1);
    expect((await shown(ana))[0].state).toBe("delivered");
    await app.api("POST", `/conversations/${items[0].id}/read`, { typing: true });
    await untilShown(ana, ([message]) => message.state === "read");
    expect(await chat(ana)).toMatchObject({ isBusinessTyping: true });
    app.clock.advance(25_000);
    expect(await chat(ana)).toMatchObject({ isBusinessTyping: false });
  });

  it("is there as soon as the business writes to a number nobody has heard of", async () => {
    const { body } = await app.api("POST", "/messages", { to: "+51987654321", text: "hi" });
    await untilMessage(body.id, ({ state }) => state === "delivered");
    const { items } = (await app.api("GET", "/sandbox/chats")).body;
    expect(items[0]).toMatchObject({
      address: "+51987654321",
      name: null,
      unreadCount: 1,
      lastMessage: { type: "text" },
    });
  });
});

describe("a group of the virtual phone", () => {
  it("is written in by its members, answered as a group, and written to", async () => {
    const { body: luis } = await app.api("POST", "/sandbox/people", { name: "Luis" });
    const { body: group } = await app.api("POST", "/sandbox/groups", { name: "Team", memberIds: [ana] });
    expect(group).toMatchObject({ isGroup: true, memberIds: [ana] });
    expect((await say(group.id, "hello")).body.code).toBe("sandbox-author-unfit");
    expect((await say(group.id, "hello", { authorId: luis.id })).body.code).toBe("sandbox-author-unfit");
    await app.api("PATCH", `/sandbox/chats/${group.id}`, { memberIds: [ana, luis.id] });
    await say(group.id, "hello", { authorId: luis.id });
    const { items } = await app.until("/conversations", (body) => body.items.length === 1);
    expect(items[0]).toMatchObject({ isGroup: true, address: group.address });
    const sent = await app.api("POST", "/messages", { conversationId: items[0].id, text: "hello all" });
    await untilMessage(sent.body.id, ({ state }) => state === "delivered");
    expect(texts(await shown(group.id))).toEqual(["hello", "hello all"]);
    const wrong = await app.api("POST", "/sandbox/groups", { name: "x", memberIds: [group.id] });
    expect(wrong.body.code).toBe("sandbox-members-unknown");
    expect((await app.api("PATCH", `/sandbox/chats/${ana}`, { memberIds: [luis.id] })).body.code).toBe(
      "sandbox-not-a-group",
    );
  });
});

describe("sends that are made to fail", () => {
  const failNext = (kind: string, times = 1) => app.api("POST", `/sandbox/chats/${ana}/failures`, { kind, times });

  it("end, wait or are tried again as on any channel", async () => {
    for (const [kind, state, decision] of [
      ["refused", "failed", "failed"],
      ["not-on-whatsapp", "failed", "failed"],
      ["fails-later", "failed", undefined],
      ["try-again", "delivered", "retried"],
      ["too-fast-to-contact", "delivered", "retried"],
      ["lost", "delivered", "resent"],
      ["answer-lost", "delivered", undefined],
      ["slow", "delivered", undefined],
    ] as const) {
      expect((await failNext(kind)).body.failures, kind).toEqual([kind]);
      const { body } = await send(kind);
      await waitUntil(
        async () => {
          app.clock.advance(1_000);
          return (await app.api("GET", `/messages/${body.id}`)).body;
        },
        (message) => message.state === state,
      );
      const { history } = (await app.api("GET", `/messages/${body.id}`)).body;
      const kinds = history.map((step: Item) => step.kind);
      if (decision) expect(kinds, kind).toContain(decision);
    }
    const arrived = ["try-again", "too-fast-to-contact", "lost", "answer-lost", "slow"];
    expect(texts(await shown(ana))).toEqual(arrived);
  });

  it("stop the channel until a person resumes it", async () => {
    await failNext("access-revoked");
    const { body } = await send("hello?");
    const [{ id }] = (await app.until("/channels", ({ items }) => items[0].state === "stopped")).items;
    expect((await app.api("GET", "/alerts")).body.items[0]).toMatchObject({ kind: "channel-stopped" });
    await app.api("POST", `/channels/${id}/resume`);
    await untilMessage(body.id, ({ state }) => state === "delivered");
  });

  it("can be called off", async () => {
    expect((await failNext("refused", 3)).body.failures).toEqual(["refused", "refused", "refused"]);
    expect((await app.api("DELETE", `/sandbox/chats/${ana}/failures`)).body.failures).toEqual([]);
    const { body } = await send("fine");
    await untilMessage(body.id, ({ state }) => state === "delivered");
  });
});

describe("putting the time forward", () => {
  const fastForward = (seconds: number) => app.api("POST", `/sandbox/chats/${ana}/fast-forward`, { seconds });

  it("brings the follow-up of that chat alone, and moves nothing else", async () => {
    const { body: luis } = await app.api("POST", "/sandbox/people", { name: "Luis" });
    await say(ana, "hello");
    await say(luis.id, "hello");
    await untilShown(ana, (items) => items.length === 2);
    await untilShown(luis.id, (items) => items.length === 2);
    const before = (await app.api("GET", "/follow-ups")).body.items;
    expect((await fastForward(599 - 60)).status).toBe(200);
    expect(texts(await shown(ana))).toEqual(["hello", "hello to you too"]);
    expect((await fastForward(86_400)).status).toBe(200);
    await untilShown(ana, (items) => items.length === 3);
    expect(texts(await shown(ana))).toEqual(["hello", "hello to you too", "are you there"]);
    expect(texts(await shown(luis.id))).toEqual(["hello", "hello to you too"]);
    const after = (await app.api("GET", "/follow-ups")).body.items;
    expect(before).toHaveLength(2);
    expect(after).toEqual(
      before.filter((one: Item) => after.some((other: Item) => other.conversationId === one.conversationId)),
    );
    expect(after).toHaveLength(1);
    const [first, , followUp] = await shown(ana);
    // What had its ticks long ago gets no more of them: by then all that the phone posted before has been looked at.
    await untilMessage(followUp.messageId, ({ state }) => state === "delivered");
    expect((await app.api("GET", "/inbound-events/quarantined")).body.items).toEqual([]);
    expect(new Date(first.createdAt).getTime()).toBeLessThan(app.clock.now().getTime() - 86_400_000);
  });

  it("leads to a time by the server's clock, with notes and all; a time that has passed changes nothing", async () => {
    await say(ana, "hello");
    await untilShown(ana, (items) => items.length === 2);
    const [{ conversationId, dueAt }] = (await app.api("GET", "/follow-ups")).body.items;
    await app.api("POST", `/conversations/${conversationId}/notes`, { text: "Asks every day" });
    await app.api("PATCH", `/conversations/${conversationId}/ai-replies`, { isPaused: true });
    const until = (time: number) =>
      app.api("POST", `/sandbox/chats/${ana}/fast-forward`, { until: new Date(time).toISOString() });
    expect((await until(app.clock.now().getTime() - 60_000)).status).toBe(200);
    expect((await shown(ana)).length).toBe(2);
    expect((await until(Date.parse(dueAt))).status).toBe(200);
    await untilShown(ana, (items) => items.length === 3);
    const { items } = (await app.api("GET", `/conversations/${conversationId}/thread`)).body;
    const kinds = items.map((item: Item) => (item.kind === "message" ? item.text : item.kind));
    expect(kinds.filter((kind: string) => kind !== "event")).toEqual([
      "hello",
      "hello to you too",
      "note",
      "are you there",
    ]);
    // Nothing in the thread is younger than what was put back with it.
    const note = items.find((item: Item) => item.kind === "note");
    expect(Date.parse(note.at)).toBeLessThan(app.clock.now().getTime() - 300_000);
    const { pausedAt } = (await app.api("GET", `/conversations/${conversationId}/ai-replies`)).body;
    expect(Date.parse(pausedAt)).toBeLessThan(app.clock.now().getTime() - 300_000);
    const tooFar = await until(app.clock.now().getTime() + 91 * 86_400_000);
    expect(tooFar.body.code).toBe("sandbox-too-far-ahead");
    expect((await app.api("POST", `/sandbox/chats/${ana}/fast-forward`, {})).status).toBe(400);
  });

  it("sends what was scheduled, and closes the service window", async () => {
    const [{ id }] = (await app.api("GET", "/channels")).body.items;
    await app.api("PATCH", `/channels/${id}`, { config: { hasServiceWindow: true } });
    await say(ana, "nothing any rule knows");
    await app.until("/conversations", (body) => body.items.length === 1);
    const sendAt = new Date(app.clock.now().getTime() + 7_200_000).toISOString();
    const { body: later } = await send("two hours later", { sendAt });
    await fastForward(7_200);
    await untilMessage(later.id, ({ state }) => state === "delivered");
    await fastForward(86_400);
    expect((await send("too late")).body.code).toBe("service-window-closed");
    const template = { type: "template", name: "hello_world", language: "en_US" };
    const { body } = await app.api("POST", "/messages", { to: anasPhone, content: template });
    await untilMessage(body.id, ({ state }) => state === "delivered");
  });
});

describe("beginning anew", () => {
  it("empties the sandbox on both sides, opt-outs included, and works on", async () => {
    await say(ana, "STOP");
    await untilShown(ana, (items) => items.length === 2);
    await send("queued for later", { sendAt: new Date(app.clock.now().getTime() + 3_600_000).toISOString() });
    expect((await app.api("POST", "/sandbox/reset", {})).status).toBe(204);
    for (const path of ["/sandbox/chats", "/conversations", "/messages", "/follow-ups"])
      expect((await app.api("GET", path)).body.items, path).toEqual([]);
    const { body: again } = await app.api("POST", "/sandbox/people", { phone: anasPhone });
    await say(again.id, "hello");
    await untilShown(again.id, (items) => items.length === 2);
    const { rows } = await app.database.database.pool.query("select 1 from suppressions");
    expect(rows).toEqual([]);
  });
});

describe("a channel that reaches nobody", () => {
  it("is not meant where no channel is named and another one reaches people", async () => {
    await using real = await startTestApp();
    const { items } = (await real.api("GET", "/channels")).body;
    expect(items.map((one: Item) => one.kind)).toEqual(["cloud-api", "sandbox"]);
    const { body } = await real.api("POST", "/messages", { to: "+51987654321", text: "hi" });
    expect(body.channelId).toBe(items[0].id);
    const refused = await real.api("GET", `/sandbox/chats?channelId=${items[0].id}`);
    expect(refused.body.code).toBe("channel-not-a-sandbox");
    await real.api("POST", "/channels", { kind: "sandbox", name: "Second", config: {} });
    expect((await real.api("GET", "/sandbox/chats")).body.code).toBe("sandbox-not-chosen");
  });
});
