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

/** Locks those of the rows that are still free and reads all about them. They stay `ready` until marked in the same transaction. */
export async function lockFreeRows(tx: Tx, messageIds: readonly string[]): Promise<ClaimedMessage[]> {
  const { rows } = await sql<ClaimedMessage>`
    with free as (
      select * from outbox where message_id = any(${messageIds}::uuid[]) and state = 'ready' for update skip locked
    )
    select free.message_id as "messageId", free.conversation_id as "conversationId", free.channel_id as "channelId",
      free.lane, free.attempt, free.source_kind as "sourceKind", free.expires_at as "expiresAt",
      m.source_id as "sourceId", m.created_at as "createdAt", m.content, m.quoted_provider_id as "quotedProviderId",
      c.address, c.is_group as "isGroup", c.contact_id as "contactId", c.window_expires_at as "windowExpiresAt",
      c.last_inbound_at as "lastInboundAt", c.last_human_reply_at as "lastHumanReplyAt", c.pace_used_until as "paceUsedUntil", m.resends
    from free join messages m on m.id = free.message_id join conversations c on c.id = free.conversation_id
    order by free.lane, free.message_id`.execute(tx);
  return rows;
}

/** Marks locked rows as being sent: the next thing that happens to them is the network call. */
export async function markSending(tx: Tx, messageIds: readonly string[], lease: Lease, now: Date): Promise<void> {
  await sql`
    update outbox set state = 'sending', attempt = attempt + 1, epoch = ${lease.epoch}::bigint, dispatched_at = ${now}, state_since = ${now}
    where message_id = any(${messageIds}::uuid[])`.execute(tx);
}

/** Marks locked rows as in this node's hands but not to be sent: what a guard decided on them is written next. */
export async function markClaimed(tx: Tx, messageIds: readonly string[], lease: Lease, now: Date): Promise<void> {
  await sql`
    update outbox set state = 'claimed', epoch = ${lease.epoch}::bigint, state_since = ${now}
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

export async function readBudgets(
  tx: Tx,
  keys: readonly string[],
): Promise<Map<string, { tokens: number; updatedAt: Date }>> {
  const { rows } = await sql<{ key: string; tokens: number; updatedAt: Date }>`
    select key, tokens, updated_at as "updatedAt" from budgets where key = any(${keys}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.key, row]));
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
