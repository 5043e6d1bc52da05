/** What other domains ask of users: how those are called who did something, and to whom work can be given. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import { scopesOfRole, USER_ROLES } from "./scopes.rules.ts";

export interface KnownActor {
  readonly kind: "user" | "api-key";
  readonly id: string;
  readonly name: string;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Users and API keys by id, deleted and revoked ones included; ids that are none are left out. */
export async function findActors(tx: Db | Tx, given: readonly string[]): Promise<KnownActor[]> {
  const ids = given.filter((id) => UUID.test(id));
  if (ids.length === 0) return [];
  const { rows } = await sql<KnownActor>`
    select 'user' as kind, id, name from users where id = any(${ids}::uuid[])
    union all select 'api-key', id, name from api_keys where id = any(${ids}::uuid[])`.execute(tx);
  return rows;
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
