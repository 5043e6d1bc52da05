/** Small regular work on this domain's tables: expiring what is past its time, late reports, making the next days' partitions, forgetting old keys. */
import { z } from "zod";
import type { Clock, Timer } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import { defineJob, type Job } from "../../platform/jobs.ts";
import type { Logger } from "../../platform/logger.ts";
import { deleteOldEarlyChanges } from "./inbound/early-changes.store.ts";
import { deleteOldKeys } from "./inbound/inbound.store.ts";
import { ensurePartition } from "./inbound/partitions.store.ts";
import { EXPIRED_CODE } from "./outbox/core-guards.ts";
import * as outbox from "./outbox/outbox.store.ts";
import { applyReports, deleteOldEarlyReports, takeOvertakenReports } from "./outbox/result.store.ts";
import { tellMessagesChanged } from "./outbox/tell-changed.ts";

const SWEEP_EVERY_MS = 15_000;
/** A send takes no longer to be recorded, once its answer is there. */
const OVERTAKEN_WITHIN_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** Meta repeats an event for 7 days; statuses of a send come within that. */
const KEYS_KEPT_MS = 30 * DAY_MS;
const EARLY_REPORTS_KEPT_MS = 8 * DAY_MS;
const EXPIRE_BATCH = 500;
const EXPIRED = { code: EXPIRED_CODE, title: "Not sent: its time was over before it could go out." };

interface Deps {
  db: Db;
  clock: Clock;
  logger: Logger;
}

/** To be run every hour, on one node. */
export function createUpkeepJob(deps: Deps): Job<Record<string, never>> {
  return defineJob({
    id: "messages.upkeep",
    payload: z.strictObject({}),
    maxAttempts: 1,
    async handle() {
      const now = deps.clock.now().getTime();
      await ensurePartitions(deps);
      await deleteOldKeys(deps.db, new Date(now - KEYS_KEPT_MS));
      await deleteOldEarlyReports(deps.db, new Date(now - EARLY_REPORTS_KEPT_MS));
      await deleteOldEarlyChanges(deps.db, new Date(now - EARLY_REPORTS_KEPT_MS));
    },
  });
}

/** Made so long ahead that a day or two without upkeep cost nothing. */
const DAYS_AHEAD = 3;

/** Never fails: what has no partition of its own goes into the default one. */
export async function ensurePartitions({ db, clock, logger }: Deps): Promise<void> {
  const now = clock.now().getTime();
  for (let days = 0; days <= DAYS_AHEAD; days += 1) {
    const day = new Date(now + days * DAY_MS);
    try {
      if (!(await ensurePartition(db, day))) logger.debug({ day }, "no partition of its own for a day");
    } catch (error) {
      logger.warn({ err: error, day }, "no partition could be made for a day");
    }
  }
}

/** What must be done within seconds. */
export interface MessageSweep {
  start(): void;
  stop(): Promise<void>;
}

export function createMessageSweep({ db, clock, logger }: Deps): MessageSweep {
  let timer: Timer | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function run(): Promise<void> {
    try {
      while ((await expireSome(db, clock.now())) === EXPIRE_BATCH);
      await applyOvertaken(db, clock.now());
    } catch (error) {
      logger.warn(
        { err: error },
        "messages past their time, or overtaken by reports, could not be seen to; trying again",
      );
    }
  }

  function schedule(): void {
    if (stopped) return;
    timer = clock.startTimer(SWEEP_EVERY_MS, () => {
      running = run().finally(schedule);
    });
  }

  return {
    start: schedule,
    async stop() {
      stopped = true;
      timer?.cancel();
      await running;
    },
  };
}

/** A report that comes in the very moment its send is being recorded is found by neither side: it is kept after the other has looked. */
async function applyOvertaken(db: Db, now: Date): Promise<void> {
  await runInTransaction(db, async (tx) => {
    const received = { from: new Date(now.getTime() - OVERTAKEN_WITHIN_MS), until: now };
    const reports = await takeOvertakenReports(tx, received);
    if (reports.length === 0) return;
    await applyReports(tx, reports);
    const changed = reports.map(({ foundId, conversationId }) => ({ messageId: foundId, conversationId }));
    await tellMessagesChanged(tx, changed, now);
  });
}

/** Ends messages whose time is over; answers how many. */
async function expireSome(db: Db, now: Date): Promise<number> {
  const ids = await outbox.findExpired(db, now, EXPIRE_BATCH);
  if (ids.length === 0) return 0;
  return runInTransaction(db, async (tx) => {
    const conversationIds = await outbox.conversationsOf(tx, ids);
    await outbox.lockConversations(tx, conversationIds);
    const rows = (await outbox.lockRows(tx, ids)).filter(
      (row) => row.state === "ready" || row.state === "waiting" || row.state === "held",
    );
    await outbox.endMessages(
      tx,
      rows.map(({ messageId }) => ({ messageId, state: "expired", error: EXPIRED })),
      now,
    );
    await outbox.insertMessageEvents(
      tx,
      rows.map(({ messageId }) => ({ messageId, kind: "expired", detail: { reason: EXPIRED } })),
      now,
    );
    await outbox.promoteNext(tx, conversationIds, now);
    await tellMessagesChanged(tx, rows, now);
    return ids.length;
  });
}
