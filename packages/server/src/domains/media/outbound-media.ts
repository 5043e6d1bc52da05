/** What the sending of messages needs of files: whether one may be sent, and that the platform has it before the message goes out.
 *  A file is uploaded once a channel, however many messages show it, and again when the platform's copy has run out. */
import type { Channel, MediaUploadOutcome } from "../../channels/channel.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { describeError } from "../../platform/errors.ts";
import { MediaKindUnfit, MediaUnknown } from "./media.errors.ts";
import type { MediaService } from "./media.service.ts";
import { findMedia, lockMedia, type Media } from "./media.store.ts";
import * as uploads from "./uploads.store.ts";

export interface OutboundMedia {
  /** Checks that a message of this type may show it, and keeps it from being deleted until the transaction ends.
   *  @throws MediaUnknown, MediaKindUnfit */
  checkSendable(tx: Tx, mediaId: string, type: string): Promise<void>;
  /** What the channel's platform calls each of these media, where it has them. By media id. */
  findUploaded(tx: Tx, channelId: string, mediaIds: readonly string[], now: Date): Promise<ReadonlyMap<string, string>>;
  /** Hands a file to the platform, or waits for whoever is doing so. Never rejects. */
  upload(channelId: string, channel: UploadingChannel, mediaId: string): Promise<UploadOutcome>;
  /** The platform refused what was uploaded before `before`: the file is uploaded anew when it is next needed. */
  forgetUpload(tx: Tx, channelId: string, mediaId: string, before: Date): Promise<void>;
}

export type UploadingChannel = Required<Pick<Channel, "uploadMedia">>;

/** The platform's copy is not relied on in its last day: a message may wait that long for its turn. */
const EXPIRY_MARGIN_MS = 86_400_000;
/** Uploads at once on this node; the others wait. */
const MAX_UPLOADS = 3;

/** `uploaded`: findUploaded knows it. */
export type UploadOutcome = { readonly kind: "uploaded" } | Exclude<MediaUploadOutcome, { kind: "uploaded" }>;

const UPLOADED: UploadOutcome = { kind: "uploaded" };

const GONE: UploadOutcome = {
  kind: "permanent",
  error: {
    code: "media-gone",
    title: "Not sent: its file has been deleted.",
    mend: "Upload the file again and send a new message.",
  },
};

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly service: Pick<MediaService, "read">;
}

export function createOutboundMedia({ db, clock, service }: Deps): OutboundMedia {
  const underWay = new Map<string, Promise<UploadOutcome>>();
  const withinLimit = createLimit(MAX_UPLOADS);

  async function transfer(channelId: string, channel: UploadingChannel, media: Media): Promise<UploadOutcome> {
    // Whoever asks may have looked just before the last upload was written down.
    if ((await uploads.findUploads(db, channelId, [media.id], clock.now())).size > 0) return UPLOADED;
    const outcome = await withinLimit(() =>
      channel.uploadMedia({ mime: media.mime, size: media.size, open: () => service.read(media) }),
    );
    if (outcome.kind !== "uploaded") return outcome;
    const expiresAt = new Date(outcome.expiresAt.getTime() - EXPIRY_MARGIN_MS);
    const { blobId } = media;
    const { providerMediaId } = outcome;
    await uploads.upsertUpload(db, { channelId, blobId, providerMediaId, uploadedAt: clock.now(), expiresAt });
    return UPLOADED;
  }

  /** Two media may show the same bytes: they are one upload. */
  async function uploadOnce(channelId: string, channel: UploadingChannel, mediaId: string): Promise<UploadOutcome> {
    const [media] = await findMedia(db, [mediaId]);
    if (!media) return GONE;
    const key = `${channelId} ${media.blobId}`;
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const mine = transfer(channelId, channel, media).finally(() => underWay.delete(key));
    underWay.set(key, mine);
    return mine;
  }

  return {
    async checkSendable(tx, mediaId, type) {
      const media = await lockMedia(tx, mediaId);
      if (!media) throw new MediaUnknown();
      if (!media.sendableAs.some((kind) => kind === type)) throw new MediaKindUnfit(type, media.sendableAs);
    },
    findUploaded: uploads.findUploads,
    async upload(channelId, channel, mediaId) {
      try {
        return await uploadOnce(channelId, channel, mediaId);
      } catch (cause) {
        const detail = describeError(cause).slice(0, 500);
        const error = { code: "media-unreadable", title: "Not sent yet: its file could not be read.", detail };
        return { kind: "retry", scope: "message", error };
      }
    },
    forgetUpload: uploads.deleteUpload,
  };
}

/** At most `count` at once; the others wait in the order they came. */
function createLimit(count: number) {
  const waiting: Array<() => void> = [];
  let running = 0;
  return async function withinLimit<T>(work: () => Promise<T>): Promise<T> {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, not given up: whoever comes now must not overtake.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
