/** Rows that a limit of their channel puts off, many at once. See the note on locks in outbox.store.ts. */
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";
import type { Reason } from "./guards.ts";
import type { Lane, SourceKind } from "./lanes.rules.ts";
import { insertMessageEvents, lockConversations, promoteNextInLanes } from "./outbox.store.ts";
import { tellMessagesChanged } from "./tell-changed.ts";

/** A row that may go out now, with what limits ask for. */
export interface DueRow {
  readonly messageId: string;
  readonly conversationId: string;
  readonly lane: Lane;
  readonly sourceKind: SourceKind;
  readonly isGroup: boolean;
  readonly contactId: string | null;
  readonly lastInboundAt: Date | null;
}

/** At most `limit` a lane, those first that would go first. Locks nothing. */
export async function findDueRows(tx: Db | Tx, channelId: string, now: Date, limit: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select d.message_id as "messageId", d.conversation_id as "conversationId", d.lane, d.source_kind as "sourceKind",
      c.is_group as "isGroup", c.contact_id as "contactId", c.last_inbound_at as "lastInboundAt"
    from generate_series(0, 4) as lanes(lane) cross join lateral (
      select o.message_id, o.conversation_id, o.lane, o.source_kind from outbox o
      where o.channel_id = ${channelId} and o.state = 'ready' and o.lane = lanes.lane and o.available_at <= ${now}
      order by o.available_at, o.message_id limit ${limit}
    ) d join conversations c on c.id = d.conversation_id`.execute(tx);
  return rows;
}

export interface PutOff extends Pick<DueRow, "messageId" | "conversationId" | "lane"> {
  readonly until: Date;
  /** Its code is remembered with the row. */
  readonly reason: Reason;
  readonly movesExpiry: boolean;
}

/** Whether what waits behind a message that a limit puts off may pass it. Replies never wait for anything; in the other lanes all messages
 *  to one person are held by the same limit, and keep their order. */
export function passesLimited(lane: Lane): boolean {
  return lane === 0;
}

/** Puts off those of these rows that nobody has taken meanwhile. In a message's history it stands once for each limit, however many days
 *  it waits. */
export async function putOff(tx: Tx, rows: readonly PutOff[], now: Date): Promise<void> {
  const overtaken = rows.filter((row) => passesLimited(row.lane));
  if (overtaken.length > 0) {
    await lockConversations(
      tx,
      overtaken.map((row) => row.conversationId),
    );
  }
  const list = rows.map(({ messageId, lane, until, reason, movesExpiry }) => ({
    messageId,
    until,
    movesExpiry,
    code: reason.code,
    scheduled: passesLimited(lane),
  }));
  const { rows: held } = await sql<{ messageId: string; isNew: boolean }>`
    with free as (
      select o.message_id, o.limited_by from outbox o
      where o.message_id = any(${rows.map((row) => row.messageId)}::uuid[]) and o.state = 'ready' and o.available_at <= ${now}
      order by o.message_id for update skip locked
    )
    update outbox o set available_at = l.until, limited_by = l.code, scheduled = o.scheduled or l.scheduled, state_since = ${now},
      expires_at = case when l."movesExpiry" then o.expires_at + (l.until - ${now}::timestamptz) else o.expires_at end
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as l("messageId" uuid, until timestamptz, code text, scheduled boolean, "movesExpiry" boolean)
      join free on free.message_id = l."messageId"
    where o.message_id = free.message_id
    returning o.message_id as "messageId", free.limited_by is distinct from l.code as "isNew"`.execute(tx);
  const isHeld = new Map(held.map((row) => [row.messageId, row.isNew]));
  const told = rows.filter((row) => isHeld.get(row.messageId) === true);
  const events = told.map(({ messageId, until, reason }) => ({
    messageId,
    kind: "deferred",
    detail: { reason, until },
  }));
  await insertMessageEvents(tx, events, now);
  await tellMessagesChanged(tx, told, now);
  await promoteNextInLanes(tx, overtaken, now);
}

/** Has rows that a limit put off looked at again now, the oldest first; fewer than `most` are answered when there are no more. */
export async function releaseLimited(tx: Tx, channelId: string, now: Date, most: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox set available_at = ${now}, limited_by = null where message_id = any(array(
      select message_id from outbox where channel_id = ${channelId} and limited_by is not null and state = 'ready' and available_at > ${now}
      order by message_id limit ${most} for update skip locked))`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The same for conversations of a channel: what holds for strangers no longer holds for who has just written. */
export async function releaseLimitedOf(
  tx: Tx,
  channelId: string,
  conversationIds: readonly string[],
  now: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox set available_at = ${now}, limited_by = null where message_id = any(array(
      select message_id from outbox
      where channel_id = ${channelId} and conversation_id = any(${conversationIds}::uuid[]) and limited_by is not null and state = 'ready' and available_at > ${now}
      order by message_id for update skip locked))`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** How many wait because of each limit. */
export async function countLimited(tx: Db | Tx, channelId: string, now: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; count: number }>`
    select limited_by as code, count(*)::int as count from outbox
    where channel_id = ${channelId} and limited_by is not null and available_at > ${now} group by limited_by`.execute(
    tx,
  );
  return new Map(rows.map(({ code, count }) => [code, count]));
}
