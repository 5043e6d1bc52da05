import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** A place for bytes that are about to come in. */
export async function insertBlob(tx: Db | Tx, id: string, now: Date): Promise<void> {
  await sql`insert into media_blobs (id, created_at) values (${id}, ${now})`.execute(tx);
}

/** The blob with this hash, kept from being deleted until the transaction ends. */
export async function lockBlobByHash(tx: Tx, sha256: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from media_blobs where sha256 = ${sha256} for key share`.execute(tx);
  return rows[0]?.id;
}

/** Marks a blob as whole. A unique violation: the same bytes came in twice at once. */
export async function completeBlob(tx: Tx, id: string, sha256: Buffer, size: number): Promise<void> {
  await sql`update media_blobs set sha256 = ${sha256}, size = ${size} where id = ${id}`.execute(tx);
}

export async function deleteBlob(tx: Db | Tx, id: string): Promise<void> {
  await sql`delete from media_blobs where id = ${id}`.execute(tx);
}

/** Deletes those of these blobs that no media shows any more, and answers with them. */
export async function deleteUnused(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from media_blobs b where id in (
      select id from media_blobs where id = any(${ids}::uuid[]) order by id for update skip locked
    ) and not exists (select 1 from media m where m.blob_id = b.id) returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Blobs that nothing shows, made before a time: what broke off while it came in, and what was left behind. */
export async function findAbandoned(tx: Db | Tx, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from media_blobs b
    where created_at < ${before} and not exists (select 1 from media m where m.blob_id = b.id) limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}
