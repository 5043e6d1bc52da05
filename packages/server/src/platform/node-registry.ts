import { sql } from "kysely";
import { systemClock, type Timer } from "./clock.ts";
import type { Db } from "./db/index.ts";

/** This process among those that share the database. It says every few seconds that it lives. */
export interface NodeRegistry {
  start(): Promise<void>;
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 5_000;
/** A node that has missed two beats is taken for dead. */
const DEAD_AFTER_MS = 3 * HEARTBEAT_MS;
/** Rows of nodes silent for this long are forgotten. */
const FORGET_AFTER_MS = 7 * 86_400_000;

export function createNodeRegistry({ db, nodeId }: { db: Db; nodeId: string }): NodeRegistry {
  let timer: Timer | undefined;
  let stopped = false;

  async function beat(): Promise<void> {
    // A missed beat says by itself that something is wrong.
    await sql`update nodes set last_seen_at = ${systemClock.now()} where id = ${nodeId}`
      .execute(db)
      .catch(() => undefined);
    if (!stopped) timer = systemClock.startTimer(HEARTBEAT_MS, () => void beat());
  }

  return {
    async start() {
      const now = systemClock.now();
      await sql`delete from nodes where last_seen_at < ${new Date(now.getTime() - FORGET_AFTER_MS)}`.execute(db);
      await sql`insert into nodes (id, started_at, last_seen_at) values (${nodeId}, ${now}, ${now})`.execute(db);
      timer = systemClock.startTimer(HEARTBEAT_MS, () => void beat());
    },
    async stop() {
      stopped = true;
      timer?.cancel();
      await sql`update nodes set stopped_at = ${systemClock.now()} where id = ${nodeId}`
        .execute(db)
        .catch(() => undefined);
    },
  };
}

/** Whether a server runs on this database. */
export async function isAnyNodeAlive(db: Db): Promise<boolean> {
  const since = new Date(systemClock.now().getTime() - DEAD_AFTER_MS);
  const { rows } = await sql`select from nodes where stopped_at is null and last_seen_at > ${since} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
