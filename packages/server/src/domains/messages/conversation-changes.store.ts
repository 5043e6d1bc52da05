/** What people change about conversations. Whoever calls these has locked the conversations (lockConversations of outbox.store.ts). */
import { sql } from "kysely";
import type { GroupChangeReport } from "../../channels/groups.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { isInStretch, orderStretch, type Stretch } from "./thread/stretch.ts";

/** Answers with those that were closed, or never open. */
export async function openConversations(tx: Tx, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set is_open = true, opened_at = ${now} where id = any(${ids}::uuid[]) and not is_open returning id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** What is closed needs nobody: it is read, and nobody waits. Answers with those that were open. */
export async function closeConversations(tx: Tx, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set is_open = false, closed_at = ${now}, unread_count = 0, waiting_since = null
    where id = any(${ids}::uuid[]) and is_open returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** null: to nobody. Answers with those that were somebody else's. */
export async function assignConversations(tx: Tx, ids: readonly string[], userId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set assigned_user_id = ${userId}
    where id = any(${ids}::uuid[]) and assigned_user_id is distinct from ${userId}::uuid returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function addTagToConversations(tx: Tx, ids: readonly string[], tagId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set tag_ids = tag_ids || ${tagId}::uuid
    where id = any(${ids}::uuid[]) and not tag_ids @> array[${tagId}::uuid] returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function removeTagFromConversations(tx: Tx, ids: readonly string[], tagId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set tag_ids = array_remove(tag_ids, ${tagId}::uuid)
    where id = any(${ids}::uuid[]) and tag_ids @> array[${tagId}::uuid] returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** The tag is gone. */
export async function removeTagEverywhere(tx: Tx, tagId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set tag_ids = array_remove(tag_ids, ${tagId}::uuid)
    where tag_ids <> '{}' and tag_ids @> array[${tagId}::uuid] returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** `upTo`: the last message that was seen; what came after it stays unread. Answers with those in which something changed. */
export async function markRead(
  tx: Tx,
  ids: readonly string[],
  upTo?: { readonly createdAt: Date; readonly id: string },
): Promise<string[]> {
  const left = upTo
    ? sql`least(unread_count, (select count(*) from messages m where m.conversation_id = conversations.id and m.direction = 'inbound'
        and (m.created_at, m.id) > (${upTo.createdAt}, ${upTo.id}::uuid)))`
    : sql`0`;
  const { rows } = await sql<{ id: string }>`
    update conversations set unread_count = ${left} where id = any(${ids}::uuid[]) and unread_count > 0 returning id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** So that somebody looks at it again: it counts as one unread message. Only what is open can be. */
export async function markUnread(tx: Tx, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conversations set unread_count = 1, is_open = true, opened_at = case when is_open then opened_at else ${now} end
    where id = any(${ids}::uuid[]) and unread_count = 0 returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export type ConversationEventKind = "opened" | "closed" | "assigned" | "unassigned" | "group-changed";

export interface ConversationEvent {
  readonly id: string;
  readonly conversationId: string;
  readonly at: Date;
  readonly kind: ConversationEventKind;
  /** null: it followed from a message. */
  readonly actorKind: Actor["kind"] | null;
  readonly actorId: string | null;
  /** To whom it was assigned. */
  readonly userId: string | null;
  /** What happened in a group. */
  readonly detail: GroupChangeReport | null;
}

export async function insertConversationEvents(
  tx: Tx,
  conversationIds: readonly string[],
  event: {
    readonly kind: ConversationEventKind;
    readonly actor: Actor | null;
    readonly userId?: string | null;
    readonly detail?: GroupChangeReport;
  },
  now: Date,
): Promise<void> {
  if (conversationIds.length === 0) return;
  await sql`
    insert into conversation_events (conversation_id, at, kind, actor_kind, actor_id, user_id, detail)
    select id, ${now}, ${event.kind}, ${event.actor?.kind ?? null}, ${event.actor?.id ?? null}::uuid, ${event.userId ?? null}::uuid,
      ${event.detail === undefined ? null : JSON.stringify(event.detail)}::jsonb
    from unnest(${conversationIds}::uuid[]) as c(id)`.execute(tx);
}

const place = { at: sql`at`, id: sql`id`, idType: sql`bigint` };

export async function listConversationEvents(
  tx: Db | Tx,
  conversationId: string,
  stretch: Stretch,
): Promise<ConversationEvent[]> {
  const { rows } = await sql<ConversationEvent>`
    select id::text as id, conversation_id as "conversationId", at, kind, actor_kind as "actorKind", actor_id as "actorId", user_id as "userId", detail
    from conversation_events where conversation_id = ${conversationId} and ${isInStretch(place, stretch)}
    ${orderStretch(place, stretch)}`.execute(tx);
  return rows;
}
