import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** Part of how files are stored: it never changes, or what is stored could not be found again. */
export const CHUNK_BYTES = 256 * 1024;

export async function insertChunk(db: Db, blobId: string, position: number, bytes: Buffer): Promise<void> {
  await sql`insert into media_chunks (blob_id, position, bytes) values (${blobId}, ${position}, ${bytes})`.execute(db);
}

/** As base64: the database driver's own way, hexadecimal, takes half as much again on the way and longer to read. */
export async function readChunk(db: Db, blobId: string, position: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: string }>`
    select encode(bytes, 'base64') as bytes from media_chunks where blob_id = ${blobId} and position = ${position}`.execute(
    db,
  );
  return rows[0] && Buffer.from(rows[0].bytes, "base64");
}

export async function deleteChunks(tx: Db | Tx, blobIds: readonly string[]): Promise<void> {
  await sql`delete from media_chunks where blob_id = any(${blobIds}::uuid[])`.execute(tx);
}
