import { sql } from "kysely";
import { systemClock, type Timer } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/db/index.ts";
import { OUTBOX_CHANNEL } from "./dispatcher.ts";

/** Tells the node that sends on a channel that there is work. In this process directly; to others by NOTIFY, gathered and outside the
 *  caller's transaction: a NOTIFY in every commit would take a lock over all of them. A lost one costs at most a pump's POLL_MS. */
export interface Wakeups {
  wake(channelId: string): void;
  close(): void;
}

const GATHER_MS = 5;

export function createWakeups(
  db: Db,
  local: { wake(channelId: string): void; owns(channelId: string): boolean } | undefined,
): Wakeups {
  const remote = new Set<string>();
  let timer: Timer | undefined;

  function notifyOthers(): void {
    timer = undefined;
    const channelIds = [...remote];
    remote.clear();
    sql`select pg_notify(${OUTBOX_CHANNEL}, id) from unnest(${channelIds}::text[]) as id`
      .execute(db)
      .catch(() => undefined);
  }

  return {
    wake(channelId) {
      if (local?.owns(channelId)) return local.wake(channelId);
      remote.add(channelId);
      timer ??= systemClock.startTimer(GATHER_MS, notifyOthers);
    },
    close: () => timer?.cancel(),
  };
}
