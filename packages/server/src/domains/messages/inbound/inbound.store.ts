import { sql } from "kysely";
import type { ChannelKind } from "../../../channels/channel.ts";
import type { Db, Tx } from "../../../platform/db/index.ts";

/** A body as it was posted to us, proved to come from the platform. */
export interface RawEvent {
  readonly channelKind: ChannelKind;
  /** Fingerprint of the secret that signed it. */
  readonly signer: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

export interface StoredEvent extends RawEvent {
  /** bigint as text. */
  readonly id: string;
}

/** Stores bodies and queues them for processing, in the order given. The bodies travel as one buffer, with the place of each in it: an
 *  array of byte strings would be sent as text, twice as long, and be taken apart on both sides. */
export async function insertEvents(tx: Db | Tx, events: readonly RawEvent[]): Promise<void> {
  const starts: number[] = [];
  let length = 0;
  for (const { body } of events) {
    starts.push(length + 1);
    length += body.length;
  }
  await sql`
    with stored as (
      insert into inbound_events (received_at, channel_kind, signer, body)
      select "receivedAt", kind, signer, substring(${Buffer.concat(
        events.map((e) => e.body),
        length,
      )}::bytea from start for length)
      from unnest(${events.map((e) => e.receivedAt)}::timestamptz[], ${events.map((e) => e.channelKind)}::text[],
        ${events.map((e) => e.signer)}::text[], ${starts}::int[], ${events.map((e) => e.body.length)}::int[])
        with ordinality as e("receivedAt", kind, signer, start, length, place)
      order by place
      returning id, received_at
    )
    insert into inbound_queue (event_id, received_at) select id, received_at from stored`.execute(tx);
}

/** Takes the processor's turn until the transaction ends; false when another node has it. */
export async function takeTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from inbound_turn for update skip locked`.execute(tx);
  return rows.length === 1;
}

/** The oldest unprocessed events, or those named. */
export async function readQueue(tx: Tx, limit: number, only?: readonly string[]): Promise<StoredEvent[]> {
  // The queue first and by itself: joined in one go, the planner reads whole partitions of bodies.
  const { rows } = await sql<StoredEvent>`
    with head as materialized (
      select event_id, received_at from inbound_queue where ${only ? sql`event_id = any(${only}::bigint[])` : sql`true`}
      order by event_id limit ${limit}
    )
    select head.event_id::text as id, e.received_at as "receivedAt", e.channel_kind as "channelKind", e.signer, e.body
    from head cross join lateral (
      select * from inbound_events e where e.received_at = head.received_at and e.id = head.event_id limit 1
    ) e
    order by head.event_id`.execute(tx);
  return rows;
}

export async function deleteFromQueue(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from inbound_queue where event_id = any(${ids}::bigint[])`.execute(tx);
}

/** Sets events aside that could not be processed: they stay, with the reason, and can be replayed. */
export async function quarantine(
  tx: Tx,
  events: ReadonlyArray<{ id: string; receivedAt: Date; error: string }>,
): Promise<void> {
  if (events.length === 0) return;
  await sql`
    update inbound_events e set state = 'quarantined', error = q.error
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as q(id bigint, "receivedAt" timestamptz, error text)
    where e.id = q.id and e.received_at = q."receivedAt"`.execute(tx);
}

export interface QuarantinedEvent {
  readonly id: string;
  readonly receivedAt: Date;
  readonly channelKind: ChannelKind;
  readonly error: string;
  readonly body: Buffer;
}

export async function listQuarantined(
  tx: Db | Tx,
  page: { limit: number; before?: string | undefined },
): Promise<QuarantinedEvent[]> {
  const { rows } = await sql<QuarantinedEvent>`
    select id::text, received_at as "receivedAt", channel_kind as "channelKind", error, body from inbound_events
    where state = 'quarantined' and (${page.before ?? null}::bigint is null or id < ${page.before ?? null}::bigint)
    order by id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** Queues a quarantined event again. False when there is none with this id. */
export async function requeueQuarantined(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    with freed as (
      update inbound_events set state = 'stored', error = null where id = ${id}::bigint and state = 'quarantined' returning id, received_at
    )
    insert into inbound_queue (event_id, received_at) select id, received_at from freed on conflict do nothing returning event_id`.execute(
    tx,
  );
  return rows.length === 1;
}

/** Inserts keys not seen before, in sorted order (two batches must not deadlock), and answers with those. */
export async function insertNewKeys(tx: Tx, keys: readonly string[], now: Date): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    insert into inbound_dedupe (key, seen_at) select key, ${now} from unnest(${[...new Set(keys)].sort()}::text[]) as key
    on conflict do nothing returning key`.execute(tx);
  return new Set(rows.map((row) => row.key));
}

export async function deleteOldKeys(tx: Db | Tx, before: Date): Promise<void> {
  await sql`delete from inbound_dedupe where seen_at < ${before}`.execute(tx);
}
