/** What texts may say of contacts. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface ContactFacts {
  readonly id: string;
  readonly name: string | null;
  /** E.164 with +; one of them, if the contact has several. */
  readonly phone: string | null;
  readonly language: string | null;
  /** Custom fields. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** In any order; unknown ones are left out. */
export async function findContactFacts(tx: Db | Tx, contactIds: readonly string[]): Promise<ContactFacts[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<ContactFacts>`
    select c.id, c.display_name as name, c.locale as language, c.attributes as fields,
      (select min(i.value) from identities i where i.contact_id = c.id and i.kind = 'phone') as phone
    from contacts c where c.id = any(${contactIds}::uuid[])`.execute(tx);
  return rows;
}
