/** What happened, for live views and webhooks of every node: written in the transaction that makes it so, one row for many things. */
import { sql } from "kysely";
import { afterCommit, type Db, databaseOf, type Tx } from "../db/index.ts";
import type { EventKind, EventPayload } from "./event-kinds.ts";

const announcers = new WeakMap<Db, () => void>();

/** Tells of a change in the caller's transaction. Nothing is written when there are no ids. */
export async function insertEvent(tx: Db | Tx, kind: EventKind, payload: EventPayload, now: Date): Promise<void> {
  if (payload.ids.length === 0) return;
  await sql`insert into events (at, kind, payload) values (${now}, ${kind}, ${JSON.stringify(payload)}::jsonb)`.execute(
    tx,
  );
  const database = databaseOf(tx);
  const announce = announcers.get(database ?? tx);
  if (!announce) return;
  if (database) afterCommit(tx as Tx, announce);
  else announce();
}

/** Has `announce` called after each commit in this process, through this database, that wrote an event. A hint: a crash loses it. */
export function onEventsWritten(db: Db, announce: () => void): void {
  announcers.set(db, announce);
}
