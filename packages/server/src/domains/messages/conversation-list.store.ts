/** The inbox's lists. Each begins at an index that is as long as what it shows; see 0015-inbox.sql. */
import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import { type Conversation, conversationColumns } from "./conversations.store.ts";
import type { MessageState } from "./messages.store.ts";
import type { MessageSource } from "./outbox/lanes.rules.ts";

export interface ConversationFilter {
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
  readonly channelId?: string | undefined;
  /** With one of these contacts. */
  readonly contactIds?: readonly string[] | undefined;
  readonly isOpen?: boolean | undefined;
  /** null: to nobody. */
  readonly assignedUserId?: string | null | undefined;
  readonly isUnread?: boolean | undefined;
  readonly tagId?: string | undefined;
  readonly isWindowOpen?: boolean | undefined;
  /** What a search found: one of these conversations, or a conversation with one of these contacts. */
  readonly found?: { readonly conversationIds: readonly string[]; readonly contactIds: readonly string[] } | undefined;
}

/** latest: message first · oldest: message first · waiting: who has waited longest for a person's answer · window: whose service window
 *  closes next. The last two show only those to which that applies. */
export const CONVERSATION_SORTS = ["latest", "oldest", "waiting", "window"] as const;
export type ConversationSort = (typeof CONVERSATION_SORTS)[number];

export interface ConversationPlace {
  readonly at: string;
  readonly id: string;
}

/** At what a list in this order begins, and how it goes on. */
export function placeOf(conversation: Conversation, sort: ConversationSort): ConversationPlace {
  const at = { waiting: conversation.waitingSince, window: conversation.windowExpiresAt, latest: null, oldest: null }[
    sort
  ];
  return { at: (at ?? conversation.lastMessageAt).toISOString(), id: conversation.id };
}

const KEYS: Record<ConversationSort, RawBuilder<unknown>> = {
  latest: sql`last_message_at`,
  oldest: sql`last_message_at`,
  waiting: sql`waiting_since`,
  window: sql`window_expires_at`,
};

/** Going on after `after`, the place of the last row of the page before. What moves to the front meanwhile is not shown twice. */
export async function listConversations(
  tx: Db | Tx,
  filter: ConversationFilter,
  page: { limit: number; sort?: ConversationSort; after?: ConversationPlace | undefined },
  now: Date,
): Promise<Conversation[]> {
  const { limit, sort = "latest", after } = page;
  const conditions = [...conditionsOf(filter, now)];
  // Whoever waits does so in an open one.
  if (sort === "waiting") conditions.push(sql`is_open and waiting_since is not null`);
  if (sort === "window") conditions.push(sql`window_expires_at > ${now}`);
  const key = KEYS[sort];
  const [direction, isAfter] = sort === "latest" ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  if (after) conditions.push(sql`(${key}, id) ${isAfter} (${after.at}::timestamptz, ${after.id}::uuid)`);
  const { rows } = await sql<Conversation>`
    select ${conversationColumns} from conversations where ${sql.join(conditions, sql` and `)}
    order by ${key} ${direction}, id ${direction} limit ${limit}`.execute(tx);
  return rows;
}

function* conditionsOf(filter: ConversationFilter, now: Date): Generator<RawBuilder<unknown>> {
  yield sql`true`;
  if (filter.ids !== undefined) yield sql`id = any(${filter.ids}::uuid[])`;
  if (filter.channelId !== undefined) yield sql`channel_id = ${filter.channelId}`;
  if (filter.contactIds !== undefined) yield sql`contact_id = any(${filter.contactIds}::uuid[])`;
  // Not `is_open = …`: these are the words of the index.
  if (filter.isOpen !== undefined) yield filter.isOpen ? sql`is_open` : sql`not is_open`;
  if (filter.assignedUserId === null) yield sql`assigned_user_id is null`;
  else if (filter.assignedUserId !== undefined) yield sql`assigned_user_id = ${filter.assignedUserId}`;
  if (filter.isUnread !== undefined) yield filter.isUnread ? sql`unread_count > 0` : sql`unread_count = 0`;
  if (filter.tagId !== undefined) yield sql`tag_ids <> '{}' and tag_ids @> array[${filter.tagId}::uuid]`;
  if (filter.isWindowOpen === true) yield sql`window_expires_at > ${now}`;
  if (filter.isWindowOpen === false) yield sql`window_expires_at <= ${now}`;
  if (filter.found !== undefined) {
    yield sql`id in (select unnest(${filter.found.conversationIds}::uuid[])
      union all select id from conversations where contact_id = any(${filter.found.contactIds}::uuid[]))`;
  }
}

/** How many conversations there are that somebody has yet to read; each number is at most `limit`. */
export interface UnreadCounts {
  readonly all: number;
  readonly mine: number;
  readonly unassigned: number;
}

export async function countUnread(tx: Db | Tx, userId: string | null, limit: number): Promise<UnreadCounts> {
  const count = (condition: RawBuilder<unknown>) =>
    sql`(select count(*)::int from (select 1 from conversations where unread_count > 0 and ${condition} limit ${limit}) counted)`;
  const { rows } = await sql<UnreadCounts>`
    select ${count(sql`true`)} as "all", ${count(sql`assigned_user_id = ${userId}::uuid`)} as mine,
      ${count(sql`assigned_user_id is null`)} as unassigned`.execute(tx);
  return rows[0] ?? { all: 0, mine: 0, unassigned: 0 };
}

/** A conversation's last message, as a list shows it. */
export interface LastMessage {
  readonly conversationId: string;
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly type: string;
  /** The beginning of its words; null: it has none, or was taken back. */
  readonly text: string | null;
  readonly state: MessageState;
  readonly sourceKind: MessageSource | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** In a group: the contact who wrote it. */
  readonly authorId: string | null;
}

const PREVIEW_LENGTH = 200;

const preview = sql`m.conversation_id as "conversationId", m.id, m.direction, m.type, m.state, m.source_kind as "sourceKind", m.author_id as "authorId",
  m.created_at as "createdAt", m.revoked_at as "revokedAt", case when m.revoked_at is null then
    left(coalesce(m.content ->> 'text', m.content ->> 'caption', m.content ->> 'body', m.content ->> 'name'), ${sql.lit(PREVIEW_LENGTH)}) end as text`;

/** Reactions are not among them: they belong to another message. */
export async function findLastMessages(tx: Db | Tx, conversationIds: readonly string[]): Promise<LastMessage[]> {
  const { rows } = await sql<LastMessage>`
    select last.* from unnest(${conversationIds}::uuid[]) as c(id) cross join lateral (
      select ${preview} from messages m where m.conversation_id = c.id and m.type <> 'reaction'
      order by m.created_at desc, m.id desc limit 1
    ) last`.execute(tx);
  return rows;
}

export async function findPreviews(tx: Db | Tx, messageIds: readonly string[]): Promise<LastMessage[]> {
  const { rows } =
    await sql<LastMessage>`select ${preview} from messages m where m.id = any(${messageIds}::uuid[])`.execute(tx);
  return rows;
}
