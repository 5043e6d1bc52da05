import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { PhonePattern } from "./search-words.rules.ts";

export interface ContactQuery {
  /** A tsquery: words that a name has. */
  readonly words?: string | undefined;
  readonly phones?: PhonePattern | undefined;
}

/** Ids of the persons found, at most `limit`, with those of all contacts merged into them. Beginnings and ends of phones are ranges of an
 *  index each: ":" is the character after "9". */
export async function searchContacts(
  tx: Db | Tx,
  { words, phones }: ContactQuery,
  limit: number,
): Promise<{ personIds: string[]; contactIds: string[] }> {
  const { rows } = await sql<{ id: string; personId: string }>`
    with found as (
      (select id from contacts where (profile_words || given_words) @@ ${words ?? null}::tsquery limit ${limit})
      union all
      (select i.contact_id from unnest(${phones?.beginnings ?? []}::text[]) as p(beginning) cross join lateral (
        select contact_id from identities
        where kind = 'phone' and scope = '' and value >= p.beginning and value < p.beginning || ':' limit ${limit}) i limit ${limit})
      union all
      (select i.contact_id from unnest(${phones?.endings ?? []}::text[]) as p(ending) cross join lateral (
        select contact_id from identities
        where kind = 'phone' and reverse(value) collate "C" >= p.ending collate "C"
          and reverse(value) collate "C" < (p.ending || ':') collate "C" limit ${limit}) i limit ${limit})
    ), persons as (
      select distinct coalesce(c.merged_into, c.id) as id from found join contacts c on c.id = found.id limit ${limit}
    )
    select c.id, persons.id as "personId" from persons join contacts c on coalesce(c.merged_into, c.id) = persons.id`.execute(
    tx,
  );
  return { personIds: [...new Set(rows.map((row) => row.personId))], contactIds: rows.map((row) => row.id) };
}

/** Ids of contacts with this tag and of all that are one person with them, at most `limit` persons. */
export async function findTaggedContacts(tx: Db | Tx, tagId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from (
      select distinct coalesce(t.merged_into, t.id) as id from contacts t
      where t.tag_ids <> '{}' and t.tag_ids @> array[${tagId}::uuid] limit ${limit}
    ) persons join contacts c on coalesce(c.merged_into, c.id) = persons.id`.execute(tx);
  return rows.map((row) => row.id);
}

/** This contact and all that are one person with it. */
export async function findSamePerson(tx: Db | Tx, contactId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select same.id from contacts c join contacts same on coalesce(same.merged_into, same.id) = coalesce(c.merged_into, c.id)
    where c.id = ${contactId}`.execute(tx);
  return rows.map((row) => row.id);
}
