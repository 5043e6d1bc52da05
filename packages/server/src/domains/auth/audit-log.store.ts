import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { AuditField } from "./audit-log.rules.ts";

export const ACTOR_KINDS = ["user", "api-key", "command-line", "system", "nobody"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
export const AUDIT_OUTCOMES = ["done", "refused"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly operation: string;
  readonly outcome: AuditOutcome;
  readonly reason: string | null;
  readonly targetIds: string[];
  readonly fields: AuditField[];
}

export async function insertAuditRows(tx: Db | Tx, rows: readonly AuditRow[]): Promise<void> {
  await sql`
    insert into audit_log (id, at, actor_kind, actor_id, actor_name, address, user_agent, operation, outcome, reason, target_ids, fields)
    select id, at, "actorKind", "actorId", "actorName", address, "userAgent", operation, outcome, reason, "targetIds", fields
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
      id uuid, at timestamptz, "actorKind" text, "actorId" uuid, "actorName" text, address text, "userAgent" text, operation text,
      outcome text, reason text, "targetIds" text[], fields jsonb)`.execute(tx);
}

export interface AuditFilter {
  readonly actorKind?: ActorKind | undefined;
  readonly actorId?: string | undefined;
  readonly operation?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
  readonly targetId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Latest first, going on after a place. */
export async function listAuditRows(
  db: Db,
  filter: AuditFilter,
  page: { limit: number; after: { at: Date; id: string } | undefined },
): Promise<AuditRow[]> {
  const conditions = [
    filter.actorKind && sql`actor_kind = ${filter.actorKind}`,
    filter.actorId && sql`actor_id = ${filter.actorId}`,
    filter.operation && sql`operation = ${filter.operation}`,
    filter.outcome && sql`outcome = ${filter.outcome}`,
    filter.targetId && sql`target_ids @> array[${filter.targetId}::text]`,
    filter.from && sql`at >= ${filter.from}`,
    filter.to && sql`at < ${filter.to}`,
    page.after && sql`(at, id) < (${page.after.at}, ${page.after.id}::uuid)`,
  ].filter((condition) => condition !== undefined && condition !== "");
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<AuditRow>`
    select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", address, user_agent as "userAgent",
      operation, outcome, reason, target_ids as "targetIds", fields
    from audit_log ${where} order by at desc, id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** At most `limit` rows; how many they were. */
export async function deleteAuditRowsBefore(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from audit_log where id in (select id from audit_log where at < ${before} order by at, id limit ${limit})
    returning 1`.execute(db);
  return rows.length;
}
