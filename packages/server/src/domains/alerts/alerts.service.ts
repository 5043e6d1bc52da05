import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { ChasquiError, type Particulars } from "../../platform/errors.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { shortenSubject, shortenTexts } from "./alerts.rules.ts";
import type { Alert, AlertFilter, AlertSeverity } from "./alerts.store.ts";
import * as store from "./alerts.store.ts";

/** Something a person should know of. */
export interface AlertDraft {
  /** What happened, kebab-case, e.g. "channel-stopped". */
  readonly kind: string;
  /** What it happened to; with `kind` it tells whether two alerts are one. E.g. "channel:<id>". */
  readonly subject: string;
  /** The channel it concerns, if it is one. */
  readonly channelId?: string | undefined;
  readonly severity: AlertSeverity;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly mend?: string | undefined;
  readonly particulars?: Particulars | undefined;
}

export interface AlertsService {
  /** Commits with the caller's transaction. While one of the same kind and subject is unresolved it is only counted up. */
  raise(tx: Tx, alert: AlertDraft): Promise<void>;
  /** Says that it is over; nothing happens when there was none. */
  resolve(tx: Tx, kind: string, subject: string): Promise<void>;
  /** The channel is no more, so nothing about it needs anybody. */
  resolveAllOfChannel(tx: Tx, channelId: string): Promise<void>;
  list: (filter: AlertFilter, page: Page) => Promise<Alert[]>;
  /** A person has seen it. Repeating it changes nothing. `by`: who, for the record. @throws AlertUnknown, AlertResolved */
  acknowledge(id: string, by: string | null): Promise<Alert>;
}

interface Page {
  readonly limit: number;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
}

class AlertUnknown extends ChasquiError {
  constructor() {
    super("not-found", "alert-unknown", "There is no alert with this id.");
  }
}

class AlertResolved extends ChasquiError {
  constructor() {
    super("conflict", "alert-resolved", "This alert is over already; there is nothing left to acknowledge.");
  }
}

export function createAlertsService({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }): AlertsService {
  const tellChanged = (tx: Tx, changed: readonly string[]) =>
    insertEvent(tx, "alerts.changed", { ids: changed }, clock.now());

  return {
    async raise(tx, { channelId = null, detail = null, mend = null, particulars = null, ...alert }) {
      const row = { id: ids.newId(), ...alert, channelId, detail, mend, particulars };
      await tellChanged(tx, await store.upsertAlert(tx, shortenTexts(row), clock.now()));
    },
    async resolve(tx, kind, subject) {
      await tellChanged(tx, await store.resolveAlert(tx, kind, shortenSubject(subject), clock.now()));
    },
    async resolveAllOfChannel(tx, channelId) {
      await tellChanged(tx, await store.resolveAllOfChannel(tx, channelId, clock.now()));
    },
    list: (filter, page) => store.listAlerts(db, filter, page),
    async acknowledge(id, by) {
      await runInTransaction(db, async (tx) => {
        await store.acknowledgeAlert(tx, id, by, clock.now());
        await tellChanged(tx, [id]);
      });
      const alert = await store.findAlert(db, id);
      if (!alert) throw new AlertUnknown();
      if (alert.state === "resolved") throw new AlertResolved();
      return alert;
    },
  };
}
