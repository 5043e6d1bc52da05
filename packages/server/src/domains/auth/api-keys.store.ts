import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Who made it, by the name they have now; null: the command line. */
  readonly createdBy: ApiKeyCreator | null;
}

interface ApiKeyCreator {
  readonly kind: "user" | "api-key";
  readonly id: string;
  readonly name: string;
}

const columns = sql`api_keys.id, api_keys.name, api_keys.prefix, api_keys.scopes, api_keys.created_at as "createdAt",
  api_keys.last_used_at as "lastUsedAt", api_keys.expires_at as "expiresAt", api_keys.revoked_at as "revokedAt",
  coalesce(
    (select jsonb_build_object('kind', 'user', 'id', maker.id, 'name', maker.name) from users maker
      where maker.id = api_keys.created_by_user),
    (select jsonb_build_object('kind', 'api-key', 'id', maker.id, 'name', maker.name) from api_keys maker
      where maker.id = api_keys.created_by)) as "createdBy"`;

export interface NewApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Buffer;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  /** undefined: the command line. */
  readonly creator: { readonly kind: "user" | "api-key"; readonly id: string } | undefined;
  readonly expiresAt: Date | null;
}

export async function insertApiKey(tx: Db | Tx, key: NewApiKeyRow): Promise<void> {
  const byUser = key.creator?.kind === "user" ? key.creator.id : null;
  const byKey = key.creator?.kind === "api-key" ? key.creator.id : null;
  await sql`
    insert into api_keys (id, name, prefix, hash, scopes, created_at, created_by, created_by_user, expires_at)
    values (${key.id}, ${key.name}, ${key.prefix}, ${key.hash}, ${key.scopes}::text[], ${key.createdAt}, ${byKey}, ${byUser},
      ${key.expiresAt})
  `.execute(tx);
}

/** Also a revoked or expired one: the service decides. */
export async function findApiKeyByPrefix(db: Db, prefix: string): Promise<(ApiKeyRow & { hash: Buffer }) | undefined> {
  const { rows } = await sql<ApiKeyRow & { hash: Buffer }>`
    select ${columns}, hash from api_keys where prefix = ${prefix}`.execute(db);
  return rows[0];
}

export async function findApiKey(db: Db, id: string): Promise<ApiKeyRow | undefined> {
  const { rows } = await sql<ApiKeyRow>`select ${columns} from api_keys where id = ${id}`.execute(db);
  return rows[0];
}

/** Newest first, going on after `beforeId`. */
export async function listApiKeys(db: Db, limit: number, beforeId: string | undefined): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`
    select ${columns} from api_keys where ${beforeId ?? null}::uuid is null or id < ${beforeId ?? null}::uuid
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** One revoked before keeps its first time. */
export async function revokeApiKey(tx: Db | Tx, id: string, now: Date): Promise<void> {
  await sql`update api_keys set revoked_at = coalesce(revoked_at, ${now}) where id = ${id}`.execute(tx);
}

export async function touchApiKey(db: Db, id: string, now: Date, unlessUsedSince: Date): Promise<void> {
  await sql`
    update api_keys set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at < ${unlessUsedSince})`.execute(db);
}
