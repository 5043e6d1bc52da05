/** Small regular work on this domain's tables: expiring what is past its time, making tomorrow's partition, forgetting old keys. */
import type { Clock, Timer } from "../../platform/clock.ts";
import { type Db, runInTransaction } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import { deleteOldKeys, ensurePartition } from "./inbound/inbound.store.ts";
import { EXPIRED_CODE } from "./outbox/core-guards.ts";
import * as outbox from "./outbox/outbox.store.ts";
import { deleteOldEarlyReports } from "./outbox/result.store.ts";

export interface Upkeep {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const EXPIRE_EVERY_MS = 15_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Meta repeats an event for 7 days; statuses of a send come within that. */
const KEYS_KEPT_MS = 30 * DAY_MS;
const EARLY_REPORTS_KEPT_MS = 8 * DAY_MS;
const EXPIRE_BATCH = 500;
const EXPIRED = { code: EXPIRED_CODE, title: "Not sent: its time was over before it could go out." };

export function createUpkeep({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }): Upkeep {
  let timer: Timer | undefined;
  let running: Promise<void> = Promise.resolve();
  let nextHourlyAt = 0;
  let stopped = false;

  async function run(): Promise<void> {
    const now = clock.now();
    try {
      while ((await expireSome(db, now)) === EXPIRE_BATCH);
      if (now.getTime() < nextHourlyAt) return;
      nextHourlyAt = now.getTime() + HOUR_MS;
      await ensureDay(now);
      await ensureDay(new Date(now.getTime() + DAY_MS));
      await deleteOldKeys(db, new Date(now.getTime() - KEYS_KEPT_MS));
      await deleteOldEarlyReports(db, new Date(now.getTime() - EARLY_REPORTS_KEPT_MS));
    } catch (error) {
      logger.warn({ err: error }, "upkeep of messages did not finish; it is repeated");
    }
  }

  /** Not possible once the default partition holds rows of that day; they stay there then, which costs nothing but the clean drop. */
  async function ensureDay(day: Date): Promise<void> {
    await ensurePartition(db, day).catch((error) => logger.debug({ err: error }, "no partition of its own for a day"));
  }

  function schedule(): void {
    if (stopped) return;
    timer = clock.startTimer(EXPIRE_EVERY_MS, () => {
      running = run().finally(schedule);
    });
  }

  return {
    async start() {
      await run();
      schedule();
    },
    async stop() {
      stopped = true;
      timer?.cancel();
      await running;
    },
  };
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
    return ids.length;
  });
}
