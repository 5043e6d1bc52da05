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
}

const columns = sql`id, name, prefix, scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
  expires_at as "expiresAt", revoked_at as "revokedAt"`;

export interface NewApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Buffer;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly expiresAt: Date | null;
}

export async function insertApiKey(tx: Db | Tx, key: NewApiKeyRow): Promise<void> {
  await sql`
    insert into api_keys (id, name, prefix, hash, scopes, created_at, created_by, expires_at)
    values (${key.id}, ${key.name}, ${key.prefix}, ${key.hash}, ${key.scopes}::text[], ${key.createdAt}, ${key.createdBy}, ${key.expiresAt})
  `.execute(tx);
}

/** Also a revoked or expired one: the service decides. */
export async function findApiKeyByPrefix(db: Db, prefix: string): Promise<(ApiKeyRow & { hash: Buffer }) | undefined> {
  const { rows } = await sql<ApiKeyRow & { hash: Buffer }>`
    select ${columns}, hash from api_keys where prefix = ${prefix}`.execute(db);
  return rows[0];
}

/** Newest first, going on after `beforeId`. */
export async function listApiKeys(db: Db, limit: number, beforeId: string | undefined): Promise<ApiKeyRow[]> {
  const { rows } = await sql<ApiKeyRow>`
    select ${columns} from api_keys where ${beforeId ?? null}::uuid is null or id < ${beforeId ?? null}::uuid
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** False: there is no such key. One revoked before keeps its first time. */
export async function revokeApiKey(tx: Db | Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update api_keys set revoked_at = coalesce(revoked_at, ${now}) where id = ${id} returning id`.execute(tx);
  return rows.length > 0;
}

export async function touchApiKey(db: Db, id: string, now: Date, unlessUsedSince: Date): Promise<void> {
  await sql`
    update api_keys set last_used_at = ${now}
    where id = ${id} and (last_used_at is null or last_used_at < ${unlessUsedSince})`.execute(db);
}
