/** Contacts as people see and change them. Merged contacts are one person: shown together, under the id of the one the others point at. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Identity } from "./contacts.store.ts";

export type FieldValue = string | number | boolean;

/** One row of a person. */
export interface ContactRow {
  readonly id: string;
  /** Whose part it is; its own id: the person itself. */
  readonly personId: string;
  /** What we call them. */
  readonly givenName: string | null;
  /** What they call themselves. */
  readonly displayName: string | null;
  readonly username: string | null;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly notes: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly tagIds: string[];
  readonly identities: Identity[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`c.id, coalesce(c.merged_into, c.id) as "personId", c.given_name as "givenName", c.display_name as "displayName",
  c.username, c.locale as language, c.timezone, c.notes, c.attributes as fields, c.tag_ids as "tagIds",
  coalesce((select jsonb_agg(jsonb_build_object('kind', i.kind, 'scope', i.scope, 'value', i.value) order by i.created_at, i.kind, i.value)
    from identities i where i.contact_id = c.id), '[]') as identities,
  c.created_at as "createdAt", c.updated_at as "updatedAt"`;

/** All rows of the persons that these contacts are, the person itself first, then what was merged into it. */
export async function findRowsOfPersons(tx: Db | Tx, contactIds: readonly string[]): Promise<ContactRow[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<ContactRow>`
    select ${columns} from contacts c
    where coalesce(c.merged_into, c.id) in (select coalesce(p.merged_into, p.id) from contacts p where p.id = any(${contactIds}::uuid[]))
    order by coalesce(c.merged_into, c.id), c.merged_into nulls first, c.created_at, c.id`.execute(tx);
  return rows;
}

export interface PersonFilter {
  /** Only these persons. */
  readonly ids?: readonly string[] | undefined;
  readonly tagId?: string | undefined;
}

/** Ids of persons, the latest first. `after` is the last one of the page before. */
export async function listPersons(
  tx: Db | Tx,
  filter: PersonFilter,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<Array<{ id: string; createdAt: Date }>> {
  const conditions = [sql`c.merged_into is null`];
  if (filter.ids) conditions.push(sql`c.id = any(${filter.ids}::uuid[])`);
  if (filter.tagId) {
    conditions.push(sql`c.id in (select coalesce(t.merged_into, t.id) from contacts t
      where t.tag_ids <> '{}' and t.tag_ids @> array[${filter.tagId}::uuid])`);
  }
  if (page.after) conditions.push(sql`(c.created_at, c.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`);
  const { rows } = await sql<{ id: string; createdAt: Date }>`
    select c.id, c.created_at as "createdAt" from contacts c where ${sql.join(conditions, sql` and `)}
    order by c.created_at desc, c.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** Locks the person this contact is, against merging, and answers with its id. */
export async function lockPerson(tx: Tx, contactId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from contacts c join contacts p on p.id = coalesce(c.merged_into, c.id)
    where c.id = ${contactId} for no key update of p`.execute(tx);
  return rows[0]?.id;
}

/** undefined: stays as it is; null: empties it, in all rows of the person. */
export interface ContactChange {
  readonly givenName?: string | null | undefined;
  readonly givenWords?: readonly string[] | undefined;
  readonly language?: string | null | undefined;
  readonly timezone?: string | null | undefined;
  readonly notes?: string | null | undefined;
  /** Those named; the value null deletes one. */
  readonly fields?: Readonly<Record<string, FieldValue | null>> | undefined;
}

export async function updatePerson(tx: Tx, personId: string, change: ContactChange, now: Date): Promise<void> {
  const isPerson = sql`c.id = ${personId}`;
  const set = (value: unknown, column: ReturnType<typeof sql>) =>
    sql`case when ${isPerson} then ${value} else ${column} end`;
  const changes = [sql`updated_at = ${now}`];
  if (change.givenName !== undefined) {
    const words = sql`array_to_tsvector(${[...(change.givenWords ?? [])]}::text[])`;
    changes.push(
      change.givenName === null
        ? sql`given_name = null, given_words = ''`
        : sql`given_name = ${set(change.givenName, sql`c.given_name`)}, given_words = case when ${isPerson} then ${words} else c.given_words end`,
    );
  }
  for (const [column, value] of [
    [sql`locale`, change.language],
    [sql`timezone`, change.timezone],
    [sql`notes`, change.notes],
  ] as const) {
    if (value === null) changes.push(sql`${column} = null`);
    else if (value !== undefined) changes.push(sql`${column} = ${set(value, sql`c.${column}`)}`);
  }
  if (change.fields !== undefined) {
    const deleted = Object.keys(change.fields).filter((key) => change.fields?.[key] === null);
    const given = JSON.stringify(
      Object.fromEntries(Object.entries(change.fields).filter(([, value]) => value !== null)),
    );
    changes.push(
      sql`attributes = (c.attributes - ${deleted}::text[]) || case when ${isPerson} then ${given}::jsonb else '{}' end`,
    );
  }
  await sql`
    update contacts c set ${sql.join(changes)} where coalesce(c.merged_into, c.id) = ${personId}`.execute(tx);
}

export async function addTagToContact(tx: Tx, personId: string, tagId: string, now: Date): Promise<void> {
  await sql`
    update contacts set tag_ids = tag_ids || ${tagId}::uuid, updated_at = ${now}
    where id = ${personId} and not tag_ids @> array[${tagId}::uuid]`.execute(tx);
}

export async function removeTagFromPerson(tx: Tx, personId: string, tagId: string, now: Date): Promise<void> {
  await sql`
    update contacts set tag_ids = array_remove(tag_ids, ${tagId}::uuid), updated_at = ${now}
    where coalesce(merged_into, id) = ${personId} and tag_ids @> array[${tagId}::uuid]`.execute(tx);
}

/** Takes one contact out of the person it was merged into; what had been merged into it before stays. False: it is no part of that person. */
export async function unmergeContact(tx: Tx, contactId: string, personId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update contacts set merged_into = null, updated_at = ${now} where id = ${contactId} and merged_into = ${personId}
    returning id`.execute(tx);
  return rows.length > 0;
}
