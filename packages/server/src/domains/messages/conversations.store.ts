import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface Conversation {
  readonly id: string;
  readonly channelId: string;
  readonly address: string;
  readonly contactId: string | null;
  readonly isGroup: boolean;
  readonly windowExpiresAt: Date | null;
  readonly lastInboundAt: Date | null;
  readonly lastOutboundAt: Date | null;
  readonly lastMessageAt: Date;
  readonly createdAt: Date;
  /** Somebody may have to do something in it. */
  readonly isOpen: boolean;
  /** When it last was; null: never. */
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly assignedUserId: string | null;
  /** Messages of the contact that nobody has seen in the inbox. */
  readonly unreadCount: number;
  /** Since when the contact waits for a person's answer; null: does not. */
  readonly waitingSince: Date | null;
  readonly tagIds: string[];
}

export const conversationColumns = sql`id, channel_id as "channelId", address, contact_id as "contactId", is_group as "isGroup",
  window_expires_at as "windowExpiresAt", last_inbound_at as "lastInboundAt", last_outbound_at as "lastOutboundAt",
  last_message_at as "lastMessageAt", created_at as "createdAt", is_open as "isOpen", opened_at as "openedAt", closed_at as "closedAt",
  assigned_user_id as "assignedUserId", unread_count as "unreadCount", waiting_since as "waitingSince", tag_ids as "tagIds"`;

/** The far side of a conversation to be found or begun. */
export interface ConversationKey {
  readonly channelId: string;
  readonly address: string;
  readonly contactId: string | null;
  readonly isGroup: boolean;
}

/** Finds or creates a conversation for each key, in the keys' order. A contact known on the channel under another address keeps the
 *  conversation they have. */
export async function resolveConversations(
  tx: Tx,
  keys: readonly ConversationKey[],
  newId: () => string,
  now: Date,
): Promise<string[]> {
  const known = await findConversations(tx, keys);
  const missing = new Map<string, ConversationKey>();
  keys.forEach((key, index) => {
    if (known[index] === undefined) missing.set(`${key.channelId}\n${key.contactId ?? key.address}`, key);
  });
  if (missing.size === 0) return known as string[];
  const list = [...missing.values()].map((key) => ({ ...key, id: newId() }));
  await sql`
    insert into conversations (id, channel_id, address, contact_id, is_group, last_message_at, created_at)
    select id, "channelId", address, "contactId", "isGroup", ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as n(id uuid, "channelId" uuid, address text, "contactId" uuid, "isGroup" boolean)
    order by "channelId", address
    on conflict (channel_id, address) do nothing`.execute(tx);
  const all = await findConversations(tx, keys);
  return all.map((id) => {
    if (id === undefined) throw new Error("a conversation vanished while it was being created");
    return id;
  });
}

/** The conversation of each key where there is one, in the keys' order. */
export async function findConversations(
  tx: Tx,
  keys: ReadonlyArray<Omit<ConversationKey, "isGroup">>,
): Promise<Array<string | undefined>> {
  const list = keys.map(({ channelId, address, contactId }, index) => ({ index, channelId, address, contactId }));
  const { rows } = await sql<{ index: number; id: string }>`
    select k.index, found.id
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as k(index integer, "channelId" uuid, address text, "contactId" uuid)
    cross join lateral (
      select * from (
        select 1 as preference, c.id from conversations c where c.channel_id = k."channelId" and c.address = k.address
        union all
        select 2, c.id from conversations c where c.contact_id = k."contactId" and c.channel_id = k."channelId" and not c.is_group
      ) either order by preference, id limit 1
    ) found`.execute(tx);
  const found = new Array<string | undefined>(keys.length).fill(undefined);
  for (const row of rows) found[row.index] = row.id;
  return found;
}

/** What an inbound message changes on its conversation: the service window, the latest times, the address it now uses. */
export interface InboundTouch {
  readonly id: string;
  readonly at: Date;
  /** False for what does not open the window. */
  readonly opensWindow: boolean;
  /** A person wrote it just now: somebody has to read it. False for notices of the platform and imported history. */
  readonly isNew: boolean;
}

const WINDOW_HOURS = 24;

/** The conversations must be locked. Answers with those that were closed by a person, and are open again. */
export async function touchInbound(tx: Tx, touches: readonly InboundTouch[], now: Date): Promise<string[]> {
  if (touches.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with touch as (
      select id, max(at) as at, max(at) filter (where "opensWindow") as window_at, count(*) filter (where "isNew") as new_count,
        min(at) filter (where "isNew") as first_new_at
      from jsonb_to_recordset(${JSON.stringify(touches)}::jsonb) as t(id uuid, at timestamptz, "opensWindow" boolean, "isNew" boolean)
      group by id
    ), touched as (
      update conversations c set last_inbound_at = greatest(c.last_inbound_at, touch.at),
        last_message_at = greatest(c.last_message_at, touch.at),
        window_expires_at = greatest(c.window_expires_at, touch.window_at + make_interval(hours => ${WINDOW_HOURS})),
        unread_count = c.unread_count + touch.new_count, is_open = c.is_open or touch.new_count > 0,
        opened_at = case when not c.is_open and touch.new_count > 0 then ${now} else c.opened_at end,
        waiting_since = coalesce(c.waiting_since, touch.first_new_at)
      from touch where c.id = touch.id
    )
    insert into conversation_events (conversation_id, at, kind)
    select c.id, ${now}, 'opened' from conversations c join touch on touch.id = c.id
    where touch.new_count > 0 and not c.is_open and c.opened_at is not null
    returning conversation_id as id`.execute(tx);
  return rows.map((row) => row.id);
}

/** A person wrote from our side, outside of this server, where they have seen what the contact wrote before. */
export async function touchHumanReplies(tx: Tx, touches: ReadonlyArray<{ id: string; at: Date }>): Promise<void> {
  if (touches.length === 0) return;
  await sql`
    with touch as (
      select id, max(at) as at from jsonb_to_recordset(${JSON.stringify(touches)}::jsonb) as t(id uuid, at timestamptz) group by id
    )
    update conversations c set last_outbound_at = greatest(c.last_outbound_at, touch.at),
      last_human_reply_at = greatest(c.last_human_reply_at, touch.at), last_message_at = greatest(c.last_message_at, touch.at),
      unread_count = case when touch.at >= c.last_inbound_at then 0 else c.unread_count end,
      waiting_since = case when touch.at >= c.last_inbound_at then null else c.waiting_since end
    from touch where c.id = touch.id`.execute(tx);
}

/** A person of ours writes, so somebody works in it, and the contact waits no longer. The conversations must be locked. Answers with those
 *  that were not open. */
export async function openByReply(tx: Tx, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with before as (
      select id, is_open, opened_at from conversations where id = any(${ids}::uuid[])
    ), noted as (
      insert into conversation_events (conversation_id, at, kind)
      select id, ${now}, 'opened' from before where not is_open and opened_at is not null
    ), changed as (
      update conversations c set waiting_since = null, is_open = true, opened_at = case when c.is_open then c.opened_at else ${now} end
      where c.id = any(${ids}::uuid[]) and (c.waiting_since is not null or not c.is_open)
    )
    select id from before where not is_open`.execute(tx);
  return rows.map((row) => row.id);
}

/** In any order. */
export async function findConversationsWithGroups(
  tx: Db | Tx,
  groups: ReadonlyArray<{ readonly channelId: string; readonly address: string }>,
): Promise<string[]> {
  if (groups.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select c.id from unnest(${groups.map((group) => group.channelId)}::uuid[], ${groups.map((group) => group.address)}::text[])
      as g(channel_id, address)
    join conversations c on c.channel_id = g.channel_id and c.address = g.address and c.is_group`.execute(tx);
  return rows.map((row) => row.id);
}

export async function findConversation(tx: Db | Tx, id: string): Promise<Conversation | undefined> {
  const { rows } = await sql<Conversation>`select ${conversationColumns} from conversations where id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

export async function findConversationsById(tx: Db | Tx, ids: readonly string[]): Promise<Conversation[]> {
  const { rows } =
    await sql<Conversation>`select ${conversationColumns} from conversations where id = any(${ids}::uuid[])`.execute(
      tx,
    );
  return rows;
}

export interface ConversationTimes {
  readonly id: string;
  readonly contactId: string | null;
  readonly lastInboundAt: Date | null;
  readonly lastHumanReplyAt: Date | null;
}

/** Locks those of these conversations that nobody else holds locked, and answers with them. It waits for nobody, so in any order. */
export async function lockFreeConversations(tx: Tx, ids: readonly string[]): Promise<ConversationTimes[]> {
  const { rows } = await sql<ConversationTimes>`
    select id, contact_id as "contactId", last_inbound_at as "lastInboundAt", last_human_reply_at as "lastHumanReplyAt"
    from conversations where id = any(${ids}::uuid[]) order by id for no key update skip locked`.execute(tx);
  return rows;
}
