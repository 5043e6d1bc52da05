/** Reading events in the order in which they become visible: that of the commits, which is not that of the ids. A snapshot says exactly what
 *  was visible when it was taken, so what is visible now and was not then is exactly what came since, however late it was committed. */
import { sql } from "kysely";
import type { Db } from "../../platform/db/index.ts";
import type { StoredEvent } from "./live.rules.ts";

/** PostgreSQL's pg_snapshot as text: `xmin:xmax:running`. */
export type Snapshot = string;

export async function readSnapshot(db: Db): Promise<Snapshot> {
  const { rows } = await sql<{ snapshot: Snapshot }>`select pg_current_snapshot()::text as snapshot`.execute(db);
  return (rows[0] as { snapshot: Snapshot }).snapshot;
}

export interface NewEvents {
  /** As of this read. */
  readonly snapshot: Snapshot;
  /** undefined: more than `limit`. */
  readonly events: StoredEvent[] | undefined;
}

/** What became visible since `before`. */
export async function readSince(db: Db, before: Snapshot, limit: number): Promise<NewEvents> {
  // The upper bound looks superfluous. It leaves out rows restored from another cluster, whose numbers are of no meaning here.
  const { rows } = await sql<{ snapshot: Snapshot; events: StoredEvent[] }>`
    with fresh as (
      select id, kind, payload from events
      where xid8 >= pg_snapshot_xmin(${before}::pg_snapshot) and xid8 < pg_snapshot_xmax(pg_current_snapshot())
        and not pg_visible_in_snapshot(xid8, ${before}::pg_snapshot)
      order by id limit ${limit + 1}
    )
    select pg_current_snapshot()::text as snapshot,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'payload', payload) order by id) from fresh), '[]') as events`.execute(
    db,
  );
  const { snapshot, events } = rows[0] as { snapshot: Snapshot; events: StoredEvent[] };
  return { snapshot, events: events.length > limit ? undefined : events };
}

/** What somebody missed who was told of all transactions below `position` and is to go on from `until`. undefined: nobody knows any more,
 *  or it is more than `limit`. */
export async function readMissed(
  db: Db,
  position: string,
  until: Snapshot,
  limit: number,
): Promise<StoredEvent[] | undefined> {
  const { rows } = await sql<{ isKnown: boolean; events: StoredEvent[] }>`
    with missed as (
      select id, kind, payload from events
      where xid8 >= ${position}::text::xid8 and xid8 < pg_snapshot_xmax(${until}::pg_snapshot)
        and pg_visible_in_snapshot(xid8, ${until}::pg_snapshot)
      order by id limit ${limit + 1}
    )
    select ${position}::text::xid8 > (select forgotten_up_to from event_horizon)
        and ${position}::text::xid8 <= pg_snapshot_xmax(${until}::pg_snapshot) as "isKnown",
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'payload', payload) order by id) from missed), '[]') as events`.execute(
    db,
  );
  const { isKnown, events } = rows[0] as { isKnown: boolean; events: StoredEvent[] };
  return isKnown && events.length <= limit ? events : undefined;
}

/** Deletes some events from before `before` and notes that they are gone. Answers how many. */
export async function forgetEvents(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from events where id in (select id from events where at < ${before} limit ${limit}) returning xid8
    ), noted as (
      update event_horizon set forgotten_up_to = greatest(forgotten_up_to, (select xid8 from gone order by xid8 desc limit 1))
      where exists (select 1 from gone)
    )
    select count(*)::int as count from gone`.execute(db);
  return rows[0]?.count ?? 0;
}
