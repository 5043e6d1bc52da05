import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { UserRole } from "./scopes.rules.ts";

export const LANGUAGES = ["en", "es", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: UserRole;
  /** null: whatever the browser speaks. */
  readonly language: Language | null;
  /** null: invited, and not here yet. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly disabledAt: Date | null;
  /** Of the invitation that is open; null: there is none. */
  readonly invitedUntil: Date | null;
}

const columns = sql`users.id, users.name, users.email, users.role, users.language, users.password_hash as "passwordHash",
  users.created_at as "createdAt", users.last_seen_at as "lastSeenAt", users.disabled_at as "disabledAt",
  (select link.expires_at from one_time_links link where link.user_id = users.id and link.purpose = 'invitation') as "invitedUntil"`;

/** Whoever decides on users by what others are (is there another owner?) goes one at a time. */
const USER_ADMINISTRATION = 7_215_430_013;

export async function lockUserAdministration(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${USER_ADMINISTRATION})`.execute(tx);
}

type NewUserRow = Pick<UserRow, "id" | "name" | "email" | "role" | "language" | "passwordHash" | "createdAt">;

/** False: somebody has this e-mail address. */
export async function insertUser(tx: Db | Tx, user: NewUserRow): Promise<boolean> {
  const { rows } = await sql`
    insert into users (id, name, email, role, language, password_hash, created_at)
    values (${user.id}, ${user.name}, ${user.email}, ${user.role}, ${user.language}, ${user.passwordHash}, ${user.createdAt})
    on conflict (email) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** Not a deleted one. */
export async function findUser(tx: Db | Tx, id: string): Promise<UserRow | undefined> {
  const { rows } = await sql<UserRow>`select ${columns} from users where id = ${id} and deleted_at is null`.execute(tx);
  return rows[0];
}

export async function findUserByEmail(tx: Db | Tx, email: string): Promise<UserRow | undefined> {
  const { rows } = await sql<UserRow>`select ${columns} from users where email = ${email}`.execute(tx);
  return rows[0];
}

/** The first who came first, going on after `afterId`; without the deleted ones. */
export async function listUsers(tx: Db | Tx, limit: number, afterId: string | undefined): Promise<UserRow[]> {
  const { rows } = await sql<UserRow>`
    select ${columns} from users
    where deleted_at is null and (${afterId ?? null}::uuid is null or id > ${afterId ?? null}::uuid)
    order by id limit ${limit}`.execute(tx);
  return rows;
}

/** Owners who can sign in: neither disabled, nor deleted, nor only invited. */
export async function countActiveOwners(tx: Db | Tx, exceptId: string | null): Promise<number> {
  const { rows } = await sql<{ owners: number }>`
    select count(*)::int as owners from users
    where role = 'owner' and disabled_at is null and password_hash is not null
      and (${exceptId}::uuid is null or id <> ${exceptId}::uuid)`.execute(tx);
  return rows[0]?.owners ?? 0;
}

/** False: somebody else has this e-mail address. */
export async function updateUser(
  tx: Db | Tx,
  user: Pick<UserRow, "id" | "name" | "email" | "role" | "language">,
): Promise<boolean> {
  const { rows } = await sql`
    update users set name = ${user.name}, email = ${user.email}, role = ${user.role}, language = ${user.language}
    where id = ${user.id} and not exists (select from users other where other.email = ${user.email} and other.id <> ${user.id})
    returning id`.execute(tx);
  return rows.length > 0;
}

export async function setPasswordHash(tx: Db | Tx, id: string, hash: string): Promise<void> {
  await sql`update users set password_hash = ${hash} where id = ${id} and deleted_at is null`.execute(tx);
}

/** The same password, digested anew; not if it was changed meanwhile. */
export async function replacePasswordHash(tx: Db | Tx, id: string, before: string, after: string): Promise<void> {
  await sql`update users set password_hash = ${after} where id = ${id} and password_hash = ${before}`.execute(tx);
}

export async function setDisabled(tx: Db | Tx, id: string, disabledAt: Date | null): Promise<void> {
  await sql`update users set disabled_at = ${disabledAt} where id = ${id}`.execute(tx);
}

/** The name stays, for what refers to the user. */
export async function markUserDeleted(tx: Db | Tx, id: string, now: Date): Promise<void> {
  await sql`
    update users set deleted_at = ${now}, disabled_at = coalesce(disabled_at, ${now}), email = null, password_hash = null
    where id = ${id}`.execute(tx);
}
