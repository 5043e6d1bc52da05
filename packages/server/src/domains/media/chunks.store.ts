import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** Part of how files are stored: it never changes, or what is stored could not be found again. */
export const CHUNK_BYTES = 256 * 1024;

export async function insertChunk(db: Db, blobId: string, position: number, bytes: Buffer): Promise<void> {
  await sql`insert into media_chunks (blob_id, position, bytes) values (${blobId}, ${position}, ${bytes})`.execute(db);
}

export async function readChunk(db: Db, blobId: string, position: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from media_chunks where blob_id = ${blobId} and position = ${position}`.execute(db);
  return rows[0]?.bytes;
}

export async function deleteChunks(tx: Db | Tx, blobIds: readonly string[]): Promise<void> {
  await sql`delete from media_chunks where blob_id = any(${blobIds}::uuid[])`.execute(tx);
}
