import { sql } from "kysely";
import type { Db, Tx } from "./db/index.ts";

export interface NewJobRow {
  readonly taskId: string;
  readonly payload: unknown;
  readonly runAt: Date;
  readonly maxAttempts: number;
  readonly key: string | null;
  readonly queue: string | null;
}

export async function insertJob(tx: Db | Tx, job: NewJobRow): Promise<void> {
  await sql`
    select graphile_worker.add_job(${job.taskId}, payload := ${JSON.stringify(job.payload)}::json, run_at := ${job.runAt},
      max_attempts := ${job.maxAttempts}::integer, job_key := ${job.key}::text, queue_name := ${job.queue}::text)`.execute(
    tx,
  );
}

export async function updateWorkerIds(db: Db, nodeId: string, workerIds: readonly string[]): Promise<void> {
  await sql`update nodes set worker_ids = ${workerIds}::text[] where id = ${nodeId}::uuid`.execute(db);
}

/** Frees what these workers, which work no more, have locked. */
export async function unlockWorkers(db: Db, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length > 0) await sql`select graphile_worker.force_unlock_workers(${workerIds}::text[])`.execute(db);
}

/** Takes the worker ids away from every node that stopped or has been silent since `silentSince`, and frees what those workers
 *  had locked. Returns how many nodes that were. One transaction, so that two who do it at once don't get in each other's way. */
export async function unlockDeadWorkers(tx: Tx, exceptNodeId: string, silentSince: Date): Promise<number> {
  const { rows } = await sql<{ workerIds: string[] }>`
    with dead as (
      select id, worker_ids from nodes
      where cardinality(worker_ids) > 0 and id <> ${exceptNodeId}::uuid and (stopped_at is not null or last_seen_at < ${silentSince})
      order by id for update skip locked
    )
    update nodes set worker_ids = '{}' from dead where nodes.id = dead.id returning dead.worker_ids as "workerIds"`.execute(
    tx,
  );
  const workerIds = rows.flatMap((row) => row.workerIds);
  if (workerIds.length > 0) await sql`select graphile_worker.force_unlock_workers(${workerIds}::text[])`.execute(tx);
  return rows.length;
}
