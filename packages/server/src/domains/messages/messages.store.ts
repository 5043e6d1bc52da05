/** History: reading messages, and writing inbound ones. What is unfinished lives in outbox/. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { MessageSource } from "./outbox/lanes.rules.ts";

export type MessageState =
  | "received"
  | "queued"
  | "held"
  | "sending"
  | "unknown"
  | "accepted"
  | "sent"
  | "delivered"
  | "read"
  | "played"
  | "failed"
  | "cancelled"
  | "expired";

export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly direction: "inbound" | "outbound";
  readonly type: string;
  readonly content: Record<string, unknown>;
  readonly sourceKind: MessageSource | null;
  readonly sourceId: string | null;
  readonly state: MessageState;
  readonly providerId: string | null;
  readonly quotedProviderId: string | null;
  readonly createdAt: Date;
  readonly dispatchedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly playedAt: Date | null;
  readonly endedAt: Date | null;
  /** When its author changed it, or took it back. */
  readonly editedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly reactions: Array<{ contactId: string | null; emoji: string; at: string }>;
  readonly error: unknown;
  /** When it will go out, while it is queued. */
  readonly sendAt: Date | null;
  readonly to: string;
  /** In a group: the contact who wrote it. */
  readonly authorId: string | null;
}

export const messageSelect = sql`
  select m.id, m.conversation_id as "conversationId", m.channel_id as "channelId", m.direction, m.type, m.content,
    m.source_kind as "sourceKind", m.source_id as "sourceId",
    case when o.state = 'sending' then 'sending' else m.state end as state,
    m.provider_id as "providerId", m.quoted_provider_id as "quotedProviderId", m.created_at as "createdAt",
    coalesce(m.dispatched_at, o.dispatched_at) as "dispatchedAt", m.accepted_at as "acceptedAt", m.sent_at as "sentAt",
    m.delivered_at as "deliveredAt", m.read_at as "readAt", m.played_at as "playedAt", m.ended_at as "endedAt", m.edited_at as "editedAt", m.revoked_at as "revokedAt",
    coalesce((select jsonb_agg(jsonb_build_object('contactId', r.contact_id, 'emoji', r.emoji,
      'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by r.at) from reactions r where r.message_id = m.id), '[]') as reactions, m.error,
    o.available_at as "sendAt", c.address as "to", m.author_id as "authorId"
  from messages m join conversations c on c.id = m.conversation_id left join outbox o on o.message_id = m.id`;

export async function findMessage(tx: Db | Tx, id: string): Promise<Message | undefined> {
  const { rows } = await sql<Message>`${messageSelect} where m.id = ${id}`.execute(tx);
  return rows[0];
}

export async function findByIdempotencyKey(tx: Db | Tx, key: string): Promise<Message | undefined> {
  const { rows } = await sql<Message>`${messageSelect} where m.idempotency_key = ${key}`.execute(tx);
  return rows[0];
}

export interface MessageFilter {
  readonly conversationId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly direction?: "inbound" | "outbound" | undefined;
  readonly state?: MessageState | undefined;
  readonly sourceKind?: MessageSource | undefined;
  /** A tsquery: words that it has. */
  readonly words?: string | undefined;
}

/** Latest first. `after` is the last row of the page before. */
export async function listMessages(
  tx: Db | Tx,
  filter: MessageFilter,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<Message[]> {
  const conditions = [sql`true`];
  if (filter.conversationId) conditions.push(sql`m.conversation_id = ${filter.conversationId}`);
  if (filter.channelId) conditions.push(sql`m.channel_id = ${filter.channelId}`);
  if (filter.direction) conditions.push(sql`m.direction = ${filter.direction}`);
  if (filter.sourceKind) conditions.push(sql`m.source_kind = ${filter.sourceKind}`);
  if (filter.state === "sending") conditions.push(sql`o.state = 'sending'`);
  else if (filter.state) conditions.push(sql`m.state = ${filter.state}`);
  if (filter.words !== undefined) {
    conditions.push(
      sql`exists (select from message_words w where w.message_id = m.id and w.words @@ ${filter.words}::tsquery)`,
    );
  }
  if (page.after) conditions.push(sql`(m.created_at, m.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`);
  const { rows } = await sql<Message>`
    ${messageSelect} where ${sql.join(conditions, sql` and `)} order by m.created_at desc, m.id desc limit ${page.limit}`.execute(
    tx,
  );
  return rows;
}

export interface MessageDecision {
  readonly at: Date;
  readonly kind: string;
  readonly detail: unknown;
}

export async function listDecisions(tx: Db | Tx, messageId: string): Promise<MessageDecision[]> {
  const { rows } = await sql<MessageDecision>`
    select at, kind, detail from message_events where message_id = ${messageId} order by id`.execute(tx);
  return rows;
}

/** A message that the platform tells us of: written by the contact, or by our own people in the platform's app. */
export interface PlatformMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly direction: "inbound" | "outbound";
  readonly type: string;
  readonly content: unknown;
  readonly providerId: string;
  readonly quotedProviderId: string | null;
  readonly createdAt: Date;
  /** In a group: the contact who wrote it. */
  readonly authorId: string | null;
}

/** Inserts what is new and answers with those ids: a message told of twice is stored once, and so is one we sent ourselves. */
export async function insertFromPlatform(tx: Tx, messages: readonly PlatformMessage[]): Promise<Set<string>> {
  if (messages.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, provider_id, quoted_provider_id,
      created_at, sent_at, author_id)
    select id, "conversationId", "channelId", direction, type, content, case when direction = 'outbound' then 'phone' end,
      case when direction = 'outbound' then 'sent' else 'received' end, "providerId", "quotedProviderId", "createdAt",
      case when direction = 'outbound' then "createdAt" end, "authorId"
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as n(id uuid, "conversationId" uuid, "channelId" uuid, direction text,
      type text, content jsonb, "providerId" text, "quotedProviderId" text, "createdAt" timestamptz, "authorId" uuid)
    order by "channelId", "providerId"
    on conflict (channel_id, provider_id) where provider_id is not null do nothing
    returning id`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** In which conversations these messages are. */
export async function findPlaces(
  tx: Db | Tx,
  ids: readonly string[],
): Promise<Array<{ id: string; conversationId: string }>> {
  const { rows } = await sql<{ id: string; conversationId: string }>`
    select id, conversation_id as "conversationId" from messages where id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

/** What platforms put in the place of a message of the past whose file follows later. */
const PLACEHOLDER = "media_placeholder";

/** Puts messages in the place of what was stored as their placeholder. Answers with the stored ids, by the ids given here. */
export async function fillPlaceholders(
  tx: Tx,
  messages: ReadonlyArray<Pick<PlatformMessage, "id" | "channelId" | "providerId" | "type" | "content">>,
): Promise<Map<string, string>> {
  const real = messages.filter((message) => message.type !== PLACEHOLDER);
  if (real.length === 0) return new Map();
  const { rows } = await sql<{ id: string; storedId: string }>`
    update messages m set type = f.type, content = f.content
    from jsonb_to_recordset(${JSON.stringify(real)}::jsonb) as f(id uuid, "channelId" uuid, "providerId" text, type text, content jsonb)
    where m.channel_id = f."channelId" and m.provider_id = f."providerId" and m.type = ${PLACEHOLDER}
    returning f.id, m.id as "storedId"`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.storedId]));
}

export async function findLatestInboundProviderId(tx: Db | Tx, conversationId: string): Promise<string | undefined> {
  const { rows } = await sql<{ providerId: string }>`
    select provider_id as "providerId" from messages
    where conversation_id = ${conversationId} and direction = 'inbound' and provider_id is not null
    order by created_at desc, id desc limit 1`.execute(tx);
  return rows[0]?.providerId;
}
