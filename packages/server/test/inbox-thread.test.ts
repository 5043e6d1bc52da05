/** A conversation's thread: what stands in it, in which order, and how it is paged. */
import { describe, expect, it } from "vitest";
import { ANA, type InboxApp, startInboxApp } from "./inbox-app.ts";
import { createMediaClient } from "./media-client.ts";
import { jpeg } from "./media-files.ts";
import { signInAs } from "./sign-in.ts";
import type { ApiAnswer } from "./start-test-app.ts";

type Item = ApiAnswer["body"];
const labelOf = (item: Item): string => item.text ?? item.event;
const labels = (items: Item[]) => items.map(labelOf);

/** A conversation of n messages, a minute apart. */
async function talk({ writes, app }: InboxApp, count: number): Promise<string> {
  let id = "";
  for (let n = 1; n <= count; n += 1) {
    id = await writes(`m${n}`);
    app.clock.advance(60_000);
  }
  return id;
}

describe("a thread", () => {
  it("holds messages, notes and what happened, in one order, paged both ways", async () => {
    await using inbox = await startInboxApp();
    const { app, ok, thread, agent } = inbox;
    const id = await talk(inbox, 3);
    await ok("POST", `/conversations/${id}/notes`, { text: "asks for a discount" });
    app.clock.advance(60_000);
    await ok("PATCH", `/conversations/${id}`, { assigneeId: agent.id });
    await ok("PATCH", `/conversations/${id}`, { state: "closed" });
    app.clock.advance(60_000);
    await inbox.writes("m4");
    const all = ["m1", "m2", "m3", "asks for a discount", "assigned", "closed", "m4", "opened"];
    const whole = await thread(id);
    expect(labels(whole.items).sort()).toEqual([...all].sort());
    expect([whole.hasOlder, whole.hasNewer]).toEqual([false, false]);
    expect(whole.items[3]).toMatchObject({ kind: "note", author: { id: agent.id, name: agent.name }, isOwn: true });
    expect(whole.items[4]).toMatchObject({
      kind: "event",
      actor: { name: agent.name },
      assignee: { id: agent.id, name: agent.name },
    });
    const order = labels(whole.items);

    for (const limit of [1, 2, 3, 5, 8]) {
      const backwards: string[] = [];
      let page = await thread(id, `?limit=${limit}`);
      backwards.unshift(...labels(page.items));
      while (page.hasOlder) {
        page = await thread(id, `?limit=${limit}&before=${page.olderCursor}`);
        expect(page.hasNewer).toBe(true);
        backwards.unshift(...labels(page.items));
      }
      expect(backwards, `backwards by ${limit}`).toEqual(order);
      const forwards = labels(page.items);
      while (page.hasNewer) {
        page = await thread(id, `?limit=${limit}&after=${page.newerCursor}`);
        forwards.push(...labels(page.items));
      }
      expect(forwards, `forwards by ${limit}`).toEqual(order);
    }
  });

  it("is read around a message, and anew for what has changed", async () => {
    await using inbox = await startInboxApp();
    const { thread, refused } = inbox;
    const id = await talk(inbox, 9);
    const { items } = await thread(id);
    const part = await thread(id, `?around=${items[4].id}&limit=5`);
    expect(labels(part.items)).toEqual(["m3", "m4", "m5", "m6", "m7"]);
    expect([part.hasOlder, part.hasNewer]).toEqual([true, true]);
    expect(labels((await thread(id, `?before=${part.olderCursor}`)).items)).toEqual(["m1", "m2"]);
    expect(labels((await thread(id, `?after=${part.newerCursor}`)).items)).toEqual(["m8", "m9"]);
    expect(labels((await thread(id, `?around=${items[0].id}&limit=3`)).items)).toEqual(["m1", "m2"]);
    const some = await thread(id, `?messageIds=${items[7].id},${items[1].id}`);
    expect(labels(some.items)).toEqual(["m2", "m8"]);
    expect(await refused("GET", `/conversations/${id}/thread?around=${id}`)).toEqual([404, "message-unknown"]);
    expect(await refused("GET", `/conversations/${id}/thread?around=${id}&limit=5&before=x`)).toEqual([
      400,
      "validation-failed",
    ]);
    expect(await refused("GET", `/conversations/${id}/thread?before=x`)).toEqual([400, "cursor-invalid"]);
    expect(await refused("GET", `/conversations/${items[0].id}/thread`)).toEqual([404, "conversation-unknown"]);
  });

  it("embeds what is quoted, gathers reactions, and shows an edit and a revocation", async () => {
    await using inbox = await startInboxApp();
    const { app, ok, untilThread } = inbox;
    const id = await inbox.writes("which colour?");
    const [question] = (await inbox.thread(id)).items;
    const answer = await ok("POST", `/conversations/${id}/messages`, { text: "red", quotedMessageId: question.id });
    expect(answer).toMatchObject({
      direction: "outbound",
      quoted: { providerId: question.providerId, message: { id: question.id, text: "which colour?" } },
      source: { kind: "inbox", id: inbox.agent.id, name: inbox.agent.name },
    });
    await untilThread(id, (items) => items[1]?.state === "delivered");
    const wamid = app.emulator.sentMessages[0]?.wamid as string;
    expect(app.emulator.sentMessages[0]?.request.context).toEqual({ message_id: question.providerId });
    app.emulator.reply({ from: ANA, kind: "reaction", to: wamid, emoji: "👍" });
    await untilThread(id, (items) => items[1]?.reactions.length === 1);
    await ok("POST", `/messages/${question.id}/reaction`, { emoji: "❤️" });
    const [asked] = await untilThread(id, (items) => items[0]?.ownReaction?.state === "sent");
    expect(asked).toMatchObject({
      reactions: [{ emoji: "❤️", count: 1, isOurs: true, contactIds: [] }],
      ownReaction: { emoji: "❤️", error: null },
    });
    expect((await inbox.thread(id)).items).toHaveLength(2);
    await ok("POST", `/messages/${question.id}/reaction`, { emoji: "" });
    await untilThread(id, (items) => items[0]?.reactions.length === 0);

    app.emulator.reply({ from: ANA, kind: "edit", original: question.providerId, text: "which size?" });
    await untilThread(id, ([first]) => first.text === "which size?" && first.editedAt !== null);
    app.emulator.reply({ from: ANA, kind: "revoke", original: question.providerId });
    const [revoked, reply] = await untilThread(id, ([first]) => first.revokedAt !== null);
    expect([revoked.text, revoked.content, reply.quoted.message.text]).toEqual([null, { type: "text" }, null]);
  });

  it("links to files, those of contacts once they are here", async () => {
    await using inbox = await startInboxApp();
    const { app, ok, untilThread } = inbox;
    const id = await inbox.writes("hello");
    const { body: file } = await (await createMediaClient(app)).upload(
      await jpeg(80, 60),
      "image/jpeg",
      "?filename=a.jpg",
    );
    const sent = await ok("POST", `/conversations/${id}/messages`, {
      content: { type: "image", mediaId: file.id, caption: "the red one" },
    });
    expect(sent).toMatchObject({
      text: "the red one",
      mediaState: "there",
      media: { id: file.id, url: `/api/v1/media/${file.id}/content`, mime: "image/jpeg", filename: "a.jpg" },
    });
    const got = await fetch(`${app.url}${sent.media.url}`, { headers: inbox.agent.headers });
    expect([got.status, got.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    app.emulator.receive({ from: ANA, type: "image", text: "like this?" });
    const items = await untilThread(id, (all) =>
      all.some((one) => one.direction === "inbound" && one.mediaState === "there"),
    );
    expect(items.find((one) => one.text === "like this?")).toMatchObject({
      type: "image",
      media: { mime: "image/png" },
    });
  });

  it("says why a message failed, and sends it again as a new attempt", async () => {
    await using inbox = await startInboxApp();
    const { app, ok, untilThread } = inbox;
    const id = await inbox.writes("hello");
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { error: { code: 131009 } } });
    const { id: messageId } = await ok("POST", `/conversations/${id}/messages`, { text: "hi" });
    const [, failed] = await untilThread(id, (items) => items[1]?.state === "failed");
    expect(failed).toMatchObject({
      error: { code: "meta-131009", title: expect.any(String), mend: expect.any(String) },
      actions: ["retry"],
    });
    await ok("POST", `/messages/${messageId}/retry`);
    const [, delivered] = await untilThread(id, (items) => items[1]?.state === "delivered");
    expect([delivered.error, delivered.actions]).toEqual([null, []]);
  });
});

describe("notes", () => {
  it("are changed and deleted by who wrote them alone, and never sent", async () => {
    await using inbox = await startInboxApp();
    const { app, ok, agent } = inbox;
    const id = await inbox.writes("hello");
    const note = await ok("POST", `/conversations/${id}/notes`, { text: "  call back on Monday " });
    expect(note).toMatchObject({ text: "call back on Monday", editedAt: null, isOwn: true });
    const other = await signInAs(app, "agent");
    for (const method of ["PATCH", "DELETE"]) {
      const answer = await other.api(method, `/notes/${note.id}`, method === "PATCH" ? { text: "x" } : undefined);
      expect([answer.status, answer.body.code]).toEqual([403, "note-of-somebody-else"]);
    }
    const theirs = (await other.api("GET", `/conversations/${id}/thread`)).body.items[1];
    expect(theirs).toMatchObject({ text: note.text, isOwn: false, author: { name: agent.name } });
    expect(await ok("PATCH", `/notes/${note.id}`, { text: "on Tuesday" })).toMatchObject({
      text: "on Tuesday",
      editedAt: expect.any(String),
    });
    await ok("DELETE", `/notes/${note.id}`);
    expect((await inbox.thread(id)).items).toHaveLength(1);
    expect(await inbox.refused("PATCH", `/notes/${note.id}`, { text: "x" })).toEqual([404, "note-unknown"]);
    expect(await inbox.refused("POST", `/conversations/${note.id}/notes`, { text: "x" })).toEqual([
      404,
      "conversation-unknown",
    ]);
    expect(app.emulator.acceptedCount).toBe(0);
  });
});
