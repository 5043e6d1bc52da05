/** Messages as virtual phones have them. */
import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Tick, TickPlan, TickState } from "./ticks.rules.ts";

export type PhoneMessageState = "accepted" | "sent" | "delivered" | "read" | "failed";

export interface PhoneMessage {
  readonly id: string;
  readonly chatId: string;
  /** null: the business. */
  readonly authorId: string | null;
  readonly providerId: string;
  readonly messageId: string | null;
  readonly type: string;
  readonly content: Record<string, unknown>;
  readonly quotedProviderId: string | null;
  readonly state: PhoneMessageState;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
}

const columns = sql`m.id, m.chat_id as "chatId", m.author_id as "authorId", m.provider_id as "providerId", m.message_id as "messageId",
  m.type, m.content, m.quoted_provider_id as "quotedProviderId", m.state, m.created_at as "createdAt", m.sent_at as "sentAt",
  m.delivered_at as "deliveredAt", m.read_at as "readAt"`;

export interface NewPhoneMessage
  extends Pick<
    PhoneMessage,
    "id" | "chatId" | "authorId" | "providerId" | "messageId" | "type" | "quotedProviderId" | "state"
  > {
  readonly content: object;
  readonly next?: Tick | undefined;
  readonly plan?: TickPlan;
}

/** False: the phone has it already. */
export async function insertPhoneMessage(tx: Tx, message: NewPhoneMessage, now: Date): Promise<boolean> {
  const { next, plan } = message;
  const { numAffectedRows } = await sql`
    insert into sandbox_messages (id, chat_id, author_id, provider_id, message_id, type, content, quoted_provider_id, state, next_state,
      next_at, delay_ms, read_after_ms, fails, created_at)
    values (${message.id}, ${message.chatId}, ${message.authorId}, ${message.providerId}, ${message.messageId}, ${message.type},
      ${JSON.stringify(message.content)}::jsonb, ${message.quotedProviderId}, ${message.state}, ${next?.state ?? null},
      ${next?.at ?? null}, ${plan?.delayMs ?? 0}, ${plan?.readAfterMs ?? null}, ${plan?.fails ?? false}, ${now})
    on conflict (provider_id) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findPhoneMessage(tx: Db | Tx, chatId: string, id: string): Promise<PhoneMessage | undefined> {
  const { rows } = await sql<PhoneMessage>`
    select ${columns} from sandbox_messages m where m.id = ${id} and m.chat_id = ${chatId}`.execute(tx);
  return rows[0];
}

export interface ShownMessage extends PhoneMessage {
  readonly quotedId: string | null;
  readonly reactions: Array<{ authorId: string | null; emoji: string }>;
}

/** What a chat shows, latest first: reactions stand with what they are about, and what has not reached the phone is not there. */
export async function listShownMessages(
  tx: Db | Tx,
  chatId: string,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<ShownMessage[]> {
  const after = page.after
    ? sql`and (m.created_at, m.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const { rows } = await sql<ShownMessage>`
    select ${columns}, (select q.id from sandbox_messages q where q.provider_id = m.quoted_provider_id) as "quotedId",
      coalesce((
        select jsonb_agg(jsonb_build_object('authorId', r.author_id, 'emoji', r.emoji)) from (
          select distinct on (x.author_id) x.author_id, x.content ->> 'emoji' as emoji from sandbox_messages x
          where x.chat_id = m.chat_id and x.type = 'reaction' and x.content ->> 'targetProviderId' = m.provider_id
            and (x.author_id is not null or x.delivered_at is not null)
          order by x.author_id, x.created_at desc, x.id desc
        ) r where r.emoji <> ''
      ), '[]') as reactions
    from sandbox_messages m
    where m.chat_id = ${chatId} and m.type <> 'reaction' and (m.author_id is not null or m.delivered_at is not null) ${after}
    order by m.created_at desc, m.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** A tick that is to be reported. */
export interface Report {
  readonly chatId: string;
  readonly channelAddress: string;
  /** Of the person; null: it was written to a group. */
  readonly phone: string | null;
  readonly providerId: string;
  readonly messageId: string | null;
  readonly state: TickState;
}

const report = sql`m.chat_id as "chatId", c.channel_address as "channelAddress", case when not c.is_group then c.address end as phone,
  m.provider_id as "providerId", m.message_id as "messageId"`;

export interface DueTick extends Report, TickPlan {
  readonly id: string;
  readonly isOnline: boolean;
  readonly hasBlocked: boolean;
}

/** Messages whose next tick is due, locked; `state` is that tick. */
export async function lockDueTicks(tx: Tx, now: Date, limit: number): Promise<DueTick[]> {
  const { rows } = await sql<DueTick>`
    select m.id, ${report}, m.next_state as state, m.delay_ms as "delayMs", m.read_after_ms as "readAfterMs", m.fails,
      c.is_online as "isOnline", c.has_blocked as "hasBlocked"
    from sandbox_messages m join sandbox_chats c on c.id = m.chat_id
    where m.next_at <= ${now} order by m.next_at, m.id limit ${limit} for update of m skip locked`.execute(tx);
  return rows;
}

/** Without a state it stays as it is. */
export async function writeTicks(
  tx: Tx,
  ticks: ReadonlyArray<{ id: string; state?: TickState; next?: Tick | undefined; isLost: boolean }>,
  now: Date,
): Promise<void> {
  if (ticks.length === 0) return;
  await sql`
    update sandbox_messages m set state = coalesce(t.state, m.state), is_lost = t."isLost", next_state = t.next ->> 'state',
      next_at = (t.next ->> 'at')::timestamptz, ${timesOf(sql`t.state`, now)}
    from jsonb_to_recordset(${JSON.stringify(ticks)}::jsonb) as t(id uuid, state text, next jsonb, "isLost" boolean) where m.id = t.id`.execute(
    tx,
  );
}

function timesOf(state: RawBuilder<unknown>, now: Date) {
  return sql`sent_at = coalesce(m.sent_at, case when ${state} <> 'failed' then ${now}::timestamptz end),
    delivered_at = coalesce(m.delivered_at, case when ${state} in ('delivered', 'read') then ${now}::timestamptz end),
    read_at = coalesce(m.read_at, case when ${state} = 'read' then ${now}::timestamptz end)`;
}

/** Marks all that the business wrote here as read, if it arrived. Answers with those that were not. */
export async function readAll(tx: Tx, chatId: string, now: Date): Promise<Report[]> {
  const { rows } = await sql<Report>`
    update sandbox_messages m set state = 'read', next_state = null, next_at = null, ${timesOf(sql`'read'`, now)}
    from sandbox_chats c where m.chat_id = ${chatId} and c.id = m.chat_id and m.author_id is null and m.state = 'delivered'
    returning ${report}, 'read' as state`.execute(tx);
  return rows;
}

/** A phone that is turned on again gets what waited for it. */
export async function deliverWaiting(tx: Tx, chatId: string, now: Date): Promise<void> {
  await sql`
    update sandbox_messages set next_state = 'delivered', next_at = ${now}
    where chat_id = ${chatId} and author_id is null and state = 'sent' and not fails and not is_lost`.execute(tx);
}

/** Shows people that theirs were read: this one and all before it. Answers with the chat. */
export async function markReadByBusiness(
  tx: Tx,
  channelAddress: string,
  providerId: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ chatId: string }>`
    select m.chat_id as "chatId" from sandbox_messages m join sandbox_chats c on c.id = m.chat_id
    where m.provider_id = ${providerId} and c.channel_address = ${channelAddress} and m.author_id is not null`.execute(
    tx,
  );
  const chatId = rows[0]?.chatId;
  if (chatId === undefined) return undefined;
  await sql`
    update sandbox_messages m set state = 'read', read_at = ${now}
    from sandbox_messages upto
    where upto.provider_id = ${providerId} and m.chat_id = upto.chat_id and m.author_id is not null and m.state <> 'read'
      and (m.created_at, m.id) <= (upto.created_at, upto.id)`.execute(tx);
  return chatId;
}

export async function findNextTickAt(tx: Db | Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select next_at as at from sandbox_messages where next_at is not null order by next_at limit 1`.execute(tx);
  return rows[0]?.at;
}

/** As if everything in this chat had happened so much earlier. What would have come by itself meanwhile comes now. */
export async function shiftPhoneTimes(tx: Tx, chatId: string, ms: number, now: Date): Promise<void> {
  const by = sql`make_interval(secs => ${ms / 1000})`;
  await sql`
    update sandbox_messages set created_at = created_at - ${by}, sent_at = sent_at - ${by}, delivered_at = delivered_at - ${by},
      read_at = read_at - ${by},
      next_at = case when next_at is not null then least(next_at, greatest(next_at - ${by}, ${now}::timestamptz)) end
    where chat_id = ${chatId}`.execute(tx);
  await sql`
    update sandbox_chats set active_at = active_at - ${by}, typing_until = typing_until - ${by} where id = ${chatId}`.execute(
    tx,
  );
}

/** Which of these files are shown on a phone. */
export async function findShownMedia(tx: Db | Tx, mediaIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct content ->> 'mediaId' as id from sandbox_messages
    where content ? 'mediaId' and content ->> 'mediaId' = any(${mediaIds}::text[])`.execute(tx);
  return rows.map((row) => row.id);
}
