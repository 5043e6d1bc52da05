import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { RuleDefinition } from "./compile-rule.ts";

export interface RuleRow extends RuleDefinition {
  readonly position: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly matchedCount: number;
  readonly repliedCount: number;
  readonly failedCount: number;
  readonly lastMatchedAt: Date | null;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

const columns = sql`id, name, position, enabled, channel_id as "channelId", match, reply, active_hours as "activeHours",
  cooldown_seconds as "cooldownSeconds", after_match as "afterMatch", applies_to_groups as "appliesToGroups", version,
  created_at as "createdAt", updated_at as "updatedAt", matched_count::float8 as "matchedCount",
  replied_count::float8 as "repliedCount", failed_count::float8 as "failedCount", last_matched_at as "lastMatchedAt",
  last_error as "lastError", last_error_at as "lastErrorAt"`;

/** In the order in which they are asked. */
export async function listRules(tx: Db | Tx): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`select ${columns} from rules order by position, id`.execute(tx);
  return rows;
}

export async function findRule(tx: Db | Tx, id: string): Promise<RuleRow | undefined> {
  const { rows } = await sql<RuleRow>`select ${columns} from rules where id = ${id}`.execute(tx);
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

/** Writes all that a person can change, and forgets the last error: it was of the rule as it was. */
export async function updateRule(tx: Db | Tx, rule: RuleDefinition, now: Date): Promise<void> {
  await sql`
    update rules set name = ${rule.name}, enabled = ${rule.enabled}, channel_id = ${rule.channelId},
      match = ${JSON.stringify(rule.match)}::jsonb, reply = ${JSON.stringify(rule.reply)}::jsonb,
      active_hours = ${rule.activeHours === null ? null : JSON.stringify(rule.activeHours)}::jsonb,
      cooldown_seconds = ${rule.cooldownSeconds}, after_match = ${rule.afterMatch}, applies_to_groups = ${rule.appliesToGroups},
      version = version + 1, updated_at = ${now}, last_error = null, last_error_at = null
    where id = ${rule.id}`.execute(tx);
}

export async function deleteRule(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from rules where id = ${id}`.execute(tx);
  await sql`delete from rule_usage where rule_id = ${id}`.execute(tx);
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
  tx: Tx,
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

/** What a batch of messages adds to a rule's statistics. */
export interface RuleTally {
  readonly ruleId: string;
  matched: number;
  replied: number;
  failed: number;
  lastError: string | null;
}

export async function addTallies(tx: Tx, tallies: readonly RuleTally[], now: Date): Promise<void> {
  if (tallies.length === 0) return;
  const ids = tallies.map((tally) => tally.ruleId);
  await sql`
    with locked as (select id from rules where id = any(${ids}::uuid[]) order by id for no key update)
    update rules r set matched_count = r.matched_count + t.matched, replied_count = r.replied_count + t.replied,
      failed_count = r.failed_count + t.failed, last_matched_at = ${now},
      last_error = coalesce(t."lastError", r.last_error),
      last_error_at = case when t."lastError" is null then r.last_error_at else ${now} end
    from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb)
      as t("ruleId" uuid, matched integer, replied integer, failed integer, "lastError" text)
    join locked on locked.id = t."ruleId"
    where r.id = t."ruleId"`.execute(tx);
}

/** True for the first caller ever: the rules a new installation begins with are to be made now. */
export async function claimDefaults(tx: Tx, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into autoreply_defaults (id, created_at) values (1, ${now}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
