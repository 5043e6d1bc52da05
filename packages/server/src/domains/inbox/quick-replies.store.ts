/** Texts that people answer with often. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface QuickReply {
  readonly id: string;
  /** What one types to have it. */
  readonly shortcut: string;
  /** Liquid. */
  readonly text: string;
  /** A file to go with it. */
  readonly mediaId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, shortcut, text, media_id as "mediaId", created_at as "createdAt", updated_at as "updatedAt"`;

/** By shortcut. */
export async function listQuickReplies(tx: Db | Tx): Promise<QuickReply[]> {
  const { rows } = await sql<QuickReply>`select ${columns} from quick_replies order by lower(shortcut), id`.execute(tx);
  return rows;
}

export async function countQuickReplies(tx: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from quick_replies`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function findQuickReply(tx: Db | Tx, id: string): Promise<QuickReply | undefined> {
  const { rows } = await sql<QuickReply>`select ${columns} from quick_replies where id = ${id}`.execute(tx);
  return rows[0];
}

/** False: another one has this shortcut. */
export async function insertQuickReply(tx: Db | Tx, reply: QuickReply): Promise<boolean> {
  const { rows } = await sql`
    insert into quick_replies (id, shortcut, text, media_id, created_at, updated_at)
    values (${reply.id}, ${reply.shortcut}, ${reply.text}, ${reply.mediaId}, ${reply.createdAt}, ${reply.updatedAt})
    on conflict (lower(shortcut)) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** False: another one has this shortcut. */
export async function updateQuickReply(tx: Db | Tx, reply: QuickReply): Promise<boolean> {
  const { rows } = await sql`
    update quick_replies set shortcut = ${reply.shortcut}, text = ${reply.text}, media_id = ${reply.mediaId}, updated_at = ${reply.updatedAt}
    where id = ${reply.id}
      and not exists (select from quick_replies other where lower(other.shortcut) = lower(${reply.shortcut}) and other.id <> ${reply.id})
    returning id`.execute(tx);
  return rows.length > 0;
}

/** False: there was none. */
export async function deleteQuickReply(tx: Db | Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from quick_replies where id = ${id} returning id`.execute(tx);
  return rows.length > 0;
}

/** Of these files those that a quick reply shows. */
export async function findMediaOfQuickReplies(tx: Db | Tx, mediaIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct media_id as id from quick_replies where media_id is not null and media_id = any(${mediaIds}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}
