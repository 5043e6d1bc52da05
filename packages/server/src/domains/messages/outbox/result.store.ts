/** Writing down how sends ended, and what the platform reports of them later. */
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";
import type { SourceKind } from "./lanes.rules.ts";

export interface AcceptedSend {
  readonly messageId: string;
  readonly channelId: string;
  readonly providerId: string;
  readonly dispatchedAt: Date;
  readonly state: "accepted" | "sent";
  /** Of the message when it was taken for this send. */
  readonly resends: number;
}

/** Moves messages forward to accepted (or sent) and takes them out of the outbox. A send that the platform has already reported as failed,
 *  and that waits to be sent again, is past that: its acceptance changes nothing. Their conversations must be locked: whoever else changes a
 *  message that is still in the outbox holds that lock too, so the rows need no locking in an order of their own. */
export async function recordAccepted(tx: Tx, accepted: readonly AcceptedSend[], now: Date): Promise<void> {
  if (accepted.length === 0) return;
  await sql`
    with recorded as (
      update messages m set provider_id = coalesce(m.provider_id, r."providerId"), dispatched_at = r."dispatchedAt",
        accepted_at = coalesce(m.accepted_at, ${now}), sent_at = case when r.state = 'sent' then coalesce(m.sent_at, ${now}) else m.sent_at end,
        state = case when message_state_rank(r.state) > message_state_rank(m.state) then r.state else m.state end,
        error = case when m.state = 'failed' then m.error end
      from jsonb_to_recordset(${JSON.stringify(accepted)}::jsonb)
        as r("messageId" uuid, "providerId" text, "dispatchedAt" timestamptz, state text, resends integer)
      where m.id = r."messageId" and m.resends = r.resends returning m.id
    )
    delete from outbox where message_id = any(array(select id from recorded))`.execute(tx);
}

export async function deleteOutboxRows(tx: Tx, messageIds: readonly string[]): Promise<void> {
  await sql`delete from outbox where message_id = any(${messageIds}::uuid[])`.execute(tx);
}

/** Notes how far the pace towards recipients is used. */
export async function writePaces(
  tx: Tx,
  paces: ReadonlyArray<{ conversationId: string; usedUntil: Date }>,
): Promise<void> {
  if (paces.length === 0) return;
  await sql`
    update conversations c set pace_used_until = greatest(c.pace_used_until, p."usedUntil")
    from jsonb_to_recordset(${JSON.stringify(paces)}::jsonb) as p("conversationId" uuid, "usedUntil" timestamptz)
    where c.id = p."conversationId"`.execute(tx);
}

/** A platform's report on a message, as far as the database is concerned. */
export interface StatusReport {
  readonly channelId: string;
  readonly providerId: string;
  /** Our own id, where the platform echoed it. */
  readonly messageId: string | null;
  readonly status: "sent" | "delivered" | "read" | "played" | "failed";
  readonly at: Date;
  readonly error: unknown;
  /** With `failed`: when it may be tried again, in ms; null: never by itself. */
  readonly againAfterMs: number | null;
}

export interface MatchedReport extends StatusReport {
  /** Of the message it is about; null: not known (yet). */
  readonly foundId: string | null;
  readonly conversationId: string | null;
  readonly dispatchedAt: Date | null;
  readonly inOutbox: boolean;
}

/** Finds the message of each report, by the platform's id or by ours. */
export async function matchReports(tx: Tx, reports: readonly StatusReport[]): Promise<MatchedReport[]> {
  if (reports.length === 0) return [];
  const keys = reports.map(({ channelId, providerId, messageId }, index) => ({
    index,
    channelId,
    providerId,
    messageId,
  }));
  const { rows } = await sql<{
    index: number;
    foundId: string | null;
    conversationId: string | null;
    dispatchedAt: Date | null;
    inOutbox: boolean;
  }>`
    select r.index, found.id as "foundId", found.conversation_id as "conversationId",
      coalesce(found.dispatched_at, o.dispatched_at) as "dispatchedAt", o.message_id is not null as "inOutbox"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r(index integer, "channelId" uuid, "providerId" text, "messageId" uuid)
    left join lateral (
      select * from (
        select 1 as preference, m.id, m.conversation_id, m.dispatched_at from messages m
        where m.channel_id = r."channelId" and m.provider_id = r."providerId" and m.direction = 'outbound'
        union all
        select 2, m.id, m.conversation_id, m.dispatched_at from messages m
        where m.id = r."messageId" and m.channel_id = r."channelId" and m.direction = 'outbound'
      ) either order by preference limit 1
    ) found on true
    left join outbox o on o.message_id = found.id`.execute(tx);
  return rows.map((row) => ({ ...(reports[row.index] as StatusReport), ...row }));
}

/** Applies reports to their messages: every time is kept, the state only moves forward. */
export async function applyReports(tx: Tx, reports: ReadonlyArray<StatusReport & { foundId: string }>): Promise<void> {
  if (reports.length === 0) return;
  const list = reports.map(({ foundId, providerId, status, at, error }) => ({
    foundId,
    providerId,
    status,
    at,
    error,
  }));
  await sql`
    with report as (
      select "foundId", min("providerId") as provider_id,
        min(at) filter (where status = 'sent') as sent_at, min(at) filter (where status = 'delivered') as delivered_at,
        min(at) filter (where status = 'read') as read_at, min(at) filter (where status = 'played') as played_at,
        min(at) filter (where status = 'failed') as failed_at,
        (array_agg(error) filter (where status = 'failed'))[1] as error,
        (array_agg(status order by message_state_rank(status) desc))[1] as furthest
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r("foundId" uuid, "providerId" text, status text, at timestamptz, error jsonb)
      group by "foundId"
    ), locked as (
      select m.id from messages m join report r on r."foundId" = m.id order by m.id for no key update of m
    )
    update messages m set
      provider_id = coalesce(m.provider_id, r.provider_id),
      sent_at = coalesce(m.sent_at, r.sent_at), delivered_at = coalesce(m.delivered_at, r.delivered_at),
      read_at = coalesce(m.read_at, r.read_at), played_at = coalesce(m.played_at, r.played_at),
      ended_at = coalesce(m.ended_at, r.failed_at),
      error = case when r.furthest = 'failed' and message_state_rank('failed') > message_state_rank(m.state) then r.error
                   when message_state_rank(r.furthest) > message_state_rank('failed') then null else m.error end,
      state = case when message_state_rank(r.furthest) > message_state_rank(m.state) then r.furthest else m.state end
    from report r join locked l on l.id = r."foundId"
    where m.id = r."foundId"`.execute(tx);
}

/** Keeps reports on messages we do not know yet, until their send is recorded. */
export async function keepEarlyReports(tx: Tx, reports: readonly StatusReport[], now: Date): Promise<void> {
  if (reports.length === 0) return;
  await sql`
    insert into early_statuses (channel_id, provider_id, status, at, detail, received_at)
    select "channelId", "providerId", status, at, error, ${now}
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb)
      as r("channelId" uuid, "providerId" text, status text, at timestamptz, error jsonb)
    order by "channelId", "providerId", status
    on conflict do nothing`.execute(tx);
}

/** Takes out the kept reports on messages just recorded. */
export async function takeEarlyReports(
  tx: Tx,
  accepted: readonly AcceptedSend[],
): Promise<Array<StatusReport & { foundId: string }>> {
  const { rows } = await sql<StatusReport & { foundId: string }>`
    delete from early_statuses e
    using unnest(${accepted.map((one) => one.channelId)}::uuid[], ${accepted.map((one) => one.providerId)}::text[],
      ${accepted.map((one) => one.messageId)}::uuid[]) as a(channel_id, provider_id, message_id)
    where e.channel_id = a.channel_id and e.provider_id = a.provider_id
    returning e.channel_id as "channelId", e.provider_id as "providerId", a.message_id as "foundId", null as "messageId",
      e.status, e.at, e.detail as error, null as "againAfterMs"`.execute(tx);
  return rows;
}

/** Takes out reports that were kept between two moments although their message is known: its send was being recorded in that moment, and found
 *  nothing kept yet. */
export async function takeOvertakenReports(
  tx: Tx,
  received: { readonly from: Date; readonly until: Date },
): Promise<Array<StatusReport & { foundId: string; conversationId: string }>> {
  const { rows } = await sql<StatusReport & { foundId: string; conversationId: string }>`
    delete from early_statuses e using messages m
    where e.received_at >= ${received.from} and e.received_at < ${received.until}
      and m.channel_id = e.channel_id and m.provider_id = e.provider_id and m.direction = 'outbound'
    returning e.channel_id as "channelId", e.provider_id as "providerId", m.id as "foundId", m.conversation_id as "conversationId",
      null as "messageId", e.status, e.at, e.detail as error, null as "againAfterMs"`.execute(tx);
  return rows;
}

export async function deleteOldEarlyReports(tx: Db | Tx, before: Date): Promise<void> {
  await sql`delete from early_statuses where received_at < ${before}`.execute(tx);
}

/** Notes up to which dispatch the platform has reported: the evidence for judging unknown outcomes. */
export async function noteProgress(tx: Tx, channelId: string, dispatchedAt: Date): Promise<void> {
  await sql`
    insert into channel_progress as p (channel_id, latest_confirmed_dispatch_at) values (${channelId}, ${dispatchedAt})
    on conflict (channel_id) do update set latest_confirmed_dispatch_at = excluded.latest_confirmed_dispatch_at
      where p.latest_confirmed_dispatch_at < excluded.latest_confirmed_dispatch_at`.execute(tx);
}

export interface UnknownOutboxRow {
  readonly messageId: string;
  readonly conversationId: string;
  readonly dispatchedAt: Date;
  readonly stateSince: Date;
  readonly resendIfUnknown: boolean;
}

export async function findUnknown(
  tx: Db | Tx,
  channelId: string,
): Promise<{ rows: UnknownOutboxRow[]; latestConfirmedDispatchAt: Date | undefined }> {
  const unknown = await sql<UnknownOutboxRow>`
    select message_id as "messageId", conversation_id as "conversationId", coalesce(dispatched_at, state_since) as "dispatchedAt",
      state_since as "stateSince", resend_if_unknown as "resendIfUnknown"
    from outbox where channel_id = ${channelId} and state = 'unknown' and not parked order by state_since limit 1000`.execute(
    tx,
  );
  if (unknown.rows.length === 0) return { rows: [], latestConfirmedDispatchAt: undefined };
  const progress = await sql<{ at: Date }>`
    select latest_confirmed_dispatch_at as at from channel_progress where channel_id = ${channelId}`.execute(tx);
  return { rows: unknown.rows, latestConfirmedDispatchAt: progress.rows[0]?.at };
}

/** Of these messages, those that stand as failed and were not queued again too often. Their conversations must be locked. */
export async function findResendable(
  tx: Tx,
  messageIds: readonly string[],
  limit: number,
): Promise<Array<{ id: string; channelId: string; conversationId: string; sourceKind: SourceKind }>> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<{ id: string; channelId: string; conversationId: string; sourceKind: SourceKind }>`
    select id, channel_id as "channelId", conversation_id as "conversationId", source_kind as "sourceKind" from messages
    where id = any(${messageIds}::uuid[]) and state = 'failed' and resends < ${limit} and source_kind <> 'phone'`.execute(
    tx,
  );
  return rows;
}
