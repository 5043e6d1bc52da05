/** Fetches the files of messages that came from a platform: of contacts, of staff who write in the platform's own app, of its history. A job for each is added in the transaction that stores the message, so none is forgotten. */
import { z } from "zod";
import { type InboundMedia, MediaDownloadFailed, type SendError } from "../../channels/channel.ts";
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { defineJob, type Job, type Jobs } from "../../platform/jobs.ts";
import { MediaEmpty, MediaTooLarge } from "./media.errors.ts";
import { HashMismatch, type MediaService } from "./media.service.ts";

/** What this domain needs of a message whose file is to be fetched. */
export interface AnnouncedFile {
  readonly messageId: string;
  readonly channelId: string;
  readonly media: InboundMedia;
  /** When the platform told of it. */
  readonly announcedAt: Date;
  /** Sent by staff from the platform's own app. */
  readonly isOurs: boolean;
  /** There may be very many of them, and nobody waits for any. */
  readonly isHistory: boolean;
}

/** Where the outcome is written down. */
export interface MediaLinks {
  attach(tx: Tx, messageId: string, mediaId: string, now: Date): Promise<void>;
  fail(tx: Tx, messageId: string, error: SendError, now: Date): Promise<void>;
}

export interface DownloadDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: Pick<ChannelsService, "list" | "open">;
  readonly service: Pick<MediaService, "storeInbound">;
  readonly links: MediaLinks;
}

/** Meta's id of a file works for so long after it was told. */
const KEPT_BY_PLATFORM_MS = 7 * 86_400_000;
/** The pauses between so many attempts add up to three days. */
const MAX_ATTEMPTS = 13;
/** History is fetched one file after the other, so that new files need not wait for it. */
const HISTORY_QUEUE = "media.history";

const payloadSchema = z.object({
  messageId: z.uuid(),
  channelId: z.uuid(),
  media: z.object({
    providerMediaId: z.string(),
    url: z.string().optional(),
    mimeType: z.string().optional(),
    sha256: z.string().optional(),
    filename: z.string().optional(),
  }),
  isOurs: z.boolean().optional(),
});
type Payload = z.infer<typeof payloadSchema>;

export function createDownloadJob(deps: DownloadDeps): Job<Payload> {
  async function download({ messageId, channelId, media }: Payload, signal: AbortSignal): Promise<void> {
    const row = (await deps.channels.list()).find((one) => one.id === channelId);
    const channel = row && deps.channels.open(row);
    if (!channel?.downloadMedia) throw new MediaDownloadFailed(NO_CHANNEL, { isFinal: true });
    const announced = definedOnly(media);
    const { body, sha256 } = await channel.downloadMedia(announced, signal);
    const hints = { declared: media.mimeType, filename: media.filename, sha256 };
    try {
      await deps.service.storeInbound(body, hints, (tx, stored) =>
        deps.links.attach(tx, messageId, stored.id, stored.createdAt),
      );
    } finally {
      body.destroy();
    }
  }

  return defineJob({
    id: "media.download",
    payload: payloadSchema,
    maxAttempts: MAX_ATTEMPTS,
    async handle(payload, { signal, attempt, logger }) {
      try {
        await download(payload, signal);
      } catch (error) {
        const { reason, isFinal } = explain(error);
        if (!isFinal && attempt < MAX_ATTEMPTS) throw error;
        logger.warn({ err: error, messageId: payload.messageId }, "the file of a message could not be fetched");
        const shown = payload.isOurs ? { ...reason, mend: SEE_APP } : reason;
        await runInTransaction(deps.db, (tx) => deps.links.fail(tx, payload.messageId, shown, deps.clock.now()));
      }
    },
  });
}

/** Adds the jobs of a batch, in its transaction. */
export function createDownloadPlanner(job: Job<Payload>, deps: { addJob: Jobs["addJob"]; links: MediaLinks }) {
  return async function onFilesAnnounced(batch: readonly AnnouncedFile[], tx: Tx, now: Date): Promise<void> {
    for (const { messageId, channelId, media, announcedAt, isOurs, isHistory } of batch) {
      if (now.getTime() - announcedAt.getTime() > KEPT_BY_PLATFORM_MS) {
        await deps.links.fail(tx, messageId, isOurs ? { ...EXPIRED, mend: SEE_APP } : EXPIRED, now);
        continue;
      }
      const options = { key: `media.download:${messageId}`, ...(isHistory ? { queue: HISTORY_QUEUE } : {}) };
      await deps.addJob(tx, job, { messageId, channelId, media, isOurs }, options);
    }
  };
}

function explain(error: unknown): { reason: SendError; isFinal: boolean } {
  if (error instanceof MediaDownloadFailed) return error;
  const mend = "Ask the contact to send it again.";
  if (error instanceof HashMismatch)
    return { reason: { code: "media-hash-mismatch", title: "The file that came is damaged.", mend }, isFinal: false };
  if (error instanceof MediaTooLarge || error instanceof MediaEmpty)
    return { reason: { code: error.code, title: error.message, mend }, isFinal: true };
  return { reason: { code: "media-not-stored", title: "The file could not be stored.", mend }, isFinal: false };
}

const SEE_APP = "Look at it in the WhatsApp app, from which it was sent.";

const EXPIRED: SendError = {
  code: "media-expired",
  title: "The message was processed so late that WhatsApp no longer has its file.",
  mend: "Ask the contact to send it again.",
};

const NO_CHANNEL: SendError = {
  code: "channel-unknown",
  title: "The channel this file came by has been removed.",
  mend: "Add the channel again and ask the contact to send the file again.",
};

function definedOnly({ providerMediaId, url, mimeType, sha256, filename }: Payload["media"]): InboundMedia {
  return {
    providerMediaId,
    ...(url === undefined ? {} : { url }),
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(filename === undefined ? {} : { filename }),
  };
}
