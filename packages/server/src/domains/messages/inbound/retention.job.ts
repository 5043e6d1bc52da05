/** Deletes posted events past their time. What they brought (messages, statuses, contacts) stays; what was set aside, or has not been
 *  processed, is kept however old it is. */
import { z } from "zod";
import type { Clock } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/db/index.ts";
import { defineJob, type Job } from "../../../platform/jobs.ts";
import { deleteOldFromDefault, dropPartition, listPartitions } from "./partitions.store.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly keepDays: () => number;
}

const DAY_MS = 86_400_000;
const BATCH = 1_000;

/** To be run every hour, on one node: what was in use is dropped the next time. */
export function createInboundRetentionJob({ db, clock, keepDays }: Deps): Job<Record<string, never>> {
  return defineJob({
    id: "messages.inbound-retention",
    payload: z.strictObject({}),
    maxAttempts: 1,
    async handle(_payload, { signal, logger }) {
      const before = new Date(clock.now().getTime() - keepDays() * DAY_MS);
      for (const name of await listPartitions(db, before)) {
        if (signal.aborted) return;
        if (!(await dropPartition(db, name))) {
          // Each attempt makes posts wait: one is enough.
          logger.info({ partition: name }, "posted events are in use; those past their time are deleted later");
          break;
        }
        logger.info({ partition: name }, "a day's posted events were deleted");
      }
      while (!signal.aborted && (await deleteOldFromDefault(db, before, BATCH)) === BATCH);
    },
  });
}
