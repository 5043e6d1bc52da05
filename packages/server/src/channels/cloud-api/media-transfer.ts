/** Files to and from Meta, on connections of their own: a long transfer must not take one from the messages. */
import { Agent } from "undici";
import { type Clock, systemClock } from "../../platform/clock.ts";
import type { InboundMedia, MediaDownload, MediaUploadOutcome, OutboundFile } from "../channel.ts";
import type { GraphClient } from "./graph-client.ts";
import { downloadMedia } from "./media-download.ts";
import { uploadMedia } from "./media-upload.ts";
import type { CloudApiSettings } from "./settings.ts";

export interface MediaTransfer {
  upload(file: OutboundFile): Promise<MediaUploadOutcome>;
  /** @throws MediaDownloadFailed */
  download(media: InboundMedia, signal: AbortSignal): Promise<MediaDownload>;
  close(): Promise<void>;
}

/** How long the other side may take nothing, or send nothing, before a transfer is given up. */
const STALL_MS = 60_000;
const CONNECT_MS = 10_000;
const CONNECTIONS = 4;
/** A file not done by then is fetched or uploaded again later. */
const CLOSE_GRACE_MS = 3_000;

export interface MediaTransferDeps {
  readonly settings: CloudApiSettings;
  readonly graph: GraphClient;
  readonly userAgent: string;
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

export function createMediaTransfer({ settings, ...deps }: MediaTransferDeps): MediaTransfer {
  const dispatcher = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: CONNECT_MS },
    headersTimeout: STALL_MS,
    bodyTimeout: STALL_MS,
  });
  const { accessToken, graphBaseUrl: baseUrl, graphVersion, phoneNumberId } = settings;
  const common = { ...deps, dispatcher, baseUrl, graphVersion, phoneNumberId, accessToken };
  const path = `/${graphVersion}/${phoneNumberId}/media`;
  let closing: Promise<void> | undefined;
  return {
    upload: (file) => uploadMedia(file, { ...common, path }),
    download: (media, signal) => downloadMedia(media, signal, common),
    close() {
      closing ??= closeWithin(dispatcher, CLOSE_GRACE_MS);
      return closing;
    },
  };
}

async function closeWithin(dispatcher: Agent, graceMs: number): Promise<void> {
  const graceIsOver = Promise.withResolvers<void>();
  const timer = systemClock.startTimer(graceMs, graceIsOver.resolve);
  await Promise.race([dispatcher.close(), graceIsOver.promise]);
  timer.cancel();
  await dispatcher.destroy(new Error("the channel was closed"));
}
