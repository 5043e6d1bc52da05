import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface SamePerson {
  readonly contactId: string;
  readonly personId: string;
  /** One of the contacts that are this person, itself included. */
  readonly sameId: string;
}

/** Of each of these contacts, all that are known to be the same person. */
export async function findSamePersons(tx: Db | Tx, contactIds: readonly string[]): Promise<SamePerson[]> {
  const { rows } = await sql<SamePerson>`
    select c.id as "contactId", coalesce(c.merged_into, c.id) as "personId", s.id as "sameId"
    from contacts c join contacts s on coalesce(s.merged_into, s.id) = coalesce(c.merged_into, c.id)
    where c.id = any(${contactIds}::uuid[])`.execute(tx);
  return rows;
}
