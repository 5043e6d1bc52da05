/** Limits where messages are taken: with claims side by side, and with very many messages that must wait. */
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLimits, type Limits } from "../src/domains/limits/index.ts";
import type { SendGuard } from "../src/domains/messages/index.ts";
import { takeFreeRows } from "../src/domains/messages/outbox/claim.store.ts";
import { type Claim, claim, settleVerdicts } from "../src/domains/messages/outbox/claim.ts";
import { type Db, runInTransaction } from "../src/platform/db/index.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const CHANNEL = "00000000-0000-7000-8000-000000000001";
const NODE = "00000000-0000-7000-8000-000000000002";
const lease = { channelId: CHANNEL, nodeId: NODE, epoch: "1" };
const DAY_MS = 86_400_000;

let test: TestDatabase;
let db: Db;
let clock: FakeClock;
let limits: Limits;
let guard: SendGuard;

beforeEach(async () => {
  test = await createTestDatabase();
  db = test.database.db;
  clock = createFakeClock("2026-03-02T10:00:00Z");
  await sql`
    insert into channels (id, kind, name, address, state, config, secrets, created_at, updated_at)
    values (${CHANNEL}, 'sandbox', 'one', '1', 'active', '{}', '', ${clock.now()}, ${clock.now()})`.execute(db);
  await sql`
    insert into channel_leases values (${CHANNEL}, ${NODE}, 1, ${new Date(clock.now().getTime() + 365 * DAY_MS)})`.execute(
    db,
  );
  limits = createLimits({
    db,
    clock,
    channels: {
      get: async () => ({ id: CHANNEL }) as never,
      list: async () => [],
      capabilities: () => ({ sendLimits: "by-default" }) as never,
    },
    timezone: () => "UTC",
    alerts: { raise: async () => undefined, resolve: async () => undefined },
    wake: () => undefined,
    onColdStopChanged: async () => undefined,
  });
  guard = limits.guardFor({ id: CHANNEL } as never) as SendGuard;
});
afterEach(() => test[Symbol.asyncDispose]());

/** So many people whom nobody has written to, with a message each that is due. */
async function queue(count: number): Promise<void> {
  const id = (kind: number) => sql`(lpad(to_hex(n), 8, '0') || ${`-0000-7000-800${kind}-000000000000`})::uuid`;
  const all = sql`generate_series(1, ${count}) n`;
  const now = clock.now();
  await sql`insert into contacts (id, created_at, updated_at) select ${id(1)}, ${now}, ${now} from ${all}`.execute(db);
  await sql`
    insert into conversations (id, channel_id, address, contact_id, last_message_at, created_at)
    select ${id(2)}, ${CHANNEL}, '+' || (34600000000 + n), ${id(1)}, ${now}, ${now} from ${all}`.execute(db);
  await sql`
    insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, created_at)
    select ${id(3)}, ${id(2)}, ${CHANNEL}, 'outbound', 'text', '{"type":"text","text":"x"}', 'api', 'queued', ${now} from ${all}`.execute(
    db,
  );
  await sql`
    insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, state, state_since, resend_if_unknown)
    select ${id(3)}, ${CHANNEL}, ${id(2)}, 1, 'api', ${now}, 'ready', ${now}, true from ${all}`.execute(db);
  await sql`analyze`.execute(db);
}

const claimSome = (slots: number): Promise<Claim> =>
  claim({
    db,
    lease,
    guards: [guard],
    pacing: { perSecond: 1000, burst: 1000 },
    slots,
    slotsGiven: 0,
    now: clock.now(),
  });

/** What a pump does until nothing is due; answers how many went out, and in how many claims. */
async function pump(slots: number): Promise<{ sent: number; claims: number }> {
  let sent = 0;
  for (let claims = 1; ; claims++) {
    const { toSend, rejected } = await claimSome(slots);
    sent += toSend.length;
    if (toSend.length + rejected.size === 0) return { sent, claims };
    if (rejected.size === 0) continue;
    const settled = [...rejected.values()].map(({ message, verdict }) => ({ message, verdict: verdict as never }));
    await settleVerdicts(db, settled, clock.now());
    await guard.putOffAlike?.(clock.now());
  }
}

async function count(what: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.raw(what)}`.execute(db);
  return rows[0]?.count ?? -1;
}

it("claims that run side by side exceed no limit", async () => {
  await limits.service.update(CHANNEL, settings({ dailyNewPeople: 7, dailyMessages: 50 }));
  await queue(60);
  const { rows } = await sql<{ id: string }>`select message_id as id from outbox order by message_id`.execute(db);
  // As claims do it, of which each has found other rows.
  const sent = await Promise.all(
    [0, 10, 20, 30, 40, 50].map((first) =>
      runInTransaction(db, async (tx) => {
        const ids = rows.slice(first, first + 10).map(({ id }) => id);
        const taken = await takeFreeRows(tx, ids, lease, clock.now());
        expect(taken).toHaveLength(10);
        return taken.length - (await guard.check(taken, tx, clock.now())).size;
      }),
    ),
  );
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(7);
  expect(await limits.service.get(CHANNEL)).toMatchObject({ today: { messages: 7, newPeople: 7 } });
});

it("very many that must wait are put off together, and told once however many days they wait", async () => {
  await limits.service.update(CHANNEL, settings({ dailyNewPeople: 10 }));
  await queue(5_000);
  const first = await pump(20);
  expect(first.sent).toBe(10);
  expect(first.claims).toBeLessThan(10);
  expect(await limits.service.get(CHANNEL)).toMatchObject({ held: [{ code: "limit-new-people", count: 4_990 }] });
  const told = await count("message_events");
  expect(told).toBe(4_990);
  await clock.advance(DAY_MS);
  const second = await pump(20);
  expect(second.sent).toBe(10);
  expect(second.claims).toBeLessThan(10);
  // Those that were in hand are told again.
  expect((await count("message_events")) - told).toBeLessThan(100);
});

it("a message that was counted and is tried again the same day counts once", async () => {
  await limits.service.update(CHANNEL, settings({ dailyNewPeople: 1 }));
  await queue(1);
  for (let time = 0; time < 3; time++) {
    const { toSend } = await claimSome(5);
    expect(toSend).toHaveLength(1);
    await sql`update outbox set state = 'ready', available_at = ${clock.now()}`.execute(db);
  }
  expect(await limits.service.get(CHANNEL)).toMatchObject({ today: { messages: 1, newPeople: 1 } });
});

it("asks the database nothing where limits are off", async () => {
  await limits.service.update(CHANNEL, { ...settings({}), isOn: false });
  await queue(3);
  await claimSome(1);
  await sql`drop table channel_limits cascade`.execute(db);
  expect((await claimSome(1)).toSend).toHaveLength(1);
});

function settings(given: { dailyNewPeople?: number; dailyMessages?: number }) {
  return {
    isOn: true,
    dailyMessages: null,
    dailyNewPeople: null,
    warmUp: { isOn: false, days: 14, firstDayMessages: 20, firstDayNewPeople: 5 },
    quietHours: { timezone: null, windows: [] },
    coldStop: { hours: 24 },
    ...given,
  };
}
