/** People and groups of virtual phones. */
import { sql } from "kysely";
import type { SandboxFailure } from "../../channels/sandbox-phone.ts";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface Chat {
  readonly id: string;
  /** Of the channel. */
  readonly channelAddress: string;
  /** +E164, or a group's id. */
  readonly address: string;
  readonly isGroup: boolean;
  readonly name: string | null;
  readonly isInvented: boolean;
  readonly isOnWhatsapp: boolean;
  readonly isOnline: boolean;
  readonly hasBlocked: boolean;
  readonly typingUntil: Date | null;
  readonly activeAt: Date;
  readonly createdAt: Date;
}

const columns = sql`c.id, c.channel_address as "channelAddress", c.address, c.is_group as "isGroup", c.name, c.is_invented as "isInvented",
  c.is_on_whatsapp as "isOnWhatsapp", c.is_online as "isOnline", c.has_blocked as "hasBlocked", c.typing_until as "typingUntil",
  c.active_at as "activeAt", c.created_at as "createdAt"`;

/** What one sees of a chat in the list of chats. */
export interface ChatSummary extends Chat {
  readonly memberIds: string[];
  /** What the business wrote and the person has not opened. */
  readonly unreadCount: number;
  readonly lastMessage: { id: string; authorId: string | null; type: string; content: Record<string, unknown> } | null;
  /** How the next messages to it will fail, in this order. */
  readonly failures: SandboxFailure[];
}

const summary = sql`${columns},
  array(select person_id from sandbox_members where group_id = c.id order by person_id) as "memberIds",
  (select count(*)::int from sandbox_messages m where m.chat_id = c.id and m.author_id is null and m.state = 'delivered'
    and m.type <> 'reaction') as "unreadCount",
  (select jsonb_build_object('id', m.id, 'authorId', m.author_id, 'type', m.type, 'content', m.content) from sandbox_messages m
    where m.chat_id = c.id and (m.author_id is not null or m.delivered_at is not null) and m.type <> 'reaction'
    order by m.created_at desc, m.id desc limit 1) as "lastMessage",
  array(select kind from sandbox_failures where chat_id = c.id order by id) as failures`;

/** Those used last come first. */
export async function listChats(
  tx: Db | Tx,
  channelAddress: string,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<ChatSummary[]> {
  const after = page.after
    ? sql`and (c.active_at, c.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const { rows } = await sql<ChatSummary>`
    select ${summary} from sandbox_chats c where c.channel_address = ${channelAddress} ${after}
    order by c.active_at desc, c.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

export async function findChatSummary(tx: Db | Tx, id: string): Promise<ChatSummary | undefined> {
  const { rows } = await sql<ChatSummary>`select ${summary} from sandbox_chats c where c.id = ${id}`.execute(tx);
  return rows[0];
}

export async function findChats(tx: Db | Tx, ids: readonly string[]): Promise<Chat[]> {
  const { rows } = await sql<Chat>`select ${columns} from sandbox_chats c where c.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

export async function lockChat(tx: Tx, id: string): Promise<Chat | undefined> {
  const { rows } = await sql<Chat>`select ${columns} from sandbox_chats c where c.id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function findChatByAddress(
  tx: Db | Tx,
  channelAddress: string,
  address: string,
): Promise<Chat | undefined> {
  const { rows } = await sql<Chat>`
    select ${columns} from sandbox_chats c where c.channel_address = ${channelAddress} and c.address = ${address}`.execute(
    tx,
  );
  return rows[0];
}

export async function findTakenAddresses(tx: Db | Tx, channelAddress: string): Promise<Set<string>> {
  const { rows } = await sql<{ address: string }>`
    select address from sandbox_chats where channel_address = ${channelAddress}`.execute(tx);
  return new Set(rows.map((row) => row.address));
}

export async function countChats(tx: Db | Tx, channelAddress: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sandbox_chats where channel_address = ${channelAddress}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export interface NewChat {
  readonly id: string;
  readonly channelAddress: string;
  readonly address: string;
  readonly isGroup: boolean;
  readonly name: string | null;
  readonly isInvented: boolean;
}

/** False: there is one with this address already. */
export async function insertChat(tx: Tx, chat: NewChat, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into sandbox_chats (id, channel_address, address, is_group, name, is_invented, active_at, created_at)
    values (${chat.id}, ${chat.channelAddress}, ${chat.address}, ${chat.isGroup}, ${chat.name}, ${chat.isInvented}, ${now}, ${now})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export type ChatChange = Pick<Chat, "id" | "name" | "isOnWhatsapp" | "isOnline" | "hasBlocked">;

export async function updateChat(tx: Tx, chat: ChatChange): Promise<void> {
  await sql`
    update sandbox_chats set name = ${chat.name}, is_on_whatsapp = ${chat.isOnWhatsapp}, is_online = ${chat.isOnline},
      has_blocked = ${chat.hasBlocked}
    where id = ${chat.id}`.execute(tx);
}

export async function touchChat(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update sandbox_chats set active_at = greatest(active_at, ${now}) where id = ${id}`.execute(tx);
}

export async function setTyping(tx: Tx, id: string, until: Date | null): Promise<void> {
  await sql`update sandbox_chats set typing_until = ${until} where id = ${id}`.execute(tx);
}

export async function deleteChat(tx: Tx, id: string): Promise<Chat | undefined> {
  const { rows } = await sql<Chat>`delete from sandbox_chats c where c.id = ${id} returning ${columns}`.execute(tx);
  return rows[0];
}

export async function deleteAllChats(
  tx: Tx,
  channelAddress: string,
): Promise<Array<Pick<Chat, "id" | "address" | "isGroup" | "isInvented">>> {
  const { rows } = await sql<Pick<Chat, "id" | "address" | "isGroup" | "isInvented">>`
    delete from sandbox_chats where channel_address = ${channelAddress}
    returning id, address, is_group as "isGroup", is_invented as "isInvented"`.execute(tx);
  return rows;
}

export async function setMembers(tx: Tx, groupId: string, personIds: readonly string[]): Promise<void> {
  await sql`delete from sandbox_members where group_id = ${groupId} and person_id <> all(${personIds}::uuid[])`.execute(
    tx,
  );
  await sql`
    insert into sandbox_members (group_id, person_id) select ${groupId}, id from unnest(${personIds}::uuid[]) as id
    on conflict do nothing`.execute(tx);
}

/** Somebody in a group. */
export interface Member {
  readonly groupId: string;
  /** +E164. */
  readonly address: string;
  readonly name: string | null;
}

export async function listMembers(tx: Db | Tx, groupIds: readonly string[]): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select m.group_id as "groupId", c.address, c.name from sandbox_members m join sandbox_chats c on c.id = m.person_id
    where m.group_id = any(${groupIds}::uuid[]) order by m.group_id, c.name, c.id`.execute(tx);
  return rows;
}

export async function listGroups(tx: Db | Tx, channelAddress: string): Promise<Chat[]> {
  const { rows } = await sql<Chat>`
    select ${columns} from sandbox_chats c where c.channel_address = ${channelAddress} and c.is_group`.execute(tx);
  return rows;
}

export async function isMember(tx: Db | Tx, groupId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sandbox_members where group_id = ${groupId} and person_id = ${personId}`.execute(tx);
  return rows.length === 1;
}

export async function insertFailures(tx: Tx, chatId: string, kinds: readonly SandboxFailure[]): Promise<void> {
  await sql`insert into sandbox_failures (chat_id, kind) select ${chatId}, kind from unnest(${kinds}::text[]) as kind`.execute(
    tx,
  );
}

export async function deleteFailures(tx: Tx, chatId: string): Promise<void> {
  await sql`delete from sandbox_failures where chat_id = ${chatId}`.execute(tx);
}

/** Takes the next one, and answers with it and its chat. */
export async function takeFailure(
  tx: Db | Tx,
  channelAddress: string,
  address: string,
): Promise<{ chatId: string; kind: SandboxFailure } | undefined> {
  const { rows } = await sql<{ chatId: string; kind: SandboxFailure }>`
    delete from sandbox_failures where id = (
      select f.id from sandbox_failures f join sandbox_chats c on c.id = f.chat_id
      where c.channel_address = ${channelAddress} and c.address = ${address} order by f.id limit 1 for update of f skip locked
    ) returning chat_id as "chatId", kind`.execute(tx);
  return rows[0];
}

/** True the first time it is asked in this database. */
export async function claimDefaults(tx: Tx, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into sandbox_defaults (id, created_at) values (1, ${now}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function hasDefaults(tx: Db | Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from sandbox_defaults`.execute(tx);
  return rows.length > 0;
}
