/** What other domains ask of users: how those are called who did something, and to whom work can be given. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import { scopesOfRole, USER_ROLES } from "./scopes.rules.ts";

/** Users and API keys by id, deleted and revoked ones included; unknown ids are left out. */
export async function findActorNames(tx: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${ids}::uuid[])
    union all select id, name from api_keys where id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const ANSWERING_ROLES = USER_ROLES.filter((role) => scopesOfRole(role).includes("conversations:write"));

/** Whether a user is there who may answer contacts. */
export async function isAnsweringUser(tx: Db | Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from users where id = ${id} and disabled_at is null and deleted_at is null and role = any(${ANSWERING_ROLES}::text[])`.execute(
    tx,
  );
  return rows.length > 0;
}
