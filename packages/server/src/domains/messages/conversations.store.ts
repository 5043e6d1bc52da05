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
}

const columns = sql`id, channel_id as "channelId", address, contact_id as "contactId", is_group as "isGroup",
  window_expires_at as "windowExpiresAt", last_inbound_at as "lastInboundAt", last_outbound_at as "lastOutboundAt",
  last_message_at as "lastMessageAt", created_at as "createdAt"`;

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
}

const WINDOW_HOURS = 24;

export async function touchInbound(tx: Tx, touches: readonly InboundTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await sql`
    with touch as (
      select id, max(at) as at, max(at) filter (where "opensWindow") as window_at
      from jsonb_to_recordset(${JSON.stringify(touches)}::jsonb) as t(id uuid, at timestamptz, "opensWindow" boolean) group by id
    )
    update conversations c set last_inbound_at = greatest(c.last_inbound_at, touch.at),
      last_message_at = greatest(c.last_message_at, touch.at),
      window_expires_at = greatest(c.window_expires_at, touch.window_at + make_interval(hours => ${WINDOW_HOURS}))
    from touch where c.id = touch.id`.execute(tx);
}

/** A person wrote from our side, outside of this server. */
export async function touchHumanReplies(tx: Tx, touches: ReadonlyArray<{ id: string; at: Date }>): Promise<void> {
  if (touches.length === 0) return;
  await sql`
    with touch as (
      select id, max(at) as at from jsonb_to_recordset(${JSON.stringify(touches)}::jsonb) as t(id uuid, at timestamptz) group by id
    )
    update conversations c set last_outbound_at = greatest(c.last_outbound_at, touch.at),
      last_human_reply_at = greatest(c.last_human_reply_at, touch.at), last_message_at = greatest(c.last_message_at, touch.at)
    from touch where c.id = touch.id`.execute(tx);
}

export async function findConversation(tx: Db | Tx, id: string): Promise<Conversation | undefined> {
  const { rows } = await sql<Conversation>`select ${columns} from conversations where id = ${id}`.execute(tx);
  return rows[0];
}

export interface ConversationFilter {
  readonly channelId?: string | undefined;
  readonly contactId?: string | undefined;
}

/** Latest first. `after` is the last row of the page before. */
export async function listConversations(
  tx: Db | Tx,
  filter: ConversationFilter,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<Conversation[]> {
  const { rows } = await sql<Conversation>`
    select ${columns} from conversations
    where (${filter.channelId ?? null}::uuid is null or channel_id = ${filter.channelId ?? null}::uuid)
      and (${filter.contactId ?? null}::uuid is null or contact_id = ${filter.contactId ?? null}::uuid)
      and (${page.after?.at ?? null}::timestamptz is null
        or (last_message_at, id) < (${page.after?.at ?? null}::timestamptz, ${page.after?.id ?? null}::uuid))
    order by last_message_at desc, id desc limit ${page.limit}`.execute(tx);
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
