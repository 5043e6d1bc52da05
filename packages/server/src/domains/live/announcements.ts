import { sql } from "kysely";
import { systemClock, type Timer } from "../../platform/clock.ts";
import type { Db, Notifications } from "../../platform/db/index.ts";
import { onEventsWritten } from "../../platform/events/index.ts";

/** Tells every node that there are new events: this one directly, the others by NOTIFY. That is gathered and sent outside the writer's
 *  transaction: a NOTIFY in every commit would take a lock over all of them. A lost one costs the others a poll's time. */
export interface Announcements {
  close(): void;
}

const GATHER_MS = 50;
const CHANNEL = "chasqui_events";

export function createAnnouncements(deps: {
  db: Db;
  notifications: Notifications;
  /** Tells ours from those of other nodes. */
  nodeId: string;
  onAnnounced: () => void;
}): Announcements {
  const { db, nodeId, onAnnounced } = deps;
  let timer: Timer | undefined;

  function notifyOthers(): void {
    timer = undefined;
    sql`select pg_notify(${CHANNEL}, ${nodeId})`.execute(db).catch(() => undefined);
  }

  onEventsWritten(db, () => {
    onAnnounced();
    timer ??= systemClock.startTimer(GATHER_MS, notifyOthers);
  });
  deps.notifications.on(CHANNEL, (from) => {
    if (from !== nodeId) onAnnounced();
  });
  return { close: () => timer?.cancel() };
}
