/** `inbound_events` has a partition for each day (UTC), so that old days can be dropped whole, and a default one for what has none.
 *
 *  Making and dropping one needs the whole table for a moment. Posts queue up behind whoever waits for that, so nobody waits long: what
 *  does not succeed is tried again an hour later, and partitions are made days ahead. */
import { sql } from "kysely";
import { type Db, runInTransaction, type Tx } from "../../../platform/db/index.ts";

const DAY_MS = 86_400_000;
const PREFIX = "inbound_events_";
/** Shorter than any platform waits for its 200. */
const LOCK_LIMIT = sql.lit("1s");

/** Makes the partition of one day. False when that is not possible now: somebody else uses the table, or the default partition holds
 *  events of that day, which stay there then. */
export async function ensurePartition(db: Db, day: Date): Promise<boolean> {
  const from = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
  const until = new Date(from.getTime() + DAY_MS);
  // The name is built from digits alone.
  const name = `${PREFIX}${from.toISOString().slice(0, 10).replaceAll("-", "")}`;
  return unlessInTheWay(() =>
    runInTransaction(db, async (tx) => {
      const { rows } = await sql<{ exists: boolean }>`select to_regclass(${name}) is not null as exists`.execute(tx);
      if (rows[0]?.exists) return;
      await sql`set local lock_timeout = ${LOCK_LIMIT}`.execute(tx);
      // Another node may be making it: whoever comes second waits here, and then finds it there.
      await sql`lock table inbound_events in access exclusive mode`.execute(tx);
      await sql`
        create table if not exists ${sql.table(name)} partition of inbound_events
        for values from (${sql.lit(from.toISOString())}) to (${sql.lit(until.toISOString())})`.execute(tx);
    }),
  );
}

/** Names of the partitions whose whole day is before a time, oldest first. */
export async function listPartitions(tx: Db | Tx, before: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'inbound_events'::regclass and c.relname ~ '^inbound_events_[0-9]{8}$' order by 1`.execute(tx);
  return rows.map((row) => row.name).filter((name) => endOf(name) <= before.getTime());
}

function endOf(name: string): number {
  const [year = "", month = "", day = ""] = name.slice(PREFIX.length).match(/^\d{4}|\d{2}/g) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) + DAY_MS;
}

/** Drops a partition with its events. Those that were set aside, or have not been processed, move to the default partition. False when
 *  somebody else uses the table. */
export async function dropPartition(db: Db, name: string): Promise<boolean> {
  return unlessInTheWay(() =>
    runInTransaction(db, async (tx) => {
      await sql`set local lock_timeout = ${LOCK_LIMIT}`.execute(tx);
      await sql`lock table inbound_events in access exclusive mode`.execute(tx);
      await sql`alter table inbound_events detach partition ${sql.table(name)}`.execute(tx);
      await sql`
        insert into inbound_events_default (id, received_at, channel_kind, signer, body, state, error)
        overriding system value
        select id, received_at, channel_kind, signer, body, state, error from ${sql.table(name)} e
        where state = 'quarantined' or exists (select 1 from inbound_queue q where q.event_id = e.id)`.execute(tx);
      await sql`drop table ${sql.table(name)}`.execute(tx);
    }),
  );
}

/** Deletes events of the default partition that were received before a time and had their effect. Answers how many, at most `limit`. */
export async function deleteOldFromDefault(tx: Db | Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from inbound_events_default where state = 'stored' and (received_at, id) in (
      select received_at, id from inbound_events_default e
      where received_at < ${before} and state = 'stored' and not exists (select 1 from inbound_queue q where q.event_id = e.id)
      limit ${limit}
    )`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

const LOCK_NOT_AVAILABLE = "55P03";
const CHECK_VIOLATION = "23514";

async function unlessInTheWay(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === LOCK_NOT_AVAILABLE || code === CHECK_VIOLATION) return false;
    throw error;
  }
}
