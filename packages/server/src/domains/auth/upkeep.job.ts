import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { defineJob, type Job } from "../../platform/jobs.ts";
import type { AuditLog } from "./audit-log.service.ts";
import { deleteForgottenBrowsers } from "./known-browsers.store.ts";
import { deleteExpiredLinks } from "./links.store.ts";
import type { SessionsService } from "./sessions.service.ts";
import { deleteOldFailures } from "./sign-in-failures.store.ts";

const BROWSERS_REMEMBERED_MS = 365 * 24 * 60 * 60_000;

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly sessions: SessionsService;
  readonly auditLog: AuditLog;
}

/** Deletes what has ended, expired or is old; nothing of it has any effect any more. */
export function createUpkeepJob({ db, clock, sessions, auditLog }: Deps): Job<Record<string, never>> {
  return defineJob({
    id: "access-upkeep",
    payload: z.strictObject({}),
    maxAttempts: 3,
    handle: async () => {
      const now = clock.now();
      await sessions.deleteEnded();
      await deleteExpiredLinks(db, now);
      await deleteOldFailures(db, now);
      await deleteForgottenBrowsers(db, new Date(now.getTime() - BROWSERS_REMEMBERED_MS));
      await auditLog.deleteOld();
    },
  });
}
