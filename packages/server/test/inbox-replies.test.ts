/** What people send from the inbox, the service window, read receipts, and quick replies. */
import { describe, expect, it } from "vitest";
import { ANA, type InboxApp, startInboxApp } from "./inbox-app.ts";
import { createMediaClient } from "./media-client.ts";
import { pdf } from "./media-files.ts";
import type { ApiAnswer } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const [MINUTE, HOUR] = [60_000, 3_600_000];

const sentBodies = ({ app }: InboxApp) => app.emulator.sentMessages.map((message) => message.body);
const receipts = ({ app }: InboxApp) =>
  app.emulator.requests
    .filter(({ body }) => body?.includes('"status":"read"'))
    .map(({ body }) => JSON.parse(body ?? ""));
const untilSent = (inbox: InboxApp, count: number) =>
  waitUntil(
    () => sentBodies(inbox),
    (bodies) => bodies.length >= count,
  );

describe("an answer from the inbox", () => {
  it("goes out before what programs send, and is on record as the person's", async () => {
    await using inbox = await startInboxApp();
    const { app, agent, ok } = inbox;
    const id = await inbox.writes("hello?");
    const channelId = await app.channelId();
    await app.api("POST", `/channels/${channelId}/pause`);
    await app.api("POST", "/messages", { to: ANA, text: "from a program" });
    const reply = await ok("POST", `/conversations/${id}/messages`, { text: "from a person" });
    expect(reply).toMatchObject({
      state: "queued",
      source: { kind: "inbox", id: agent.id },
      actions: ["cancel", "hold"],
    });
    await app.api("POST", `/channels/${channelId}/resume`);
    expect(await untilSent(inbox, 2)).toEqual(["from a person", "from a program"]);
  });

  it("can be a text, a file, a template, a location; once, however often it is asked for", async () => {
    await using inbox = await startInboxApp();
    const { app, ok } = inbox;
    const id = await inbox.writes("hello?");
    const { body: file } = await (await createMediaClient(app)).upload(pdf(), "application/pdf");
    await app.until(`/channels/${await app.channelId()}/templates`, (page) => page.items.length > 0);
    const contents = [
      { type: "text", text: "a" },
      { type: "document", mediaId: file.id, filename: "a.pdf", caption: "b" },
      { type: "template", name: "hello_world", language: "en_US" },
      { type: "location", latitude: -12, longitude: -77, name: "here" },
    ];
    for (const content of contents) await ok("POST", `/conversations/${id}/messages`, { content });
    await untilSent(inbox, 4);
    expect(app.emulator.sentMessages.map((message) => message.type)).toEqual(contents.map((content) => content.type));
    const headers = { "idempotency-key": "once" };
    const ids = await Promise.all(
      Array.from({ length: 4 }, () => ok("POST", `/conversations/${id}/messages`, { text: "once" }, headers)),
    );
    expect(new Set(ids.map((one) => one.id)).size).toBe(1);
  });

  it("is refused with a clear reason where it can't go out", async () => {
    await using inbox = await startInboxApp();
    const { app, agent, ok, refused } = inbox;
    const id = await inbox.writes("hello?");
    const other = await inbox.writes("hi", "+34600333444");
    const [elsewhere] = (await inbox.thread(other)).items;
    const path = `/conversations/${id}/messages`;
    expect(await refused("POST", path, { text: "x", quotedMessageId: elsewhere.id })).toEqual([
      400,
      "quoted-elsewhere",
    ]);
    expect(await refused("POST", path, {})).toEqual([400, "validation-failed"]);
    const reaction = { type: "reaction", targetProviderId: "x", emoji: "👍" };
    expect(await refused("POST", path, { content: reaction })).toEqual([400, "validation-failed"]);

    app.clock.advance(25 * HOUR);
    const closed = await agent.api("POST", path, { text: "are you still there?" });
    expect(closed).toMatchObject({
      status: 409,
      body: {
        code: "service-window-closed",
        mend: expect.stringMatching(/template/),
        particulars: { windowExpiredAt: expect.any(String) },
      },
    });
    expect(await ok("GET", `/conversations/${id}`)).toMatchObject({
      window: { state: "closed" },
      composer: { mode: "templates", reason: { code: "service-window-closed", mend: expect.any(String) } },
    });
    expect(
      await refused("POST", `/messages/${(await inbox.thread(id)).items[0].id}/reaction`, { emoji: "👍" }),
    ).toEqual([409, "service-window-closed"]);

    const { contactId } = await ok("GET", `/conversations/${id}`);
    await ok("POST", `/contacts/${contactId}/suppressions`, { scope: "all", reason: "said so on the phone" });
    expect((await ok("GET", `/conversations/${id}`)).composer).toMatchObject({
      mode: "nothing",
      reason: { code: "contact-opted-out" },
    });
    await app.api("DELETE", `/channels/${await app.channelId()}`);
    expect((await ok("GET", `/conversations/${id}`)).composer).toMatchObject({
      mode: "nothing",
      reason: { code: "channel-removed" },
    });
    expect(await refused("POST", path, { text: "x" })).toEqual([409, "channel-removed"]);
    expect((await ok("GET", "/conversations")).items).toHaveLength(2);
  });

  it("keeps a follow-up from being sent, if its rule says so", async () => {
    await using inbox = await startInboxApp();
    const { app, ok } = inbox;
    const rule = { name: "silence", text: "are you there", delaySeconds: 600, cancelOnHumanReply: true, enabled: true };
    expect((await app.api("POST", "/follow-up-rules", rule)).status).toBe(201);
    const id = await inbox.writes("hello?");
    const other = await inbox.writes("hello?", "+34600333444");
    await ok("POST", `/conversations/${id}/messages`, { text: "hi" });
    app.clock.advance(11 * MINUTE);
    await untilSent(inbox, 2);
    expect(app.emulator.sentMessages.map(({ to, body }) => [to, body])).toEqual([
      [ANA, "hi"],
      ["+34600333444", "are you there"],
    ]);
    expect((await inbox.thread(other)).items.at(-1)).toMatchObject({ source: { kind: "follow-up" } });
  });
});

describe("read receipts", () => {
  it("are shown when a thread is read, when it is answered, or never, as the setting says", async () => {
    await using inbox = await startInboxApp();
    const { app, ok } = inbox;
    const set = (readReceipts: string) => app.api("PATCH", "/settings", { readReceipts });
    const id = await inbox.writes("hello?");
    expect(await ok("POST", `/conversations/${id}/read`, {})).toEqual({ marked: true });
    expect(receipts(inbox)).toHaveLength(1);

    expect((await set("on-reply")).status).toBe(200);
    await inbox.writes("and now?");
    expect(await ok("POST", `/conversations/${id}/read`, {})).toEqual({ marked: false });
    expect((await ok("GET", `/conversations/${id}`)).unreadCount).toBe(0);
    await ok("POST", `/conversations/${id}/messages`, { text: "yes" });
    await waitUntil(
      () => receipts(inbox),
      (all) => all.length === 2,
    );

    await set("never");
    await inbox.writes("and now?");
    expect(await ok("POST", `/conversations/${id}/read`, { typing: true })).toEqual({ marked: false });
    expect(await ok("POST", `/conversations/${id}/read`, { typing: true, receipt: true })).toEqual({ marked: true });
    expect(receipts(inbox).at(-1)).toMatchObject({ typing_indicator: { type: "text" } });
  });
});

describe("quick replies", () => {
  it("are kept by shortcut, and filled for a conversation", async () => {
    await using inbox = await startInboxApp();
    const { app, agent, ok, refused } = inbox;
    app.emulator.createUser({ phone: ANA, name: "Ana Núñez" });
    const id = await inbox.writes("hello?");
    const { contactId } = await ok("GET", `/conversations/${id}`);
    await ok("PATCH", `/contacts/${contactId}`, { fields: { city: "Lima" } });
    const text =
      "Hi {{ contact.firstName }} of {{ contact.fields.city }}, this is {{ agent.name }} of {{ channel.name }}. {{ order }}";
    const made = await ok("POST", "/quick-replies", { shortcut: "hi", text });
    expect(await ok("POST", `/quick-replies/${made.id}/render`, { conversationId: id })).toEqual({
      text: `Hi Ana of Lima, this is ${agent.name} of WhatsApp.`,
      mediaId: null,
      missing: ["order"],
    });
    expect(await refused("POST", "/quick-replies", { shortcut: "HI", text: "x" })).toEqual([409, "shortcut-taken"]);
    expect(await refused("POST", "/quick-replies", { shortcut: "bad", text: "{{ x" })).toEqual([
      400,
      "template-invalid",
    ]);
    expect(await refused("POST", "/quick-replies", { shortcut: "two words", text: "x" })).toEqual([
      400,
      "validation-failed",
    ]);
    const bye = await ok("POST", "/quick-replies", { shortcut: "bye", text: "Bye!" });
    expect(await refused("PATCH", `/quick-replies/${bye.id}`, { shortcut: "Hi" })).toEqual([409, "shortcut-taken"]);
    expect(await ok("PATCH", `/quick-replies/${bye.id}`, { shortcut: "Bye" })).toMatchObject({
      shortcut: "Bye",
      text: "Bye!",
    });
    const shortcuts = async () =>
      (await ok("GET", "/quick-replies")).items.map((one: ApiAnswer["body"]) => one.shortcut);
    expect(await shortcuts()).toEqual(["Bye", "hi"]);
    await ok("DELETE", `/quick-replies/${bye.id}`);
    expect(await shortcuts()).toEqual(["hi"]);
    expect(await refused("GET", `/quick-replies/${bye.id}`)).toEqual([404, "quick-reply-unknown"]);
  });

  it("keep their files from being deleted", async () => {
    await using inbox = await startInboxApp();
    const { app, ok, refused } = inbox;
    const { body: file } = await (await createMediaClient(app)).upload(pdf(), "application/pdf");
    const { id } = await ok("POST", "/quick-replies", { shortcut: "prices", text: "Our prices", mediaId: file.id });
    expect(await refused("DELETE", `/media/${file.id}`)).toEqual([409, "media-in-use"]);
    await ok("PATCH", `/quick-replies/${id}`, { mediaId: null });
    await ok("DELETE", `/media/${file.id}`);
    expect(await refused("PATCH", `/quick-replies/${id}`, { mediaId: file.id })).toEqual([400, "media-unknown"]);
  });
});
