import { Readable } from "node:stream";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { BlobStorage } from "./blob-storage.ts";
import * as blobs from "./blobs.store.ts";
import type { ImageConverter } from "./convert-image.ts";
import { detectType, type TypeHints } from "./detect-type.ts";
import * as errors from "./media.errors.ts";
import {
  CONVERTIBLE_MIMES,
  findKindOfMime,
  findSendableAs,
  isDeclaredTruly,
  KIND_LIMITS,
  MAX_CONVERTIBLE_BYTES,
  MAX_FILE_BYTES,
} from "./media.rules.ts";
import * as store from "./media.store.ts";
import type { ByteRange } from "./range.rules.ts";
import { type ReceivedFile, receiveFile } from "./receive-file.ts";

export interface UploadHints extends TypeHints {
  /** What an image is to be sent as. Default: what it is; a WebP that is a sticker stays one, any other becomes an image. */
  readonly as?: "image" | "sticker" | undefined;
}

export interface MediaService {
  /** Takes in a file to be sent, and makes of it what WhatsApp takes.
   *  @throws MediaEmpty, MediaTooLarge, MediaTypeMismatch, MediaTypeUnsupported, MediaUnreadable */
  upload(source: AsyncIterable<Uint8Array>, hints: UploadHints): Promise<store.Media>;
  /** Stores a contact's file as it came, whatever it is, once it has the hash it should have. `link` joins the transaction.
   *  @throws HashMismatch, MediaTooLarge, MediaEmpty */
  storeInbound(
    source: AsyncIterable<Uint8Array>,
    hints: TypeHints & { sha256: string | undefined },
    link: (tx: Tx, media: store.NewMedia) => Promise<void>,
  ): Promise<void>;
  /** @throws MediaUnknown */
  get(id: string): Promise<store.Media>;
  /** Its bytes, a piece at a time. @throws MediaUnknown when it is deleted meanwhile */
  read(media: store.Media, range?: ByteRange): AsyncIterable<Buffer>;
  /** Deletes it, and its bytes when nothing else shows them. @throws MediaUnknown, MediaInUse */
  remove(id: string): Promise<void>;
}

/** A file is not what its sender said it is. */
export class HashMismatch extends Error {
  override name = "HashMismatch";
}

export interface MediaServiceDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly storage: BlobStorage;
  readonly images: ImageConverter;
  readonly keepDays: () => number;
  /** Which of these media messages refer to, and whether one of those messages is still to be sent. */
  readonly findUses: FindUses;
}

export type FindUses = (tx: Tx, mediaIds: readonly string[]) => Promise<ReadonlyMap<string, { isWaiting: boolean }>>;

const DAY_MS = 86_400_000;

export function createMediaService(deps: MediaServiceDeps): MediaService {
  const { db, clock, ids, storage, images } = deps;

  function read(blobId: string, size: number, range: ByteRange = { start: 0, end: size - 1 }): AsyncIterable<Buffer> {
    return storage.read(blobId, range);
  }

  /** Rolls back to nothing: the bytes of a file that is not wanted after all. */
  async function discard(blobId: string): Promise<void> {
    await runInTransaction(db, async (tx) => {
      await blobs.deleteBlob(tx, blobId);
      await storage.remove(tx, [blobId]);
    });
  }

  async function discardOnError<T>(file: ReceivedFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await discard(file.blobId);
      throw error;
    }
  }

  /** Gives the bytes their place: a blob of their own, or the one there is of the same bytes. */
  async function settleBlob(tx: Tx, file: ReceivedFile): Promise<string> {
    const known = await blobs.lockBlobByHash(tx, file.sha256);
    if (known === undefined) {
      await blobs.completeBlob(tx, file.blobId, file.sha256, file.size);
      return file.blobId;
    }
    await blobs.deleteBlob(tx, file.blobId);
    await storage.remove(tx, [file.blobId]);
    return known;
  }

  async function register(
    file: ReceivedFile,
    facts: Pick<store.NewMedia, "mime" | "filename" | "origin" | "sendableAs" | "original">,
    link: (tx: Tx, media: store.NewMedia) => Promise<void> = async () => undefined,
  ): Promise<string> {
    const attempt = () =>
      runInTransaction(db, async (tx) => {
        const createdAt = clock.now();
        const blobId = await settleBlob(tx, file);
        const keptUntil = new Date(createdAt.getTime() + deps.keepDays() * DAY_MS);
        const media = { ...facts, id: ids.newId(), blobId, createdAt, keptUntil };
        await store.insertMedia(tx, media);
        await link(tx, media);
        return media.id;
      });
    try {
      return await attempt();
    } catch (error) {
      // The same bytes came in at the same moment, and the other one was first.
      if ((error as { code?: unknown } | null)?.code !== "23505") throw error;
      return attempt();
    }
  }

  /** What is to be sent instead of an image; undefined: it is fine as it is. */
  function convert(file: ReceivedFile, mime: string, as: UploadHints["as"]) {
    if (file.size > MAX_CONVERTIBLE_BYTES) throw new errors.MediaTooLarge("An image", MAX_CONVERTIBLE_BYTES);
    const readAll = async () => Buffer.concat(await Array.fromAsync(read(file.blobId, file.size)));
    if (as === "sticker") return images.toSticker(readAll);
    return images.toImage(readAll, mime);
  }

  async function uploadImage(file: ReceivedFile, mime: string, hints: UploadHints): Promise<string> {
    const filename = hints.filename ?? null;
    // A WebP can be either; whoever does not say gets a sticker if it is fit for one.
    const as = hints.as ?? (mime === "image/webp" && (await isStickerAlready(file)) ? "sticker" : "image");
    const converted = await convert(file, mime, as);
    if (!converted) return register(file, { mime, filename, origin: "upload", sendableAs: [as], original: null });
    const original = { mime, size: file.size };
    const received = await receiveFile(Readable.from([converted.bytes]), MAX_FILE_BYTES, deps);
    const facts = { mime: converted.mime, filename, origin: "upload" as const, sendableAs: [as], original };
    const id = await discardOnError(received, () => register(received, facts));
    await discard(file.blobId);
    return id;
  }

  async function isStickerAlready(file: ReceivedFile): Promise<boolean> {
    if (file.size > KIND_LIMITS.sticker.maxBytes) return false;
    try {
      return (await convert(file, "image/webp", "sticker")) === undefined;
    } catch (error) {
      if (error instanceof errors.MediaTypeUnsupported) return false;
      throw error;
    }
  }

  return {
    async upload(source, hints) {
      const file = await receiveFile(source, MAX_FILE_BYTES, deps);
      const id = await discardOnError(file, async () => {
        const { mime, problem } = await detectType(file, hints);
        if (!isDeclaredTruly(hints.declared, mime)) throw new errors.MediaTypeMismatch(hints.declared ?? "", mime);
        if (mime === "image/heic" || mime === "image/heif")
          throw new errors.MediaTypeUnsupported(mime, "Save the photo as JPEG: HEIC can't be converted here.");
        if (problem !== undefined) throw new errors.MediaUnreadable(problem);
        if (CONVERTIBLE_MIMES.has(mime)) return uploadImage(file, mime, hints);
        const kind = findKindOfMime(mime);
        if (kind === undefined) throw new errors.MediaTypeUnsupported(mime);
        if (hints.as !== undefined) throw new errors.MediaKindUnfit(hints.as, [kind]);
        if (file.size > KIND_LIMITS[kind].maxBytes)
          throw new errors.MediaTooLarge(`A file to be sent as ${kind}`, KIND_LIMITS[kind].maxBytes);
        const facts = { mime, filename: hints.filename ?? null, origin: "upload" as const, original: null };
        return register(file, { ...facts, sendableAs: [kind] });
      });
      return getMedia(id);
    },

    async storeInbound(source, hints, link) {
      const file = await receiveFile(source, MAX_FILE_BYTES, deps);
      await discardOnError(file, async () => {
        if (hints.sha256 !== undefined && hints.sha256 !== file.sha256.toString("hex"))
          throw new HashMismatch("the file that came has not the hash that was announced");
        const { mime } = await detectType(file, hints);
        const sendableAs = findSendableAs(mime, file.size);
        const filename = hints.filename ?? null;
        await register(file, { mime, filename, origin: "inbound", sendableAs, original: null }, link);
      });
    },

    get: getMedia,
    read: (media, range) => read(media.blobId, media.size, range),

    remove(id) {
      return runInTransaction(db, async (tx) => {
        if (!(await store.lockOneForDeletion(tx, id))) throw new errors.MediaUnknown();
        const uses = await deps.findUses(tx, [id]);
        if (uses.get(id)?.isWaiting) throw new errors.MediaInUse();
        await deleteWithBytes(tx, storage, [id]);
      });
    },
  };

  async function getMedia(id: string): Promise<store.Media> {
    const [media] = await store.findMedia(db, [id]);
    if (!media) throw new errors.MediaUnknown();
    return media;
  }
}

/** Deletes locked media, and the bytes that nothing shows any more. */
export async function deleteWithBytes(tx: Tx, storage: BlobStorage, mediaIds: readonly string[]): Promise<void> {
  const blobIds = await store.deleteMedia(tx, mediaIds);
  const unused = await blobs.deleteUnused(tx, blobIds);
  await storage.remove(tx, unused);
}
