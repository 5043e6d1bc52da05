/** The vocabulary of tags. Contacts and conversations keep ids of it. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export const TAG_COLORS = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"] as const;
export type TagColor = (typeof TAG_COLORS)[number];

export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly color: TagColor;
  readonly createdAt: Date;
}

const columns = sql`id, name, color, created_at as "createdAt"`;

export async function listTags(tx: Db | Tx): Promise<Tag[]> {
  const { rows } = await sql<Tag>`select ${columns} from tags order by lower(name), id`.execute(tx);
  return rows;
}

export async function countTags(tx: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from tags`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** undefined: there is one of this name. */
export async function insertTag(tx: Db | Tx, tag: Tag): Promise<Tag | undefined> {
  const { rows } = await sql<Tag>`
    insert into tags (id, name, color, created_at) values (${tag.id}, ${tag.name}, ${tag.color}, ${tag.createdAt})
    on conflict (lower(name)) do nothing returning ${columns}`.execute(tx);
  return rows[0];
}

export async function findTag(tx: Db | Tx, id: string): Promise<Tag | undefined> {
  const { rows } = await sql<Tag>`select ${columns} from tags where id = ${id}`.execute(tx);
  return rows[0];
}

/** False: another one has this name. */
export async function updateTag(tx: Db | Tx, tag: Pick<Tag, "id" | "name" | "color">): Promise<boolean> {
  const { rows } = await sql`
    update tags set name = ${tag.name}, color = ${tag.color}
    where id = ${tag.id} and not exists (select from tags other where lower(other.name) = lower(${tag.name}) and other.id <> ${tag.id})
    returning id`.execute(tx);
  return rows.length > 0;
}

/** Keeps a tag from being deleted until the transaction ends, by when something has it. False: there is none. */
export async function lockTag(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from tags where id = ${id} for key share`.execute(tx);
  return rows.length > 0;
}

/** False: there was none. */
export async function deleteTag(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from tags where id = ${id} returning id`.execute(tx);
  return rows.length > 0;
}

/** Answers with the contacts that had it. */
export async function removeTagFromContacts(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update contacts set tag_ids = array_remove(tag_ids, ${id}::uuid) where tag_ids <> '{}' and tag_ids @> array[${id}::uuid]
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}
