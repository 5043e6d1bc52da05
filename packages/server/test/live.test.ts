/** The stream of events: what is told, to whom, and that nothing is missed. */
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EventListener, listenToEvents } from "./event-listener.ts";
import { signInAs } from "./sign-in.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";
import { waitUntil } from "./wait-until.ts";

let app: TestApp;
let key: string;
let listeners: EventListener[];

beforeEach(async () => {
  listeners = [];
  app = await startTestApp({ now: "2026-03-01T09:00:00Z" });
  key = await createKey(["admin"]);
});
afterEach(async () => {
  for (const listener of listeners) await listener[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

async function createKey(scopes: string[]): Promise<string> {
  return (await app.api("POST", "/api-keys", { name: "listener", scopes })).body.key;
}

async function listen(options: Partial<Parameters<typeof listenToEvents>[1]> = {}): Promise<EventListener> {
  const listener = await listenToEvents(app.url, options.headers ? options : { key, ...options });
  listeners.push(listener);
  if (listener.status === 200) await hears(listener, "ready");
  return listener;
}

/** Waits until such an event was heard. */
const hears = (listener: EventListener, name: string, id?: string) =>
  waitUntil(
    () => listener.events,
    (events) => events.some((event) => event.name === name && (id === undefined || event.data.ids.includes(id))),
  );

/** Writes an event as another node would, and announces it; `id` names it. */
async function writeEvent(client: Pick<pg.Client, "query">, id: string, count = 1): Promise<void> {
  await writeSilently(client, id, count);
  await client.query("select pg_notify('chasqui_events', 'another node')");
}

/** The same with the announcement lost. */
async function writeSilently(client: Pick<pg.Client, "query">, id: string, count = 1): Promise<void> {
  await client.query(
    `insert into events (at, kind, payload)
     select $1, 'alerts.changed', jsonb_build_object('ids', jsonb_build_array($2::text)) from generate_series(1, $3)`,
    [app.clock.now(), id, count],
  );
}

const connect = async () => {
  const client = new pg.Client(app.database.connectionString);
  await client.connect();
  return client;
};

describe("live updates", () => {
  it("tell of a contact's message, of the reply and its ticks, and of the new contact", async () => {
    const listener = await listen();
    app.contactWrites("51987654321", "hello");
    const { items } = await app.until("/messages", ({ items }) => items.length === 2 && items[0].state === "delivered");
    const reply = items.find((one: { direction: string }) => one.direction === "outbound");
    const received = items.find((one: { direction: string }) => one.direction === "inbound");
    await hears(listener, "messages.received", received.id);
    await hears(listener, "messages.changed", reply.id);
    const [first] = listener.events.filter((event) => event.name === "messages.received");
    expect(first?.data).toEqual({ ids: [received.id], conversationIds: [received.conversationId], hasMore: false });
    expect(listener.ids("contacts.changed")).toHaveLength(1);
    expect(JSON.stringify(listener.events)).not.toContain("hello");
    expect(JSON.stringify(listener.events)).not.toContain("51987654321");
  });

  it("tell of what people do: send, cancel, pause a channel, change rules", async () => {
    const listener = await listen();
    const channelId = await app.channelId();
    await app.api("POST", `/channels/${channelId}/pause`);
    await hears(listener, "channels.changed", channelId);
    const sent = await app.api("POST", "/messages", { to: "+51987654321", text: "soon" });
    await hears(listener, "messages.changed", sent.body.id);
    const heardBefore = listener.ids("messages.changed").length;
    await app.api("POST", `/messages/${sent.body.id}/cancel`);
    await waitUntil(
      () => listener.ids("messages.changed").length,
      (count) => count > heardBefore,
    );
    const [rule] = (await app.api("GET", "/rules")).body.items;
    await app.api("PATCH", `/rules/${rule.id}`, { enabled: false });
    await hears(listener, "rules.changed", rule.id);
    const [followUp] = (await app.api("GET", "/follow-up-rules")).body.items;
    await app.api("PATCH", `/follow-up-rules/${followUp.id}`, { enabled: false });
    await hears(listener, "follow-ups.changed", followUp.id);
  });

  it("miss nothing that is committed late, and wait for nobody", async () => {
    const listener = await listen();
    const slow = await connect();
    await slow.query("begin");
    await writeEvent(slow, "begun-first");
    await writeEvent(app.database.database.pool, "committed-first");
    await hears(listener, "alerts.changed", "committed-first");
    expect(listener.ids("alerts.changed")).toEqual(["committed-first"]);
    // Who breaks off now has heard of an event with a higher number than the one to come.
    const lastEventId = listener.lastId();
    await slow.query("commit");
    await slow.end();
    await hears(listener, "alerts.changed", "begun-first");
    await writeEvent(app.database.database.pool, "last");
    await hears(listener, "alerts.changed", "last");
    expect(listener.ids("alerts.changed")).toEqual(["committed-first", "begun-first", "last"]);
    const back = await listen({ lastEventId });
    await hears(back, "alerts.changed", "last");
    expect(back.ids("alerts.changed")).toContain("begun-first");
    expect(back.events.some((event) => event.name === "reset")).toBe(false);
  });

  it("come when their announcement is lost, too", async () => {
    const listener = await listen();
    await writeSilently(app.database.database.pool, "silent");
    await hears(listener, "alerts.changed", "silent");
  });

  it("end when a person signs out, and tell each role what it may read", async () => {
    const viewer = await signInAs(app, "viewer");
    const listener = await listen({ headers: viewer.headers });
    await writeEvent(app.database.database.pool, "for-viewers");
    await hears(listener, "alerts.changed", "for-viewers");
    await viewer.api("DELETE", "/session");
    app.clock.advance(15_000);
    expect(await listener.ended).toBe("ended");
    expect((await listenToEvents(app.url, { headers: viewer.headers })).status).toBe(401);
    expect((await listenToEvents(app.url, {})).status).toBe(401);
  });

  it("go on where a listener broke off", async () => {
    const first = await listen();
    await writeEvent(app.database.database.pool, "heard");
    await hears(first, "alerts.changed", "heard");
    first.close();
    await writeEvent(app.database.database.pool, "missed");
    const second = await listen({ lastEventId: first.lastId() });
    await writeEvent(app.database.database.pool, "new");
    await hears(second, "alerts.changed", "new");
    expect(withoutRepeats(second)).toEqual(["missed", "new"]);
    const third = await listen({ query: `?lastEventId=${first.lastId()}` });
    await hears(third, "alerts.changed", "new");
    expect(withoutRepeats(third)).toEqual(["missed", "new"]);
    /** While anything older is being written in the cluster, what was heard last comes again: told twice rather than never. */
    function withoutRepeats(listener: EventListener): string[] {
      const [head, ...rest] = listener.ids("alerts.changed");
      return head === "heard" ? rest : [head as string, ...rest];
    }
  });

  it("say so when a listener was away for too long, or comes with what is no position", async () => {
    const early = await listen();
    await writeEvent(app.database.database.pool, "forgotten");
    await hears(early, "alerts.changed", "forgotten");
    const lastEventId = early.events.find((event) => event.name === "ready")?.id;
    app.clock.advance(86_400_001);
    await app.database.database.pool.query("select graphile_worker.add_job('live.forget-events', '{}'::json)");
    await waitUntil(
      async () =>
        (await app.database.database.pool.query("select 1 from events where payload::text like '%forgotten%'"))
          .rowCount,
      (count) => count === 0,
    );
    for (const stale of [lastEventId, "0", "12x", "9223372036854775808", "4611686018427387904", "'"]) {
      const late = await listen({ lastEventId: stale });
      await hears(late, "reset");
      expect(
        late.events.map((event) => [event.name, event.data.reason]),
        stale,
      ).toEqual([
        ["ready", undefined],
        ["reset", "too-old"],
      ]);
    }
    // What was deleted is younger than what still runs, because the clock was put forward; really it would be a day older.
    await waitUntil(
      async () => {
        const isPast = "pg_snapshot_xmin(pg_current_snapshot()) > forgotten_up_to";
        return (await app.database.database.pool.query(`select ${isPast} as past from event_horizon`)).rows[0].past;
      },
      (past) => past,
    );
    const current = await listen({ lastEventId: (await listen()).lastId() });
    await writeEvent(app.database.database.pool, "now");
    await hears(current, "alerts.changed", "now");
    expect(current.events.some((event) => event.name === "reset")).toBe(false);
  });

  it("say so when more happens at once than anybody would read", async () => {
    const listener = await listen();
    await writeEvent(app.database.database.pool, "too-much", 1_001);
    await hears(listener, "reset");
    expect(listener.events.at(-1)).toMatchObject({ name: "reset", data: { reason: "too-many" } });
    await writeEvent(app.database.database.pool, "afterwards");
    await hears(listener, "alerts.changed", "afterwards");
  });

  it("tell each listener what its key may read, and what it asked for", async () => {
    const some = await listen({ key: await createKey(["events:read", "alerts:read"]) });
    const asked = await listen({ query: "?kinds=channels.changed,alerts.changed" });
    const channelId = await app.channelId();
    await app.api("POST", `/channels/${channelId}/pause`);
    app.contactWrites("51987654321", "hello");
    await app.until("/messages", ({ items }) => items.length === 2);
    await writeEvent(app.database.database.pool, "last");
    await hears(some, "alerts.changed", "last");
    await hears(asked, "alerts.changed", "last");
    const kinds = (listener: EventListener) => new Set(listener.events.map((event) => event.name));
    expect(kinds(some)).toEqual(new Set(["ready", "alerts.changed"]));
    expect(kinds(asked)).toEqual(new Set(["ready", "channels.changed", "alerts.changed"]));
    expect((await listenToEvents(app.url, { key: await createKey(["alerts:read"]) })).status).toBe(403);
    expect((await listenToEvents(app.url, { key, query: "?kinds=nonsense" })).status).toBe(400);
  });

  it("show every 15 seconds that they are alive, and end when the key is revoked", async () => {
    const { body } = await app.api("POST", "/api-keys", { name: "short", scopes: ["events:read", "alerts:read"] });
    const listener = await listen({ key: body.key });
    expect(listener.text()).not.toContain(":\n\n");
    app.clock.advance(15_000);
    await waitUntil(
      () => listener.text(),
      (text) => text.endsWith(":\n\n"),
    );
    await writeEvent(app.database.database.pool, "still-there");
    await hears(listener, "alerts.changed", "still-there");
    await app.api("DELETE", `/api-keys/${body.apiKey.id}`);
    app.clock.advance(15_000);
    expect(await listener.ended).toBe("ended");
  });

  it("are limited in number for each key", async () => {
    for (let i = 0; i < 20; i++) await listen();
    const refused = await app.api("GET", "/events", undefined, { authorization: `Bearer ${key}` });
    expect(refused).toMatchObject({ status: 429, body: { code: "too-many-streams" } });
    await listen({ key: await createKey(["events:read"]) });
    listeners[0]?.close();
    await waitUntil(
      async () => {
        const listener = await listenToEvents(app.url, { key });
        listeners.push(listener);
        return listener.status;
      },
      (status) => status === 200,
    );
  });

  it("end when the server stops, and stop does not wait for who does not listen", async () => {
    const listener = await listen();
    const { status, headers } = listener;
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
      "no-store",
    ]);
    await app.restart();
    // Cut off at the limit it would be broken.
    expect(await listener.ended).toBe("ended");
    await writeEvent(app.database.database.pool, "meanwhile");
    const back = await listen({ lastEventId: listener.lastId() });
    await hears(back, "alerts.changed", "meanwhile");
  });
});
