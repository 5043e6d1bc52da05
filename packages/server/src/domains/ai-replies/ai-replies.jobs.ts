import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { defineJob, type Job, type Jobs } from "../../platform/jobs.ts";
import { countOpen, deleteOld } from "./ai-replies.store.ts";

const NOTHING = z.strictObject({});
type Nothing = Record<string, never>;

/** One queue: the job runs once at a time, whatever the number of nodes, and does many conversations at once. */
const QUEUE = { key: "ai-replies.work", queue: "ai-replies" };
const KEPT_FOR_MS = 90 * 86_400_000;
const BATCH = 1_000;

export function createWorkJob(work: (signal: AbortSignal) => Promise<void>): Job<Nothing> {
  return defineJob({ id: "ai-replies.work", payload: NOTHING, handle: (_payload, { signal }) => work(signal) });
}

export function createWake(addJob: Jobs["addJob"], workJob: Job<Nothing>) {
  return (tx: Parameters<Jobs["addJob"]>[0]): Promise<void> => addJob(tx, workJob, {}, QUEUE);
}

/** To be run every hour, on one node: what is old is forgotten, and what was left lying is taken up again. */
export function createUpkeepJob({
  db,
  clock,
  wake,
}: {
  db: Db;
  clock: Clock;
  wake: (tx: Db) => Promise<void>;
}): Job<Nothing> {
  return defineJob({
    id: "ai-replies.upkeep",
    payload: NOTHING,
    maxAttempts: 1,
    async handle(_payload, { signal }) {
      const before = new Date(clock.now().getTime() - KEPT_FOR_MS);
      while (!signal.aborted && (await deleteOld(db, before, BATCH)));
      if ((await countOpen(db)) > 0) await wake(db);
    },
  });
}
