import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export type LinkPurpose = "setup" | "invitation" | "password-reset";

export interface NewLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  /** null for set-up alone. */
  readonly userId: string | null;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  /** null: valid until it is used. */
  readonly expiresAt: Date | null;
}

/** Replaces the link the user had before, whatever it was for. */
export async function putLink(tx: Db | Tx, link: NewLink): Promise<void> {
  await sql`
    insert into one_time_links (id, purpose, user_id, token_hash, created_at, expires_at)
    values (${link.id}, ${link.purpose}, ${link.userId}, ${link.tokenHash}, ${link.createdAt}, ${link.expiresAt})
    on conflict (user_id) where user_id is not null do update set
      id = excluded.id, purpose = excluded.purpose, token_hash = excluded.token_hash, created_at = excluded.created_at,
      expires_at = excluded.expires_at`.execute(tx);
}

export interface OpenLink {
  readonly purpose: LinkPurpose;
  readonly userId: string | null;
  readonly expiresAt: Date | null;
}

const isOpen = (tokenHash: Buffer, now: Date) =>
  sql`token_hash = ${tokenHash} and (expires_at is null or expires_at > ${now})`;

export async function findOpenLink(tx: Db | Tx, tokenHash: Buffer, now: Date): Promise<OpenLink | undefined> {
  const { rows } = await sql<OpenLink>`
    select purpose, user_id as "userId", expires_at as "expiresAt" from one_time_links where ${isOpen(tokenHash, now)}`.execute(
    tx,
  );
  return rows[0];
}

/** undefined: it is not open, or somebody was quicker. */
export async function takeLink(
  tx: Tx,
  tokenHash: Buffer,
  purpose: LinkPurpose,
  now: Date,
): Promise<OpenLink | undefined> {
  const { rows } = await sql<OpenLink>`
    delete from one_time_links where ${isOpen(tokenHash, now)} and purpose = ${purpose}
    returning purpose, user_id as "userId", expires_at as "expiresAt"`.execute(tx);
  return rows[0];
}

/** All but the latest `keep` of them. */
export async function deleteSetupLinks(tx: Db | Tx, keep: number): Promise<void> {
  await sql`
    delete from one_time_links where purpose = 'setup' and id not in (
      select id from one_time_links where purpose = 'setup' order by id desc limit ${keep})`.execute(tx);
}

export async function deleteLinksOfUser(tx: Db | Tx, userId: string): Promise<void> {
  await sql`delete from one_time_links where user_id = ${userId}`.execute(tx);
}

export async function deleteExpiredLinks(tx: Db | Tx, now: Date): Promise<void> {
  await sql`delete from one_time_links where expires_at <= ${now}`.execute(tx);
}
