/** Deletes files that are past their time and that no message refers to, and clears up what broke off. */
import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import { defineJob, type Job } from "../../platform/jobs.ts";
import type { BlobStorage } from "./blob-storage.ts";
import { deleteUnused, findAbandoned } from "./blobs.store.ts";
import { deleteWithBytes, type FindUses } from "./media.service.ts";
import { findPastTime, lockForDeletion } from "./media.store.ts";
import { deleteExpiredUploads } from "./uploads.store.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly storage: BlobStorage;
  readonly findUses: FindUses;
}

const BATCH = 100;
/** Longer than any file takes to come in. */
const ABANDONED_AFTER_MS = 86_400_000;

/** To be run once a day or more, on one node. */
export function createRetentionJob(deps: Deps): Job<Record<string, never>> {
  return defineJob({
    id: "media.retention",
    payload: z.strictObject({}),
    maxAttempts: 1,
    async handle(_payload, { signal, logger }) {
      const deleted = await deletePastTime(deps, signal);
      await deleteAbandoned(deps, signal);
      await deleteExpiredUploads(deps.db, deps.clock.now());
      if (deleted > 0) logger.info({ deleted }, "files past their time were deleted");
    },
  });
}

async function deletePastTime({ db, clock, storage, findUses }: Deps, signal: AbortSignal): Promise<number> {
  let deleted = 0;
  let after: string | null = null;
  while (!signal.aborted) {
    const ids = await findPastTime(db, clock.now(), after, BATCH);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    deleted += await runInTransaction(db, async (tx) => {
      // Locked first: what a message begins to refer to meanwhile waits, and then finds it gone.
      const locked = await lockForDeletion(tx, ids);
      const uses = await findUses(tx, locked);
      const unused = locked.filter((id) => !uses.has(id));
      await deleteWithBytes(tx, storage, unused);
      return unused.length;
    });
  }
  return deleted;
}

async function deleteAbandoned({ db, clock, storage }: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const ids = await findAbandoned(db, new Date(clock.now().getTime() - ABANDONED_AFTER_MS), BATCH);
    if (ids.length === 0) return;
    const deleted = await runInTransaction(db, async (tx) => {
      const unused = await deleteUnused(tx, ids);
      await storage.remove(tx, unused);
      return unused.length;
    });
    if (deleted === 0) return;
  }
}
