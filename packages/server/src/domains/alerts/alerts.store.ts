import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Particulars } from "../../platform/errors.ts";

export const ALERT_STATES = ["open", "acknowledged", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export const ALERT_SEVERITIES = ["info", "warning", "critical"] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export interface Alert {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly channelId: string | null;
  readonly severity: AlertSeverity;
  readonly title: string;
  readonly detail: string | null;
  readonly mend: string | null;
  readonly particulars: Particulars | null;
  readonly state: AlertState;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly count: number;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: Date | null;
}

const columns = sql`id, kind, subject, channel_id as "channelId", severity, title, detail, mend, particulars, state, first_at as "firstAt",
  last_at as "lastAt", count, acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy", resolved_at as "resolvedAt"`;

const severityRank = (column: ReturnType<typeof sql>) =>
  sql`array_position(array['info', 'warning', 'critical'], ${column})`;

export type NewAlert = Pick<
  Alert,
  "id" | "kind" | "subject" | "channelId" | "severity" | "title" | "detail" | "mend" | "particulars"
>;

/** Inserts, or counts up the unresolved one of the same kind and subject. One that got worse is open again, whoever acknowledged it.
 *  This and the two below answer with the alerts they changed. */
export async function upsertAlert(tx: Tx, alert: NewAlert, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into alerts as a (id, kind, subject, channel_id, severity, title, detail, mend, particulars, first_at, last_at)
    values (${alert.id}, ${alert.kind}, ${alert.subject}, ${alert.channelId}, ${alert.severity}, ${alert.title}, ${alert.detail},
      ${alert.mend}, ${alert.particulars}, ${now}, ${now})
    on conflict (kind, subject) where state <> 'resolved' do update set
      count = a.count + 1, last_at = greatest(a.last_at, excluded.last_at), title = excluded.title, detail = excluded.detail,
      mend = excluded.mend, particulars = excluded.particulars, severity = excluded.severity,
      state = case when ${severityRank(sql`excluded.severity`)} > ${severityRank(sql`a.severity`)} then 'open' else a.state end
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function resolveAlert(tx: Tx, kind: string, subject: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update alerts set state = 'resolved', resolved_at = ${now}
    where kind = ${kind} and subject = ${subject} and state <> 'resolved' returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function resolveAllOfChannel(tx: Tx, channelId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update alerts set state = 'resolved', resolved_at = ${now} where channel_id = ${channelId} and state <> 'resolved'
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Only one that is open. */
export async function acknowledgeAlert(tx: Db | Tx, id: string, by: string | null, now: Date): Promise<void> {
  await sql`
    update alerts set state = 'acknowledged', acknowledged_at = ${now}, acknowledged_by = ${by}
    where id = ${id} and state = 'open'`.execute(tx);
}

export async function findAlert(tx: Db | Tx, id: string): Promise<Alert | undefined> {
  const { rows } = await sql<Alert>`select ${columns} from alerts where id = ${id}`.execute(tx);
  return rows[0];
}

export interface AlertFilter {
  readonly state?: AlertState | undefined;
  readonly severity?: AlertSeverity | undefined;
  readonly kind?: string | undefined;
  readonly channelId?: string | undefined;
}

/** Latest first. */
export async function listAlerts(
  tx: Db | Tx,
  filter: AlertFilter,
  page: { limit: number; after?: { at: Date; id: string } | undefined },
): Promise<Alert[]> {
  const { after } = page;
  const { rows } = await sql<Alert>`
    select ${columns} from alerts
    where (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.severity ?? null}::text is null or severity = ${filter.severity ?? null})
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.channelId ?? null}::uuid is null or channel_id = ${filter.channelId ?? null}::uuid)
      and (${after?.at ?? null}::timestamptz is null or (last_at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by last_at desc, id desc limit ${page.limit}`.execute(tx);
  return rows;
}
