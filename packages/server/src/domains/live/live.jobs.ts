import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { defineJob, type Job } from "../../platform/jobs.ts";
import { forgetEvents } from "./events.store.ts";

/** Who was away for longer reads everything anew. */
const KEPT_MS = 86_400_000;
const BATCH = 10_000;

/** Deletes old events. To be run every hour, on one node. */
export function createEventRetentionJob({ db, clock }: { db: Db; clock: Clock }): Job<Record<string, never>> {
  return defineJob({
    id: "live.forget-events",
    payload: z.strictObject({}),
    maxAttempts: 1,
    async handle(_payload, { signal }) {
      const before = new Date(clock.now().getTime() - KEPT_MS);
      while (!signal.aborted && (await forgetEvents(db, before, BATCH)) === BATCH);
    },
  });
}
