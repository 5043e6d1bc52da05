/** Gives messages their ticks when they are due, and reports them. */
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { createDueSweep, type DueSweep } from "../../platform/due-sweep.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Logger } from "../../platform/logger.ts";
import * as store from "./phone-messages.store.ts";
import { type Ingest, post, toStatusEvent } from "./post.ts";
import { canTick, findNextTick } from "./ticks.rules.ts";

interface Deps {
  db: Db;
  clock: Clock;
  logger: Logger;
  ingest: Ingest;
}

const BATCH_LIMIT = 200;
/** When all that is due is another node's at the moment. */
const BUSY_MS = 50;

export function createTickSweep({ db, clock, logger, ingest }: Deps): DueSweep {
  return createDueSweep({
    clock,
    logger,
    what: "ticks of virtual phones",
    async look() {
      const count = await runInTransaction(db, (tx) => tickDue(tx, ingest, clock.now()));
      if (count === BATCH_LIMIT) return 0;
      const next = await store.findNextTickAt(db);
      if (!next) return Number.POSITIVE_INFINITY;
      return Math.max(count === 0 ? BUSY_MS : 0, next.getTime() - clock.now().getTime());
    },
  });
}

async function tickDue(tx: Tx, ingest: Ingest, now: Date): Promise<number> {
  const due = await store.lockDueTicks(tx, now, BATCH_LIMIT);
  const coming = due.filter((tick) => canTick(tick.state, tick));
  const ticks = due.map(({ id, ...tick }) =>
    canTick(tick.state, tick)
      ? { id, state: tick.state, next: findNextTick(tick.state, tick, now), isLost: false }
      : { id, isLost: tick.hasBlocked },
  );
  await store.writeTicks(tx, ticks, now);
  await post(
    tx,
    ingest,
    coming.map((tick) => toStatusEvent(tick, now)),
    now,
  );
  await insertEvent(tx, "sandbox.changed", { ids: [...new Set(coming.map((tick) => tick.chatId))] }, now);
  return due.length;
}
