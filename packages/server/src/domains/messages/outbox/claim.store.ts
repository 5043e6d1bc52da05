/** Taking rows out of the outbox into this node's hands. See the note on locks in outbox.store.ts. */
import { sql } from "kysely";
import type { MessageContent } from "../../../channels/content.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { Lane, SourceKind } from "./lanes.rules.ts";
import type { Lease } from "./lease.store.ts";

export interface ClaimCandidate {
  readonly messageId: string;
  readonly conversationId: string;
  readonly lane: Lane;
  readonly availableAt: Date;
}

/** What may go now, the oldest of each lane, at most `limit` a lane. Locks nothing. */
export async function findCandidates(tx: Tx, channelId: string, now: Date, limit: number): Promise<ClaimCandidate[]> {
  const { rows } = await sql<ClaimCandidate>`
    select c.* from generate_series(0, 4) as lanes(lane) cross join lateral (
      select o.message_id as "messageId", o.conversation_id as "conversationId", o.lane, o.available_at as "availableAt"
      from outbox o
      where o.channel_id = ${channelId} and o.state = 'ready' and o.lane = lanes.lane and o.available_at <= ${now}
        and (not o.scheduled or (select true from outbox b where b.conversation_id = o.conversation_id and b.lane = o.lane
          and b.state in ('claimed', 'sending', 'unknown') and not b.scheduled and not b.parked limit 1) is null)
      order by o.available_at, o.message_id limit ${limit}
    ) c`.execute(tx);
  return rows;
}

/** A message in this node's hands, with all that its guards and the driver need. */
export interface ClaimedMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly lane: Lane;
  /** Which send this is, from 1. */
  readonly attempt: number;
  readonly sourceKind: SourceKind;
  readonly sourceId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly content: MessageContent;
  readonly quotedProviderId: string | null;
  readonly address: string;
  readonly isGroup: boolean;
  readonly contactId: string | null;
  readonly windowExpiresAt: Date | null;
  readonly lastInboundAt: Date | null;
  readonly lastHumanReplyAt: Date | null;
  readonly paceUsedUntil: Date | null;
  /** How often the platform had it fail after accepting it. */
  readonly resends: number;
}

/** Takes those of the rows that are still free, marks them as being sent (the next thing that happens to them is the network call) and reads
 *  all about them. What a guard then refuses is given to markClaimed in the same transaction. */
export async function takeFreeRows(
  tx: Tx,
  messageIds: readonly string[],
  lease: Lease,
  now: Date,
): Promise<ClaimedMessage[]> {
  const { rows } = await sql<ClaimedMessage>`
    with free as (
      select message_id from outbox where message_id = any(${messageIds}::uuid[]) and state = 'ready' for update skip locked
    ), taken as (
      update outbox o set state = 'sending', attempt = attempt + 1, epoch = ${lease.epoch}::bigint, dispatched_at = ${now},
        state_since = ${now}
      from free where o.message_id = free.message_id returning o.*
    )
    select taken.message_id as "messageId", taken.conversation_id as "conversationId", taken.channel_id as "channelId",
      taken.lane, taken.attempt, taken.source_kind as "sourceKind", taken.expires_at as "expiresAt",
      m.source_id as "sourceId", m.created_at as "createdAt", m.content, m.quoted_provider_id as "quotedProviderId",
      c.address, c.is_group as "isGroup", c.contact_id as "contactId", c.window_expires_at as "windowExpiresAt",
      c.last_inbound_at as "lastInboundAt", c.last_human_reply_at as "lastHumanReplyAt", c.pace_used_until as "paceUsedUntil", m.resends
    from taken join messages m on m.id = taken.message_id join conversations c on c.id = taken.conversation_id
    order by taken.lane, taken.message_id`.execute(tx);
  return rows;
}

/** Marks taken rows as in this node's hands but not to be sent: what a guard decided on them is written next. */
export async function markClaimed(tx: Tx, messageIds: readonly string[]): Promise<void> {
  await sql`
    update outbox set state = 'claimed', attempt = attempt - 1, dispatched_at = null
    where message_id = any(${messageIds}::uuid[])`.execute(tx);
}

/** When the channel's next row may go; undefined: nothing is waiting for a time. */
export async function findNextDue(tx: Tx, channelId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(next.available_at) as at from generate_series(0, 4) as lanes(lane) cross join lateral (
      select o.available_at from outbox o where o.channel_id = ${channelId} and o.state = 'ready' and o.lane = lanes.lane
      order by o.available_at limit 1) next`.execute(tx);
  return rows[0]?.at ?? undefined;
}

export interface StoredBudget {
  readonly tokens: number;
  readonly updatedAt: Date;
}

/** The channel's budgets by key; undefined when this lease is not the valid one. A valid lease stays so until the transaction ends. */
export async function readBudgetsUnderLease(
  tx: Tx,
  lease: Lease,
  keys: readonly string[],
): Promise<Map<string, StoredBudget> | undefined> {
  const { rows } = await sql<{ key: string | null } & StoredBudget>`
    with lease as materialized (
      select 1 from channel_leases
      where channel_id = ${lease.channelId} and node_id = ${lease.nodeId} and epoch = ${lease.epoch}::bigint for share
    )
    select b.key, b.tokens, b.updated_at as "updatedAt" from lease left join budgets b on b.key = any(${keys}::text[])`.execute(
    tx,
  );
  if (rows.length === 0) return undefined;
  return new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])));
}

export async function writeBudgets(
  tx: Tx,
  budgets: ReadonlyArray<{ key: string; tokens: number }>,
  now: Date,
): Promise<void> {
  await sql`
    insert into budgets (key, tokens, updated_at)
    select key, tokens, ${now}
    from unnest(${budgets.map((one) => one.key)}::text[], ${budgets.map((one) => one.tokens)}::float8[]) as b(key, tokens) order by key
    on conflict (key) do update set tokens = excluded.tokens, updated_at = excluded.updated_at`.execute(tx);
}
