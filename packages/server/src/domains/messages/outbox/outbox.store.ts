/** What enters and leaves the outbox. Everyone who changes which row is the head of a conversation first locks the
 *  conversation's row (lockConversations, in sorted order), then outbox rows: one order everywhere, so no deadlock. The claim
 *  is the exception: it locks outbox rows only, skipping locked ones, and never waits. */
import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";
import { LANES, type Lane, laneOf, resendsIfUnknown, type SourceKind } from "./lanes.rules.ts";

export interface NewOutboundMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly type: string;
  readonly content: unknown;
  readonly sourceKind: SourceKind;
  readonly sourceId: string | null;
  readonly quotedProviderId: string | null;
  readonly idempotencyKey: string | null;
  readonly lane: Lane;
  readonly availableAt: Date;
  readonly expiresAt: Date | null;
  readonly resendIfUnknown: boolean;
}

/** Locks conversations against changes of their queue until the transaction ends. */
export async function lockConversations(tx: Tx, conversationIds: readonly string[]): Promise<void> {
  await sql`select 1 from conversations where id = any(${[...new Set(conversationIds)]}::uuid[]) order by id for no key update`.execute(
    tx,
  );
}

/** Whether a lane of a conversation has a head. A scalar subquery with a limit, not EXISTS: that one the planner may turn into a join
 *  with, or a hash of, every head there is, which takes as long as the queue is long. */
function hasHead(conversationId: RawBuilder<unknown>, lane: RawBuilder<unknown>, and: RawBuilder<unknown> = sql`true`) {
  return sql`coalesce((select true from outbox h where h.conversation_id = ${conversationId} and h.lane = ${lane}
    and h.state in ('ready', 'claimed', 'sending', 'unknown') and not h.scheduled and not h.parked and ${and} limit 1), false)`;
}

/** Inserts messages and their outbox rows, in the order of the list. The conversations must be locked. */
export async function insertOutbound(tx: Tx, drafts: readonly NewOutboundMessage[], now: Date): Promise<void> {
  const list = JSON.stringify(drafts);
  await sql`
    insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, source_id, state,
      quoted_provider_id, idempotency_key, created_at)
    select id, "conversationId", "channelId", 'outbound', type, content, "sourceKind", "sourceId", 'queued', "quotedProviderId",
      "idempotencyKey", ${now}
    from jsonb_to_recordset(${list}::jsonb) as d(id uuid, "conversationId" uuid, "channelId" uuid, type text, content jsonb,
      "sourceKind" text, "sourceId" text, "quotedProviderId" text, "idempotencyKey" text)`.execute(tx);
  await sql`
    insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, expires_at, state, state_since,
      resend_if_unknown, scheduled)
    select id, "channelId", "conversationId", lane, "sourceKind", "availableAt", "expiresAt",
      case when "availableAt" > ${now} then 'ready'
           when row_number() over (partition by "conversationId", lane, "availableAt" > ${now} order by id) > 1 then 'waiting'
           when ${hasHead(sql`d."conversationId"`, sql`d.lane`)} then 'waiting'
           else 'ready' end,
      ${now}, "resendIfUnknown", "availableAt" > ${now}
    from jsonb_to_recordset(${list}::jsonb) as d(id uuid, "conversationId" uuid, "channelId" uuid, lane smallint, "sourceKind" text,
      "availableAt" timestamptz, "expiresAt" timestamptz, "resendIfUnknown" boolean)`.execute(tx);
}

export async function touchConversations(
  tx: Tx,
  conversationIds: readonly string[],
  byPerson: boolean,
  now: Date,
): Promise<void> {
  await sql`
    update conversations set last_outbound_at = ${now}, last_message_at = greatest(last_message_at, ${now}),
      last_human_reply_at = case when ${byPerson} then ${now} else last_human_reply_at end
    where id = any(${[...new Set(conversationIds)]}::uuid[])`.execute(tx);
}

/** Gives every lane of these conversations its next head where it has none. The conversations must be locked. */
export function promoteNext(tx: Tx, conversationIds: readonly string[], now: Date): Promise<void> {
  return promoteNextInLanes(
    tx,
    conversationIds.flatMap((conversationId) => LANES.map((lane) => ({ conversationId, lane }))),
    now,
  );
}

/** As promoteNext, where it is known which lanes were freed: a look at five lanes costs five times as much as one at the right one. */
export async function promoteNextInLanes(
  tx: Tx,
  freed: ReadonlyArray<{ conversationId: string; lane: Lane }>,
  now: Date,
): Promise<void> {
  if (freed.length === 0) return;
  await sql`
    update outbox set state = 'ready', state_since = ${now}
    where message_id = any(array(
      select next.message_id
      from (select distinct conversation_id, lane from unnest(${freed.map((one) => one.conversationId)}::uuid[],
        ${freed.map((one) => one.lane)}::smallint[]) as f(conversation_id, lane)) freed
      cross join lateral (
        select w.message_id from outbox w
        where w.conversation_id = freed.conversation_id and w.lane = freed.lane and w.state = 'waiting'
        order by w.message_id limit 1
      ) as next
      where not ${hasHead(sql`freed.conversation_id`, sql`freed.lane`)}
    ))`.execute(tx);
}

export interface OutboxRow {
  readonly messageId: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly lane: Lane;
  readonly state: "ready" | "waiting" | "claimed" | "sending" | "unknown" | "held";
  readonly attempt: number;
  readonly parked: boolean;
}

/** The unfinished rows of these messages, locked. Their conversations must be locked first. */
export async function lockRows(tx: Tx, messageIds: readonly string[]): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    select message_id as "messageId", channel_id as "channelId", conversation_id as "conversationId", lane, state, attempt, parked
    from outbox where message_id = any(${messageIds}::uuid[]) order by message_id for update`.execute(tx);
  return rows;
}

export async function conversationsOf(tx: Db | Tx, messageIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from outbox where message_id = any(${messageIds}::uuid[])`.execute(tx);
  return rows.map((row) => row.id);
}

/** Ends messages without their going out. */
export async function endMessages(
  tx: Tx,
  ended: ReadonlyArray<{ messageId: string; state: "cancelled" | "expired" | "failed"; error: unknown }>,
  now: Date,
): Promise<void> {
  if (ended.length === 0) return;
  const list = JSON.stringify(ended);
  await sql`
    update messages m set state = e.state, error = e.error, ended_at = ${now}
    from jsonb_to_recordset(${list}::jsonb) as e("messageId" uuid, state text, error jsonb)
    where m.id = e."messageId"`.execute(tx);
  await sql`delete from outbox where message_id = any(${ended.map((one) => one.messageId)}::uuid[])`.execute(tx);
}

/** A row that goes back to be sent. */
export interface Requeued {
  readonly messageId: string;
  readonly availableAt: Date;
  /** true: lets others pass meanwhile; null: as it was. */
  readonly scheduled: boolean | null;
  /** The code of the channel's limit that holds it back; absent: none does. */
  readonly limitedBy?: string | null;
  /** Its time is over as much later as it waits now. */
  readonly movesExpiry?: boolean;
}

/** Puts rows back to be sent: as the head of their queue where it is free, else behind it. The conversations must be locked. */
export async function requeue(tx: Tx, rows: readonly Requeued[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update outbox o set available_at = r."availableAt", scheduled = coalesce(r.scheduled, o.scheduled), limited_by = r."limitedBy", parked = false,
      expires_at = case when r."movesExpiry" then o.expires_at + (r."availableAt" - ${now}::timestamptz) else o.expires_at end,
      epoch = null, state_since = ${now},
      state = case when coalesce(r.scheduled, o.scheduled) or not ${hasHead(sql`o.conversation_id`, sql`o.lane`, sql`h.message_id <> o.message_id`)}
        then 'ready' else 'waiting' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("messageId" uuid, "availableAt" timestamptz, scheduled boolean,
      "limitedBy" text, "movesExpiry" boolean)
    where o.message_id = r."messageId"`.execute(tx);
}

export async function setUnknown(tx: Tx, messageIds: readonly string[], now: Date): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`
    update outbox set state = 'unknown', state_since = ${now} where message_id = any(${messageIds}::uuid[])`.execute(
    tx,
  );
  await setMessageState(tx, messageIds, "unknown");
}

export async function park(tx: Tx, messageIds: readonly string[], now: Date): Promise<void> {
  await sql`update outbox set parked = true, state_since = ${now} where message_id = any(${messageIds}::uuid[])`.execute(
    tx,
  );
}

export async function hold(tx: Tx, messageIds: readonly string[], now: Date): Promise<void> {
  await sql`
    update outbox set state = 'held', scheduled = false, state_since = ${now}
    where message_id = any(${messageIds}::uuid[]) and state in ('ready', 'waiting')`.execute(tx);
  await setMessageState(tx, messageIds, "held");
}

/** Also puts a message in doubt or on hold back to `queued`. */
export async function setMessageState(
  tx: Tx,
  messageIds: readonly string[],
  state: "queued" | "held" | "unknown",
): Promise<void> {
  await sql`
    update messages set state = ${state}
    where id = any(${messageIds}::uuid[]) and state in ('queued', 'held', 'unknown')`.execute(tx);
}

export interface MessageEventRow {
  readonly messageId: string;
  /** retried, deferred, held, released, unknown, resent, parked, cancelled, expired, failed, reconciled … */
  readonly kind: string;
  readonly detail?: unknown;
}

/** Records decisions, so that every message can explain itself. */
export async function insertMessageEvents(tx: Db | Tx, events: readonly MessageEventRow[], now: Date): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into message_events (message_id, at, kind, detail)
    select "messageId", ${now}, kind, detail
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e("messageId" uuid, kind text, detail jsonb)`.execute(
    tx,
  );
}

/** Messages whose time is over before they went out. */
export async function findExpired(tx: Db | Tx, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select message_id as id from outbox
    where expires_at <= ${now} and state in ('ready', 'waiting', 'held') order by expires_at limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

export interface ReopenedMessage {
  readonly id: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly sourceKind: SourceKind;
  /** When it may go; later than now: it waits aside and lets others pass. */
  readonly availableAt: Date;
}

/** Puts finished messages back, behind what waits already, and counts that: the answer to the send before may still be on its way and must
 *  not be taken for the next one's. Their conversations must be locked; promoteNext must follow. */
export async function reopen(tx: Tx, messages: readonly ReopenedMessage[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    ...message,
    lane: laneOf(message.sourceKind),
    resendIfUnknown: resendsIfUnknown(message.sourceKind),
  }));
  const list = JSON.stringify(rows);
  await sql`
    update messages set state = 'queued', provider_id = null, error = null, ended_at = null, dispatched_at = null, accepted_at = null,
      sent_at = null, resends = resends + 1
    where id = any(${messages.map((message) => message.id)}::uuid[])`.execute(tx);
  await sql`
    insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, state, state_since, resend_if_unknown,
      scheduled)
    select id, "channelId", "conversationId", lane, "sourceKind", "availableAt",
      case when "availableAt" > ${now} then 'ready' else 'waiting' end, ${now}, "resendIfUnknown", "availableAt" > ${now}
    from jsonb_to_recordset(${list}::jsonb) as r(id uuid, "channelId" uuid, "conversationId" uuid, lane smallint, "sourceKind" text,
      "availableAt" timestamptz, "resendIfUnknown" boolean)`.execute(tx);
}
