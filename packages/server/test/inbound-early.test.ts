/** What people do to a message that this server does not know yet: its send has no answer, or its own event is still on the way. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

const ANA = "+34600111222";
const DAY = 86_400_000;
/** Without statuses nothing but the answer of a send tells its id. */
const SILENT = { emulator: { serviceWindow: "off", statuses: "off", webhooks: { concurrency: 1 } } } as const;
/** The window in which webhooks outrun the answer. */
const LATE_ANSWER = { match: { route: "messages", count: 1 }, effect: { answerAfterMs: 1_000 } } as const;

async function sendHi(app: TestApp): Promise<{ id: string; wamid: string }> {
  const { body } = await app.api("POST", "/messages", { to: ANA, text: "hi" });
  const [sent] = await app.emulator.waitForSent(1);
  return { id: body.id, wamid: sent?.wamid ?? "" };
}

/** Everything posted before has been processed. */
async function untilProcessed(app: TestApp): Promise<void> {
  app.contactWrites(ANA, "that was all");
  await app.until("/messages?direction=inbound", ({ items }) => items[0]?.content.text === "that was all");
}

const reactionsOf = (message: { reactions: Array<{ emoji: string }> }) => message.reactions.map((one) => one.emoji);

const publish = (app: TestApp, message: object) =>
  app.emulator.publishField("messages", {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "1", phone_number_id: app.emulator.preset.phoneNumberId },
    messages: [{ from: ANA.slice(1), timestamp: String(Math.floor(Date.now() / 1000)), ...message }],
  });

describe("about a message of ours whose send has no answer yet", () => {
  it("a reaction is kept and shown once the send is known; the latest counts", async () => {
    await using app = await startTestApp(SILENT);
    app.emulator.addFault(LATE_ANSWER);
    const { id, wamid } = await sendHi(app);
    for (const emoji of ["👍", "", "❤️"]) app.emulator.reply({ from: ANA, kind: "reaction", to: wamid, emoji });
    await untilProcessed(app);
    await app.until(`/messages/${id}`, ({ state }) => state === "accepted");
    expect(reactionsOf((await app.api("GET", `/messages/${id}`)).body)).toEqual(["❤️"]);
  });

  it("an edit and a revocation by staff in the app take effect with it", async () => {
    await using app = await startTestApp(SILENT);
    app.emulator.addFault(LATE_ANSWER);
    const { id, wamid } = await sendHi(app);
    const edited = { original_message_id: wamid, message: { type: "text", text: { body: "hi there" } } };
    app.emulator.echo({ to: ANA, type: "edit", payload: edited });
    app.emulator.echo({ to: ANA, type: "revoke", payload: { original_message_id: wamid } });
    await untilProcessed(app);
    await app.until(`/messages/${id}`, ({ state }) => state === "accepted");
    // Read anew: the history of an answer may be a moment older than its message.
    const { body: message } = await app.api("GET", `/messages/${id}`);
    expect(message.content.text).toBe("hi there");
    expect([message.editedAt, message.revokedAt]).not.toContain(null);
    expect(message.history).toContainEqual(expect.objectContaining({ kind: "edited", detail: { before: "hi" } }));
  });

  it("is known by a status too, when the answer never comes", async () => {
    await using app = await startTestApp(SILENT);
    app.emulator.addFault({ match: { route: "messages", count: 1 }, effect: { connection: "closeAfterAccept" } });
    const { id, wamid } = await sendHi(app);
    await app.until(`/messages/${id}`, ({ state }) => state === "unknown");
    app.emulator.reply({ from: ANA, kind: "reaction", to: wamid, emoji: "👍" });
    await untilProcessed(app);
    app.emulator.setStatus(wamid, "delivered");
    const message = await app.until(`/messages/${id}`, ({ state }) => state === "delivered");
    expect(reactionsOf(message)).toEqual(["👍"]);
  });

  it("a status that was kept in the very moment its send was recorded takes effect a little later", async () => {
    await using app = await startTestApp(SILENT);
    const { id, wamid } = await sendHi(app);
    await app.until(`/messages/${id}`, ({ state }) => state === "accepted");
    // Whoever recorded the send had looked for kept ones before this one was there.
    await sql`
      insert into early_statuses (channel_id, provider_id, status, at, received_at)
      values (${await app.channelId()}, ${wamid}, 'delivered', ${app.clock.now()}, ${app.clock.now()})`.execute(
      app.database.database.db,
    );
    app.clock.advance(15_000);
    await app.until(`/messages/${id}`, ({ state }) => state === "delivered");
  });

  it("is forgotten after eight days", async () => {
    await using app = await startTestApp(SILENT);
    const { db } = app.database.database;
    app.emulator.reply({ from: ANA, kind: "reaction", to: "wamid.NOBODYS", emoji: "👍" });
    await untilProcessed(app);
    const kept = async () => (await sql`select 1 from early_changes`.execute(db)).rows.length;
    expect(await kept()).toBe(1);
    app.clock.advance(8 * DAY + 1_000);
    await sql`select graphile_worker.add_job('messages.upkeep', '{}'::json)`.execute(db);
    await waitUntil(kept, (count) => count === 0);
  });
});

describe("about a contact's message that is still on its way", () => {
  it("an edit, a reaction and a revocation take effect when it comes", async () => {
    await using app = await startTestApp(SILENT);
    const edit = { original_message_id: "wamid.LATE", message: { type: "text", text: { body: "at six" } } };
    publish(app, { id: "wamid.E", type: "edit", edit });
    publish(app, { id: "wamid.R", type: "reaction", reaction: { message_id: "wamid.LATE", emoji: "🙏" } });
    publish(app, { id: "wamid.V", type: "revoke", revoke: { original_message_id: "wamid.LATE" } });
    publish(app, { id: "wamid.LATE", type: "text", text: { body: "at five" } });
    await untilProcessed(app);
    const { items } = (await app.api("GET", "/messages?direction=inbound")).body;
    const late = items.find((one: { providerId: string }) => one.providerId === "wamid.LATE");
    expect(late).toMatchObject({ content: { text: "at six" }, reactions: [{ emoji: "🙏" }] });
    expect([late.editedAt, late.revokedAt]).not.toContain(null);
  });
});
