/** Live views as one part: the stream of events, and forgetting old ones. */
import type { Clock } from "../../platform/clock.ts";
import type { Db, Notifications } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Job } from "../../platform/jobs.ts";
import type { Logger } from "../../platform/logger.ts";
import { createAnnouncements } from "./announcements.ts";
import { createEventFeed } from "./event-feed.ts";
import { createEventRetentionJob } from "./live.jobs.ts";
import { registerLiveRoutes } from "./live.routes.ts";

export interface Live {
  registerRoutes(app: HttpApp): void;
  /** To be run every hour, on one node. */
  readonly retentionJob: Job<Record<string, never>>;
  /** The HTTP server must be closed before. */
  close(): Promise<void>;
}

/** From now on this node also tells others of events it writes, whether or not it serves streams itself. */
export function createLive(deps: {
  db: Db;
  clock: Clock;
  logger: Logger;
  notifications: Notifications;
  nodeId: string;
}): Live {
  const feed = createEventFeed(deps);
  const announcements = createAnnouncements({ ...deps, onAnnounced: feed.wake });
  return {
    registerRoutes: (app) => registerLiveRoutes(app, { feed, clock: deps.clock }),
    retentionJob: createEventRetentionJob(deps),
    async close() {
      announcements.close();
      await feed.close();
    },
  };
}
