import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { MediaKind } from "./media.rules.ts";

export interface Media {
  readonly id: string;
  readonly blobId: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly mime: string;
  readonly size: number;
  readonly filename: string | null;
  readonly origin: "upload" | "inbound";
  readonly sendableAs: MediaKind[];
  readonly original: { mime: string; size: number } | null;
  readonly createdAt: Date;
  readonly keptUntil: Date;
}

export type NewMedia = Omit<Media, "sha256" | "size">;

const select = sql`
  select m.id, m.blob_id as "blobId", encode(b.sha256, 'hex') as sha256, m.mime, b.size::float8 as size, m.filename, m.origin,
    m.sendable_as as "sendableAs", m.original, m.created_at as "createdAt", m.kept_until as "keptUntil"
  from media m join media_blobs b on b.id = m.blob_id`;

export async function insertMedia(tx: Tx, media: NewMedia): Promise<void> {
  await sql`
    insert into media (id, blob_id, mime, filename, origin, sendable_as, original, created_at, kept_until)
    values (${media.id}, ${media.blobId}, ${media.mime}, ${media.filename}, ${media.origin}, ${media.sendableAs}::text[],
      ${media.original === null ? null : JSON.stringify(media.original)}::jsonb, ${media.createdAt}, ${media.keptUntil})`.execute(
    tx,
  );
}

export async function findMedia(tx: Db | Tx, ids: readonly string[]): Promise<Media[]> {
  const { rows } = await sql<Media>`${select} where m.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

/** Keeps it from being deleted until the transaction ends, by when something refers to it. */
export async function lockMedia(tx: Tx, id: string): Promise<Media | undefined> {
  const { rows } = await sql<Media>`${select} where m.id = ${id} for key share of m`.execute(tx);
  return rows[0];
}

/** Locks one for deletion, once nobody is about to refer to it or to delete it any more. False: it is gone. */
export async function lockOneForDeletion(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from media where id = ${id} for update`.execute(tx);
  return rows.length === 1;
}

/** Of these, those that nobody is about to refer to, locked for deletion. */
export async function lockForDeletion(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from media where id = any(${ids}::uuid[]) order by id for update skip locked`.execute(tx);
  return rows.map((row) => row.id);
}

export async function findPastTime(tx: Db | Tx, now: Date, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from media where kept_until <= ${now} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Answers with the blobs they showed. */
export async function deleteMedia(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ blobId: string }>`
    delete from media where id = any(${ids}::uuid[]) returning blob_id as "blobId"`.execute(tx);
  return rows.map((row) => row.blobId);
}
