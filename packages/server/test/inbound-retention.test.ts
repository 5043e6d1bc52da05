/** How long posted events are kept, and where: a partition a day, made ahead and dropped whole. */
import { createHmac } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { ensurePartition } from "../src/domains/messages/inbound/partitions.store.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { createTestDatabase } from "./test-database.ts";
import { waitUntil } from "./wait-until.ts";

const DAY = 86_400_000;
const KEEP_30 = { now: "2026-01-10T12:00:00Z", env: { CHASQUI_INBOUND_KEEP_DAYS: "30" } } as const;
const FOREIGN = "999888777";

async function post(app: TestApp, text: string, phoneNumberId = app.emulator.preset.phoneNumberId): Promise<void> {
  const message = {
    from: "34600111222",
    id: `wamid.${text}`,
    timestamp: "1768046400",
    type: "text",
    text: { body: text },
  };
  const value = { messaging_product: "whatsapp", metadata: { phone_number_id: phoneNumberId }, messages: [message] };
  const body = JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  });
  const signature = `sha256=${createHmac("sha256", app.emulator.preset.appSecret).update(body).digest("hex")}`;
  const answer = await fetch(`${app.url}/webhook`, {
    method: "POST",
    headers: { "x-hub-signature-256": signature },
    body,
  });
  expect(answer.status).toBe(200);
}

const untilShown = (app: TestApp, text: string) =>
  app.until("/messages?direction=inbound", ({ items }) =>
    items.some((one: { content: { text?: string } }) => one.content.text === text),
  );

/** Which of the posted texts are kept, each with the table it is in. */
async function kept(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{ place: string; text: string }>`
    select tableoid::regclass::text as place, convert_from(body, 'UTF8')::jsonb #>> '{entry,0,changes,0,value,messages,0,text,body}' as text
    from inbound_events order by id`.execute(app.database.database.db);
  return rows.map(({ place, text }) => `${text} in ${place}`);
}

async function partitions(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'inbound_events'::regclass order by 1`.execute(
    app.database.database.db,
  );
  return rows.map((row) => row.name);
}

/** A transaction of somebody else's, for as long as the object lives. */
async function holding(app: TestApp, statement: string): Promise<AsyncDisposable> {
  const client = new pg.Client(app.database.connectionString);
  await client.connect();
  await client.query(`begin; ${statement}`);
  return { [Symbol.asyncDispose]: () => client.end() };
}

/** Runs a job and waits until it is done. */
async function run(app: TestApp, job: "messages.upkeep" | "messages.inbound-retention"): Promise<void> {
  const { db } = app.database.database;
  await sql`select graphile_worker.add_job(${job}::text, '{}'::json)`.execute(db);
  const waiting = () => sql`select 1 from graphile_worker.jobs where task_identifier = ${job}`.execute(db);
  await waitUntil(waiting, ({ rows }) => rows.length === 0);
}

describe("posted events", () => {
  it("are dropped by whole days once their time is over, not a day sooner", async () => {
    await using app = await startTestApp(KEEP_30);
    await post(app, "old");
    await untilShown(app, "old");
    app.clock.advance(DAY);
    await run(app, "messages.upkeep");
    await post(app, "younger");
    await untilShown(app, "younger");
    app.clock.advance(29.4 * DAY);
    await run(app, "messages.inbound-retention");
    expect(await kept(app)).toEqual(["old in inbound_events_20260110", "younger in inbound_events_20260111"]);
    app.clock.advance(0.2 * DAY);
    await run(app, "messages.inbound-retention");
    expect(await kept(app)).toEqual(["younger in inbound_events_20260111"]);
    expect(await partitions(app)).not.toContain("inbound_events_20260110");
    // What it brought stays.
    await untilShown(app, "old");
  });

  it("that were set aside or not processed yet are kept beyond it, until they had their effect", async () => {
    await using app = await startTestApp(KEEP_30);
    await post(app, "foreign", FOREIGN);
    await app.until("/inbound-events/quarantined", ({ items }) => items.length === 1);
    await post(app, "done");
    await untilShown(app, "done");
    // Whoever holds the turn keeps the processor from processing.
    {
      await using _turn = await holding(app, "select 1 from inbound_turn for update");
      await post(app, "waiting");
      app.clock.advance(400 * DAY);
      await run(app, "messages.inbound-retention");
      expect(await kept(app)).toEqual(["foreign in inbound_events_default", "waiting in inbound_events_default"]);
    }
    await untilShown(app, "waiting");
    const { body } = await app.api("GET", "/inbound-events/quarantined");
    expect(body.items).toHaveLength(1);

    const { preset } = app.emulator;
    const { appId, accessToken, appSecret } = preset;
    const { id: phoneNumberId } = app.emulator.createPhone({ id: FOREIGN });
    const settings = {
      phoneNumberId,
      businessAccountId: preset.wabaId,
      appId,
      accessToken,
      appSecret,
      verifyToken: "v",
    };
    const config = { ...settings, graphBaseUrl: app.emulator.url };
    expect((await app.api("POST", "/channels", { kind: "cloud-api", name: "second", config })).status).toBe(201);
    expect((await app.api("POST", `/inbound-events/${body.items[0].id}/replay`)).status).toBe(202);
    await untilShown(app, "foreign");
    await run(app, "messages.inbound-retention");
    expect(await kept(app)).toEqual([]);
  });

  it("do not wait for a retention that has to wait", async () => {
    await using app = await startTestApp(KEEP_30);
    await post(app, "old");
    await untilShown(app, "old");
    app.clock.advance(40 * DAY);
    {
      // A backup reads for long.
      await using _backup = await holding(app, "select count(*) from inbound_events");
      await run(app, "messages.inbound-retention");
      await post(app, "new");
      await untilShown(app, "new");
      expect(await kept(app)).toContain("old in inbound_events_20260110");
    }
    await run(app, "messages.inbound-retention");
    expect(await kept(app)).toEqual(["new in inbound_events_default"]);
  });
});

describe("the partitions of coming days", () => {
  it("are made once by nodes that start at the same moment", async () => {
    await using database = await createTestDatabase();
    const { db } = database.database;
    const day = new Date("2026-05-01T00:00:00Z");
    const made = await Promise.all(Array.from({ length: 8 }, () => ensurePartition(db, day)));
    expect(made).toEqual(Array(8).fill(true));
  });

  it("are made ahead, also after months in which nothing ran", async () => {
    await using app = await startTestApp(KEEP_30);
    const ahead = (from: string) =>
      [0, 1, 2, 3].map((days) => {
        const day = new Date(new Date(from).getTime() + days * DAY).toISOString().slice(0, 10);
        return `inbound_events_${day.replaceAll("-", "")}`;
      });
    expect(await partitions(app)).toEqual([...ahead("2026-01-10"), "inbound_events_default"]);
    app.clock.advance(200 * DAY);
    // Nothing was made for this day, and still nothing is lost.
    await post(app, "between");
    await untilShown(app, "between");
    await run(app, "messages.upkeep");
    app.clock.advance(DAY);
    await run(app, "messages.upkeep");
    await post(app, "later");
    await untilShown(app, "later");
    expect(await kept(app)).toEqual(["between in inbound_events_default", "later in inbound_events_20260730"]);
    expect(await partitions(app)).toEqual(expect.arrayContaining(ahead("2026-07-30")));
    app.clock.advance(30 * DAY);
    await run(app, "messages.inbound-retention");
    expect(await kept(app)).toEqual(["later in inbound_events_20260730"]);
  });
});
