/** The messages of one conversation as a thread shows them, and what belongs to each. */
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";
import { type Message, type MessageState, messageSelect } from "../messages.store.ts";
import type { MessageSource } from "../outbox/lanes.rules.ts";
import { isInStretch, orderStretch, type Stretch } from "./stretch.ts";

const place = { at: sql`m.created_at`, id: sql`m.id`, idType: sql`uuid` };

/** Without our reactions: they are shown on the message they are on. */
export async function listThreadMessages(tx: Db | Tx, conversationId: string, stretch: Stretch): Promise<Message[]> {
  const { rows } = await sql<Message>`
    ${messageSelect} where m.conversation_id = ${conversationId} and m.type <> 'reaction' and ${isInStretch(place, stretch)}
    ${orderStretch(place, stretch)}`.execute(tx);
  return rows;
}

export async function findThreadMessages(
  tx: Db | Tx,
  conversationId: string,
  ids: readonly string[],
): Promise<Message[]> {
  const { rows } = await sql<Message>`
    ${messageSelect} where m.conversation_id = ${conversationId} and m.type <> 'reaction' and m.id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return rows;
}

/** A message that others quote, in short. */
export interface QuotedMessage {
  readonly id: string;
  readonly providerId: string;
  readonly conversationId: string;
  readonly direction: "inbound" | "outbound";
  readonly type: string;
  readonly sourceKind: MessageSource | null;
  readonly content: Record<string, unknown>;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly authorId: string | null;
}

export async function findQuoted(
  tx: Db | Tx,
  channelId: string,
  providerIds: readonly string[],
): Promise<QuotedMessage[]> {
  if (providerIds.length === 0) return [];
  const { rows } = await sql<QuotedMessage>`
    select m.id, m.provider_id as "providerId", m.conversation_id as "conversationId", m.direction, m.type, m.source_kind as "sourceKind",
      m.content - 'raw' as content, m.created_at as "createdAt", m.revoked_at as "revokedAt",
      m.author_id as "authorId"
    from messages m where m.channel_id = ${channelId} and m.provider_id = any(${providerIds}::text[])`.execute(tx);
  return rows;
}

/** Our latest reaction to a message, sent from here. */
export interface OwnReaction {
  readonly targetProviderId: string;
  readonly messageId: string;
  /** Empty: takes it back. */
  readonly emoji: string;
  readonly state: MessageState;
  readonly error: unknown;
  readonly createdAt: Date;
}

export async function findOwnReactions(
  tx: Db | Tx,
  channelId: string,
  providerIds: readonly string[],
): Promise<OwnReaction[]> {
  if (providerIds.length === 0) return [];
  const { rows } = await sql<OwnReaction>`
    select distinct on (m.content ->> 'targetProviderId') m.content ->> 'targetProviderId' as "targetProviderId", m.id as "messageId",
      m.content ->> 'emoji' as emoji, m.state, m.error, m.created_at as "createdAt"
    from messages m
    where m.type = 'reaction' and m.direction = 'outbound' and m.channel_id = ${channelId}
      and m.content ->> 'targetProviderId' = any(${providerIds}::text[])
    order by m.content ->> 'targetProviderId', m.created_at desc, m.id desc`.execute(tx);
  return rows;
}
