import { z } from "zod";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import {
  type Caller,
  createCursorFormat,
  cursorTimeSchema,
  idSchema,
  type Page,
  type Principal,
  type RecordChange,
  toPage,
} from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { type AuditField, findTargetIds, summariseFields } from "./audit-log.rules.ts";
import type { ActorKind, AuditFilter, AuditOutcome, AuditRow } from "./audit-log.store.ts";
import * as store from "./audit-log.store.ts";

interface AuditActor {
  readonly kind: ActorKind;
  readonly id?: string;
  readonly name?: string;
}

/** What there is to tell. No secrets, no texts of messages. */
export interface AuditEntry {
  readonly actor: AuditActor;
  readonly caller?: Caller;
  /** The operation id of the API's route that does the same, or a name of that kind. */
  readonly operation: string;
  /** Default done. */
  readonly outcome?: AuditOutcome;
  /** Why it was refused: the error's code. */
  readonly reason?: string;
  readonly targetIds?: readonly string[];
  readonly fields?: readonly AuditField[];
}

export interface AuditLog {
  /** For what comes by other ways than the API: the command line, decisions of the system itself. Within `tx`, it stands exactly if
   *  what it tells of does. */
  record(entry: AuditEntry, tx?: Tx): Promise<void>;
  /** For the HTTP server: requests that succeeded. */
  readonly recordChange: RecordChange;
  /** Latest first. */
  list(filter: AuditFilter, limit: number, cursor: string | undefined): Promise<Page<AuditRow>>;
  /** Deletes what is older than it is kept for. */
  deleteOld(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
const ROWS_AT_ONCE = 5_000;

const cursors = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));

export interface AuditLogDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keepDays: () => number;
}

export function createAuditLog({ db, clock, ids, keepDays }: AuditLogDeps): AuditLog {
  const insertSoon = createBatches((rows: readonly AuditRow[]) => store.insertAuditRows(db, rows));

  function toRow({ actor, caller, operation, outcome, reason, targetIds, fields }: AuditEntry): AuditRow {
    return {
      id: ids.newId(),
      at: clock.now(),
      actorKind: actor.kind,
      actorId: actor.id ?? null,
      actorName: actor.name ?? null,
      address: caller?.address ?? null,
      userAgent: caller?.userAgent ?? null,
      operation,
      outcome: outcome ?? "done",
      reason: reason ?? null,
      targetIds: [...(targetIds ?? [])],
      fields: [...(fields ?? [])],
    };
  }

  return {
    record: (entry, tx) => (tx ? store.insertAuditRows(tx, [toRow(entry)]) : insertSoon(toRow(entry))),
    recordChange: ({ principal, caller, operation, params, body, answer, notes }) =>
      insertSoon(
        toRow({
          actor: principal ? actorOf(principal) : { kind: "nobody" },
          caller,
          operation,
          targetIds: findTargetIds(params, answer),
          fields: [...summariseFields(body), ...summariseFields(notes)],
        }),
      ),
    async list(filter, limit, cursor) {
      const place = cursor === undefined ? undefined : cursors.decode(cursor);
      const after = place && { at: new Date(place.at), id: place.id };
      const rows = await store.listAuditRows(db, filter, { limit: limit + 1, after });
      return toPage(rows, limit, ({ at, id }) => cursors.encode({ at: at.toISOString(), id }));
    },
    async deleteOld() {
      const before = new Date(clock.now().getTime() - keepDays() * DAY_MS);
      let deleted: number;
      do deleted = await store.deleteAuditRowsBefore(db, before, ROWS_AT_ONCE);
      while (deleted === ROWS_AT_ONCE);
    },
  };
}

function actorOf({ kind, id, name }: Principal): AuditActor {
  return { kind, id, name };
}

/** Writes what comes while a write is under way together, with the next one: under load a row costs a fraction of a commit. */
function createBatches<T>(write: (items: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  let next: { items: T[]; written: Promise<void> } | undefined;
  let current: Promise<unknown> = Promise.resolve();
  return (item) => {
    if (next) {
      next.items.push(item);
      return next.written;
    }
    const items = [item];
    const written = current.then(() => {
      next = undefined;
      return write(items);
    });
    next = { items, written };
    current = written.catch(() => undefined);
    return written;
  };
}
