import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { UserRole } from "./scopes.rules.ts";

export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly address: string;
  readonly userAgent: string | null;
}

/** Sessions begun or last seen before these times are over. */
export interface SessionAge {
  readonly seenSince: Date;
  readonly begunSince: Date;
}

const isAlive = ({ seenSince, begunSince }: SessionAge) =>
  sql`sessions.last_seen_at > ${seenSince} and sessions.created_at > ${begunSince}`;

const columns = sql`sessions.id, sessions.created_at as "createdAt", sessions.last_seen_at as "lastSeenAt", sessions.address,
  sessions.user_agent as "userAgent"`;

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  readonly address: string;
  readonly userAgent: string | null;
}

/** False: the user was disabled, or the password changed, since it was looked at. */
export async function insertSession(tx: Tx, session: NewSession, passwordHash: string): Promise<boolean> {
  const { rows } = await sql`
    with holder as (
      update users set last_seen_at = ${session.createdAt}
      where id = ${session.userId} and disabled_at is null and password_hash = ${passwordHash}
      returning id)
    insert into sessions (id, user_id, token_hash, created_at, last_seen_at, address, user_agent)
    select ${session.id}, id, ${session.tokenHash}, ${session.createdAt}, ${session.createdAt}, ${session.address}, ${session.userAgent}
    from holder returning id`.execute(tx);
  return rows.length > 0;
}

export interface SessionHolder {
  readonly sessionId: string;
  readonly lastSeenAt: Date;
  readonly userId: string;
  readonly name: string;
  readonly role: UserRole;
}

/** Only a living session of somebody who may sign in. */
export async function findHolder(tx: Db | Tx, tokenHash: Buffer, age: SessionAge): Promise<SessionHolder | undefined> {
  const { rows } = await sql<SessionHolder>`
    select sessions.id as "sessionId", sessions.last_seen_at as "lastSeenAt", users.id as "userId", users.name, users.role
    from sessions join users on users.id = sessions.user_id
    where token_hash = ${tokenHash} and users.disabled_at is null and ${isAlive(age)}`.execute(tx);
  return rows[0];
}

export async function touchSession(
  db: Db,
  id: string,
  seen: { now: Date; address: string; userAgent: string | null },
): Promise<void> {
  // The user before the session, as everywhere, so that nobody waits for each other.
  await sql`
    with holder as (
      update users set last_seen_at = ${seen.now} where id = (select user_id from sessions where id = ${id}) returning id)
    update sessions set last_seen_at = ${seen.now}, address = ${seen.address}, user_agent = ${seen.userAgent}
    from holder where sessions.id = ${id} and sessions.user_id = holder.id`.execute(db);
}

/** The latest seen first, going on after a place. */
export async function listSessions(
  db: Db,
  userId: string,
  age: SessionAge,
  page: { limit: number; after: { lastSeenAt: Date; id: string } | undefined },
): Promise<SessionRow[]> {
  const after = page.after;
  const { rows } = await sql<SessionRow>`
    select ${columns} from sessions
    where user_id = ${userId} and ${isAlive(age)}
      and (${after?.id ?? null}::uuid is null or (last_seen_at, id) < (${after?.lastSeenAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by last_seen_at desc, id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** False: the user has no such session. */
export async function deleteSession(tx: Db | Tx, userId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from sessions where id = ${id} and user_id = ${userId} returning id`.execute(tx);
  return rows.length > 0;
}

export async function deleteSessionByToken(tx: Db | Tx, tokenHash: Buffer): Promise<void> {
  await sql`delete from sessions where token_hash = ${tokenHash}`.execute(tx);
}

export async function deleteSessionsOfUser(tx: Db | Tx, userId: string, exceptId: string | null): Promise<void> {
  await sql`
    delete from sessions where user_id = ${userId} and (${exceptId}::uuid is null or id <> ${exceptId}::uuid)`.execute(
    tx,
  );
}

/** All but the `keep` latest seen: nobody has more browsers than that. */
export async function deleteSurplusSessions(tx: Db | Tx, userId: string, keep: number): Promise<void> {
  await sql`
    delete from sessions where user_id = ${userId} and id not in (
      select id from sessions where user_id = ${userId} order by last_seen_at desc, id desc limit ${keep})`.execute(tx);
}

export async function deleteEndedSessions(db: Db, age: SessionAge): Promise<void> {
  await sql`delete from sessions where not (${isAlive(age)})`.execute(db);
}
