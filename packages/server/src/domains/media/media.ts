/** The media domain as one part: files to be sent and files received. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Job, JobKind, Jobs } from "../../platform/jobs.ts";
import { createDatabaseStorage } from "./blob-storage.ts";
import { createImageConverter } from "./convert-image.ts";
import { type AnnouncedFile, createDownloadJob, createDownloadPlanner, type MediaLinks } from "./download.job.ts";
import { registerMediaRoutes } from "./media.routes.ts";
import { createMediaService, type FindUses } from "./media.service.ts";
import { findMedia, type Media } from "./media.store.ts";
import { createOutboundMedia, type OutboundMedia } from "./outbound-media.ts";
import { createRetentionJob } from "./retention.job.ts";

export interface StoredFile extends Pick<Media, "mime" | "sha256" | "filename"> {
  /** Its bytes, a piece at a time. */
  read(): AsyncIterable<Uint8Array>;
}

export interface MediaDomain {
  readonly outbound: OutboundMedia;
  /** Plans the download of files, in the transaction that stores the messages that show them. */
  onFilesAnnounced(batch: readonly AnnouncedFile[], tx: Tx, now: Date): Promise<void>;
  /** A file as it is stored; undefined: there is none. */
  openFile(id: string): Promise<StoredFile | undefined>;
  readonly downloadJob: JobKind;
  /** To be run every hour, on one node. */
  readonly retentionJob: Job<Record<string, never>>;
  registerRoutes(app: HttpApp): void;
}

export interface MediaDomainDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly channels: ChannelsService;
  readonly addJob: Jobs["addJob"];
  readonly keepDays: () => number;
  readonly links: MediaLinks;
  readonly findUses: FindUses;
}

export function createMedia(deps: MediaDomainDeps): MediaDomain {
  const storage = createDatabaseStorage(deps.db);
  const service = createMediaService({ ...deps, storage, images: createImageConverter() });
  const downloadJob = createDownloadJob({ ...deps, service });
  return {
    outbound: createOutboundMedia({ ...deps, service }),
    onFilesAnnounced: createDownloadPlanner(downloadJob, deps),
    async openFile(id) {
      const [media] = await findMedia(deps.db, [id]);
      return media && { ...media, read: () => service.read(media) };
    },
    downloadJob,
    retentionJob: createRetentionJob({ ...deps, storage }),
    registerRoutes: (app) => registerMediaRoutes(app, service),
  };
}
