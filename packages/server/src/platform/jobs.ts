/** Work that must survive a restart and need not be done at once: imports, downloads, webhooks of others, cron.
 *
 *  A job runs at least once: when a node dies, or is silent so long that it is thought dead, its jobs run again elsewhere. A handler
 *  must bear that. The queue is graphile-worker's; it reads Node's own time, so run times of our clock are translated to it. */
import { parseCronItems, Logger as QueueLogger, type Runner, run, runMigrations, type TaskList } from "graphile-worker";
import type pg from "pg";
import type { z } from "zod";
import { type Clock, systemClock, type Timer, waitFor } from "./clock.ts";
import { type Db, isWorthRetrying, runInTransaction, type Tx } from "./db/index.ts";
import * as store from "./jobs.store.ts";
import { createLastingRunner } from "./lasting-runner.ts";
import type { Logger } from "./logger.ts";

/** A kind of job, whatever its payload. Made by defineJob. */
export interface JobKind {
  /** Stored with every job: it must not change while jobs of that name may wait. */
  readonly id: string;
  readonly maxAttempts: number;
  execute(storedPayload: unknown, context: JobContext): Promise<void>;
}

/** A kind of job and what its payload looks like. */
export interface Job<Payload> extends JobKind {
  checkPayload(payload: Payload): unknown;
}

interface JobContext {
  readonly logger: Logger;
  /** Aborted when the server stops and won't wait any longer. */
  readonly signal: AbortSignal;
  /** 1 for the first. */
  readonly attempt: number;
}

interface JobParts<Payload> {
  readonly id: string;
  /** Of what JSON can say. */
  readonly payload: z.ZodType<Payload>;
  /** Tried again with growing pauses (e^attempt seconds) when it rejects. Default 25 attempts, about three days. */
  readonly maxAttempts?: number;
  readonly handle: (payload: Payload, context: JobContext) => Promise<void>;
}

export function defineJob<Payload>({ id, payload: schema, maxAttempts = 25, handle }: JobParts<Payload>): Job<Payload> {
  return {
    id,
    maxAttempts,
    checkPayload: (payload) => schema.parse(payload),
    execute: async (storedPayload, context) => handle(schema.parse(storedPayload), context),
  };
}

interface AddJobOptions {
  /** In the clock's time. Default: as soon as possible. */
  readonly runAt?: Date;
  /** A waiting job with the same key is replaced. */
  readonly key?: string;
  /** Jobs of one queue run one after the other. Few names only. */
  readonly queue?: string;
}

interface CronEntry {
  /** Its payload is `{}`. */
  readonly job: Job<Record<string, never>>;
  /** Five fields, in UTC. */
  readonly match: string;
}

export interface Jobs {
  /** Brings the queue's own tables up to date. Any number of nodes may do it at once. */
  migrate(): Promise<void>;
  /** Adds a job in the caller's transaction: it exists if and when that commits. */
  addJob<Payload>(tx: Db | Tx, job: Job<Payload>, payload: Payload, options?: AddJobOptions): Promise<void>;
  /** Begins to run jobs on this node, and to free those of dead nodes. */
  start(): Promise<void>;
  /** Waits for jobs that run, aborts them after 5 s, gives them up after 8 s. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A row of `nodes`. */
  readonly nodeId: string;
  readonly jobs: readonly JobKind[];
  readonly cron?: readonly CronEntry[];
  /** How many run at once on this node. */
  readonly concurrency?: number;
}

const DEFAULT_CONCURRENCY = 4;
const SWEEP_EVERY_MS = 10_000;
/** Three missed heartbeats. */
const SILENT_AFTER_MS = 15_000;
const ABORT_AFTER_MS = 5_000;
const GIVE_UP_AFTER_MS = 8_000;

export function createJobs(options: JobsOptions): Jobs {
  const { db, pool, clock, logger, nodeId } = options;
  const queueLogger = createQueueLogger(logger);
  const workerIds = new Set<string>();
  const runner = createLastingRunner({ open, logger });
  let isRunning = false;
  let sweepTimer: Timer | undefined;
  let sweeping: Promise<void> = Promise.resolve();

  async function registerWorker(id: string): Promise<void> {
    workerIds.add(id);
    await store.updateWorkerIds(db, nodeId, [...workerIds]);
  }

  /** Also says again which workers are ours: if we were silent for long, another node has taken us for dead. */
  async function sweep(): Promise<void> {
    await store.updateWorkerIds(db, nodeId, [...workerIds]);
    const silentSince = new Date(systemClock.now().getTime() - SILENT_AFTER_MS);
    const freed = await runInTransaction(db, (tx) => store.unlockDeadWorkers(tx, nodeId, silentSince));
    if (freed > 0) logger.warn({ nodes: freed }, "jobs of nodes that died were freed");
  }

  function sweepAndPlanNext(): void {
    sweeping = sweep()
      .catch((error: unknown) => logger.warn({ err: error }, "jobs of dead nodes could not be freed; trying again"))
      .then(() => {
        if (isRunning) sweepTimer = systemClock.startTimer(SWEEP_EVERY_MS, sweepAndPlanNext);
      });
  }

  async function open(): Promise<Runner> {
    // What one that broke down has left locked would stay so for hours.
    await store.unlockWorkers(db, [...workerIds]);
    workerIds.clear();
    return run({
      pgPool: pool,
      logger: queueLogger,
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      noHandleSignals: true,
      useNodeTime: true,
      gracefulShutdownAbortTimeout: ABORT_AFTER_MS,
      taskList: toTaskList(options.jobs, logger),
      parsedCronItems: parseCronItems(
        (options.cron ?? []).map(({ job, match }) => ({ task: job.id, match, identifier: job.id })),
      ),
      preset: {
        plugins: [registerBeforeFirstJob(registerWorker)],
        // Without batches the outcome of the last jobs is written behind the back of a stop, which would not wait for it.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      },
    });
  }

  return {
    migrate: () => runMigrations({ pgPool: pool, logger: queueLogger }),

    async addJob(tx, job, payload, { runAt, key, queue } = {}) {
      const delayMs = runAt ? Math.max(0, runAt.getTime() - clock.now().getTime()) : 0;
      await store.insertJob(tx, {
        taskId: job.id,
        payload: job.checkPayload(payload),
        runAt: new Date(systemClock.now().getTime() + delayMs),
        maxAttempts: job.maxAttempts,
        key: key ?? null,
        queue: queue ?? null,
      });
    },

    async start() {
      await runner.start();
      isRunning = true;
      sweepAndPlanNext();
    },

    async stop() {
      isRunning = false;
      sweepTimer?.cancel();
      await sweeping;
      const stopping = await runner.release();
      if (!stopping) return;
      const limit = new AbortController();
      const gaveUp = waitFor(systemClock, GIVE_UP_AFTER_MS, limit.signal).then(() =>
        stopping.kill("stopping took too long"),
      );
      // It rejects when the queue has stopped by itself already: just what was wanted.
      const stopped = stopping.stop().then(
        () => store.updateWorkerIds(db, nodeId, []),
        () => undefined,
      );
      await Promise.race([stopped, gaveUp]);
      limit.abort();
    },
  };
}

/** What locks must be known as ours before it locks its first job, or nobody could free that job if we died at once. Jobs are
 *  locked in the name of the pool, not of the worker that runs them. */
function registerBeforeFirstJob(register: (workerId: string) => Promise<void>): GraphileConfig.Plugin {
  return {
    name: "ChasquiWorkerRegistration",
    version: "1.0.0",
    worker: { hooks: { startWorker: (_context, { worker }) => register(worker.workerPool.id) } },
  };
}

function toTaskList(jobs: readonly JobKind[], logger: Logger): TaskList {
  const tasks = jobs.map((job) => [
    job.id,
    (storedPayload: unknown, helpers: { job: { id: string; attempts: number }; abortSignal: AbortSignal }) =>
      job.execute(withoutCronStamp(storedPayload), {
        logger: logger.child({ job: job.id, jobId: helpers.job.id }),
        signal: helpers.abortSignal,
        attempt: helpers.job.attempts,
      }),
  ]);
  return Object.fromEntries(tasks);
}

/** Cron jobs come with the time they were planned for, which no schema of ours names. */
function withoutCronStamp(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || !("_cron" in payload)) return payload;
  const { _cron, ...rest } = payload;
  return rest;
}

/** The queue is talkative: what it finds worth telling is worth debugging to us. */
function createQueueLogger(logger: Logger): QueueLogger {
  const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  return new QueueLogger((scope) => (level, message, meta) => {
    logger[isNoHarm(meta) ? "warn" : levels[level]]({ ...scope, ...meta }, message);
  });
}

/** To the queue every failed attempt is an error, to a person only one that was the last; and the database's passing troubles are borne. */
function isNoHarm(meta: unknown): boolean {
  const { failure, job, fatalError } = (meta ?? {}) as {
    failure?: boolean;
    job?: { attempts: number; max_attempts: number };
    fatalError?: unknown;
  };
  return isWorthRetrying(fatalError) || (failure === true && job !== undefined && job.attempts < job.max_attempts);
}
