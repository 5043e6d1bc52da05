import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** Whether the account with this e-mail address was signed in to from this browser before. */
export async function isKnownBrowser(tx: Db | Tx, tokenHash: Buffer, email: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from known_browsers join users on users.id = known_browsers.user_id
    where token_hash = ${tokenHash} and users.email = ${email}`.execute(tx);
  return rows.length > 0;
}

/** A browser that others use too becomes that of who signed in last. */
export async function putKnownBrowser(tx: Tx, tokenHash: Buffer, userId: string, now: Date): Promise<void> {
  await sql`
    insert into known_browsers (token_hash, user_id, last_used_at) values (${tokenHash}, ${userId}, ${now})
    on conflict (token_hash) do update set user_id = excluded.user_id, last_used_at = excluded.last_used_at`.execute(
    tx,
  );
}

export async function deleteKnownBrowsers(tx: Db | Tx, userId: string): Promise<void> {
  await sql`delete from known_browsers where user_id = ${userId}`.execute(tx);
}

export async function deleteForgottenBrowsers(db: Db, notUsedSince: Date): Promise<void> {
  await sql`delete from known_browsers where last_used_at < ${notUsedSince}`.execute(db);
}
