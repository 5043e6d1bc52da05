/** Takes a file in as it comes: stores it, hashes it and looks at it in one pass, with no more than a piece of it in memory. */
import { createHash } from "node:crypto";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { BlobStorage } from "./blob-storage.ts";
import { deleteBlob, insertBlob } from "./blobs.store.ts";
import { MediaEmpty, MediaTooLarge } from "./media.errors.ts";

export interface ReceivedFile {
  readonly blobId: string;
  readonly sha256: Buffer;
  readonly size: number;
  /** The beginning: enough to tell its type by. */
  readonly head: Buffer;
  /** All of it is UTF-8 text without NUL. */
  readonly isText: boolean;
}

export interface ReceiveDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly storage: BlobStorage;
}

const HEAD_BYTES = 256 * 1024;

/** Nothing of a file that breaks off stays; should the process die meanwhile, the retention job clears up.
 *  @throws MediaTooLarge, MediaEmpty, or whatever the source throws */
export async function receiveFile(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  { db, clock, ids, storage }: ReceiveDeps,
): Promise<ReceivedFile> {
  const blobId = ids.newId();
  const look = createLook();
  async function* pass() {
    for await (const piece of source) {
      if (look.size + piece.length > maxBytes) throw new MediaTooLarge("A file", maxBytes);
      look.add(piece);
      yield piece;
    }
  }
  await insertBlob(db, blobId, clock.now());
  try {
    await storage.write(blobId, pass());
    if (look.size === 0) throw new MediaEmpty();
    return { blobId, ...look.finish() };
  } catch (error) {
    await storage.remove(db, [blobId]);
    await deleteBlob(db, blobId);
    throw error;
  }
}

function createLook() {
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  const text = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let isText = true;

  function stillText(piece: Uint8Array | undefined): boolean {
    if (!isText || piece?.includes(0)) return false;
    try {
      if (piece) text.decode(piece, { stream: true });
      else text.decode();
      return true;
    } catch {
      return false;
    }
  }

  return {
    get size() {
      return size;
    },
    add(piece: Uint8Array): void {
      // A copy: the source may use its buffer again.
      if (size < HEAD_BYTES) head.push(Buffer.from(piece.subarray(0, HEAD_BYTES - size)));
      size += piece.length;
      hash.update(piece);
      isText = stillText(piece);
    },
    finish: () => ({ sha256: hash.digest(), size, head: Buffer.concat(head), isText: stillText(undefined) }),
  };
}
