/** Where the bytes of files are. The rest of the domain knows them by a key alone. */
import type { Db, Tx } from "../../platform/db/index.ts";
import { CHUNK_BYTES, deleteChunks, insertChunk, readChunk } from "./chunks.store.ts";
import { MediaUnknown } from "./media.errors.ts";
import type { ByteRange } from "./range.rules.ts";

export interface BlobStorage {
  /** Writes bytes under a key that is new. Takes the next piece only when the one before is stored. */
  write(key: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** A piece at a time, as they are asked for. @throws MediaUnknown when the bytes are gone: the file was deleted meanwhile */
  read(key: string, range: ByteRange): AsyncIterable<Buffer>;
  /** Together with what else the transaction does. Keys that have no bytes are fine. */
  remove(tx: Db | Tx, keys: readonly string[]): Promise<void>;
}

/** In PostgreSQL, in chunks: every node sees them, and a backup of the database is a backup of the files. Each chunk is a statement of its
 *  own, not one long transaction: a slow sender or reader keeps no connection from others. */
export function createDatabaseStorage(db: Db): BlobStorage {
  return {
    async write(key, source) {
      // One buffer for the whole file: a chunk is stored before the next one is gathered.
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      let filled = 0;
      let position = 0;
      for await (const piece of source) {
        for (let taken = 0; taken < piece.length; ) {
          const part = piece.subarray(taken, taken + CHUNK_BYTES - filled);
          chunk.set(part, filled);
          filled += part.length;
          taken += part.length;
          if (filled < CHUNK_BYTES) continue;
          await insertChunk(db, key, position, chunk);
          position += 1;
          filled = 0;
        }
      }
      if (filled > 0) await insertChunk(db, key, position, chunk.subarray(0, filled));
    },

    async *read(key, { start, end }) {
      for (let position = Math.floor(start / CHUNK_BYTES); position * CHUNK_BYTES <= end; position += 1) {
        const bytes = await readChunk(db, key, position);
        if (!bytes) throw new MediaUnknown();
        const offset = position * CHUNK_BYTES;
        yield bytes.subarray(Math.max(0, start - offset), end - offset + 1);
      }
    },

    remove: deleteChunks,
  };
}
