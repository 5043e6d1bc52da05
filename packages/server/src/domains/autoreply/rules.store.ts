import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { RuleDefinition } from "./compile-rule.ts";

export interface RuleRow extends RuleDefinition {
  readonly position: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`r.id, r.name, r.position, r.enabled, r.channel_id as "channelId", r.match, r.reply, r.active_hours as "activeHours",
  r.cooldown_seconds as "cooldownSeconds", r.after_match as "afterMatch", r.applies_to_groups as "appliesToGroups", r.version,
  r.created_at as "createdAt", r.updated_at as "updatedAt"`;

/** In the order in which they are asked. */
export async function listRules(tx: Db | Tx): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`select ${columns} from rules r order by r.position, r.id`.execute(tx);
  return rows;
}

/** A rule with what became of the messages it matched. */
export interface CountedRule extends RuleRow {
  readonly matchedCount: number;
  readonly repliedCount: number;
  readonly failedCount: number;
  readonly lastMatchedAt: Date | null;
  readonly lastRepliedAt: Date | null;
  /** Of the rule as it is: a change of it forgets the errors before. */
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

const selectCounted = sql`
  select ${columns}, s.*, e.* from rules r
  cross join lateral (
    select coalesce(sum(matched), 0)::float8 as "matchedCount", coalesce(sum(replied), 0)::float8 as "repliedCount",
      coalesce(sum(failed), 0)::float8 as "failedCount", max(last_matched_at) as "lastMatchedAt", max(last_replied_at) as "lastRepliedAt"
    from rule_statistics where rule_id = r.id) s
  left join lateral (
    select last_error as "lastError", last_error_at as "lastErrorAt" from rule_statistics
    where rule_id = r.id and last_error_at >= r.updated_at order by day desc limit 1) e on true`;

export async function listCountedRules(tx: Db | Tx): Promise<CountedRule[]> {
  const { rows } = await sql<CountedRule>`${selectCounted} order by r.position, r.id`.execute(tx);
  return rows;
}

export async function findCountedRule(tx: Db | Tx, id: string): Promise<CountedRule | undefined> {
  const { rows } = await sql<CountedRule>`${selectCounted} where r.id = ${id}`.execute(tx);
  return rows[0];
}

/** The rule as it is until the transaction ends. */
export async function lockRule(tx: Tx, id: string): Promise<RuleRow | undefined> {
  const { rows } = await sql<RuleRow>`select ${columns} from rules r where id = ${id} for no key update`.execute(tx);
  return rows[0];
}

/** Adds rules behind those there are, in the order given. */
export async function insertRules(tx: Db | Tx, rules: readonly RuleDefinition[], now: Date): Promise<void> {
  await sql`
    insert into rules (id, name, position, enabled, channel_id, match, reply, active_hours, cooldown_seconds, after_match,
      applies_to_groups, created_at, updated_at)
    select id, name, (select coalesce(max(position), 0) from rules) + place, enabled, "channelId", match, reply,
      nullif("activeHours", 'null'::jsonb), "cooldownSeconds", "afterMatch", "appliesToGroups", ${now}, ${now}
    from rows from (jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as (id uuid, name text, enabled boolean, "channelId" uuid,
      match jsonb, reply jsonb, "activeHours" jsonb, "cooldownSeconds" integer, "afterMatch" text, "appliesToGroups" boolean))
      with ordinality as r(id, name, enabled, "channelId", match, reply, "activeHours", "cooldownSeconds", "afterMatch", "appliesToGroups", place)`.execute(
    tx,
  );
}

/** Writes all that a person can change. */
export async function updateRule(tx: Db | Tx, rule: RuleDefinition, now: Date): Promise<void> {
  await sql`
    update rules set name = ${rule.name}, enabled = ${rule.enabled}, channel_id = ${rule.channelId},
      match = ${JSON.stringify(rule.match)}::jsonb, reply = ${JSON.stringify(rule.reply)}::jsonb,
      active_hours = ${rule.activeHours === null ? null : JSON.stringify(rule.activeHours)}::jsonb,
      cooldown_seconds = ${rule.cooldownSeconds}, after_match = ${rule.afterMatch}, applies_to_groups = ${rule.appliesToGroups},
      version = version + 1, updated_at = ${now}
    where id = ${rule.id}`.execute(tx);
}

export async function deleteRule(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from rules where id = ${id}`.execute(tx);
  await sql`delete from rule_usage where rule_id = ${id}`.execute(tx);
  await sql`delete from rule_statistics where rule_id = ${id}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Locks all rules against each other's changes (in one order everywhere, so no deadlock) and returns their ids. */
export async function lockRules(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from rules order by id for no key update`.execute(tx);
  return rows.map((row) => row.id);
}

export async function updateRuleOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    update rules r set position = o.place from unnest(${ids}::uuid[]) with ordinality as o(id, place) where r.id = o.id`.execute(
    tx,
  );
}

/** A copy right behind its original. */
export async function moveBehind(tx: Tx, id: string, originalId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from rules where id <> ${id} order by position, id`.execute(tx);
  const order = rows.flatMap((row) => (row.id === originalId ? [row.id, id] : [row.id]));
  await updateRuleOrder(tx, order);
}

/** Rules that send this template. */
export async function findRulesSending(tx: Db | Tx, templateId: string): Promise<Array<{ id: string; name: string }>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from rules where reply ->> 'type' = 'saved-template' and reply ->> 'templateId' = ${templateId}
    order by position, id`.execute(tx);
  return rows;
}

export async function countRules(tx: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from rules`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** When a rule last replied in a conversation. */
export interface RuleUse {
  readonly ruleId: string;
  readonly conversationId: string;
  readonly lastRepliedAt: Date;
}

export async function findUses(
  tx: Db | Tx,
  conversationIds: readonly string[],
  ruleIds: readonly string[],
): Promise<RuleUse[]> {
  const { rows } = await sql<RuleUse>`
    select rule_id as "ruleId", conversation_id as "conversationId", last_replied_at as "lastRepliedAt" from rule_usage
    where conversation_id = any(${conversationIds}::uuid[]) and rule_id = any(${ruleIds}::uuid[])`.execute(tx);
  return rows;
}

export async function upsertUses(tx: Tx, uses: readonly RuleUse[]): Promise<void> {
  if (uses.length === 0) return;
  await sql`
    insert into rule_usage (rule_id, conversation_id, last_replied_at)
    select "ruleId", "conversationId", "lastRepliedAt"
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u("ruleId" uuid, "conversationId" uuid, "lastRepliedAt" timestamptz)
    order by "conversationId", "ruleId"
    on conflict (conversation_id, rule_id) do update set last_replied_at = excluded.last_replied_at`.execute(tx);
}

/** True for the first caller ever: the rules a new installation begins with are to be made now. */
export async function claimDefaults(tx: Tx, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into autoreply_defaults (id, created_at) values (1, ${now}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
