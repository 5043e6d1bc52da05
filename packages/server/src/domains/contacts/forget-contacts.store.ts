import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

const REFERRED_TO = "23503";

/** Deletes the contacts with these phones, except those that anything refers to: a conversation, another contact, whatever else there is. */
export async function forgetContacts(tx: Tx, phones: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct contact_id as id from identities where kind = 'phone' and value = any(${phones}::text[])`.execute(
    tx,
  );
  for (const { id } of rows) {
    await sql`savepoint forgetting`.execute(tx);
    try {
      await sql`delete from contacts where id = ${id}`.execute(tx);
      await sql`release savepoint forgetting`.execute(tx);
    } catch (error) {
      if ((error as { code?: unknown }).code !== REFERRED_TO) throw error;
      await sql`rollback to savepoint forgetting`.execute(tx);
    }
  }
}
