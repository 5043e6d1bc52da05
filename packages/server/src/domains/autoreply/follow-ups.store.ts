import { sql } from "kysely";
import type { ActiveHours } from "../../platform/active-hours.rules.ts";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface FollowUpRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly channelId: string | null;
  readonly delaySeconds: number;
  /** Liquid. */
  readonly text: string;
  readonly cancelOnHumanReply: boolean;
  /** When it is sent: one that is due outside waits until they begin. Null: at any time. */
  readonly activeHours: ActiveHours | null;
}

export interface FollowUpRuleRow extends FollowUpRule {
  readonly position: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly queuedCount: number;
  readonly cancelledCount: number;
  readonly missedCount: number;
  readonly failedCount: number;
  readonly lastError: string | null;
  readonly lastErrorAt: Date | null;
}

const columns = sql`id, name, position, enabled, channel_id as "channelId", delay_seconds as "delaySeconds", text,
  cancel_on_human_reply as "cancelOnHumanReply", active_hours as "activeHours", created_at as "createdAt", updated_at as "updatedAt",
  queued_count::float8 as "queuedCount", cancelled_count::float8 as "cancelledCount", missed_count::float8 as "missedCount",
  failed_count::float8 as "failedCount", last_error as "lastError", last_error_at as "lastErrorAt"`;

/** In the order in which they are asked. */
export async function listFollowUpRules(tx: Db | Tx): Promise<FollowUpRuleRow[]> {
  const { rows } = await sql<FollowUpRuleRow>`select ${columns} from follow_up_rules order by position, id`.execute(tx);
  return rows;
}

export async function findFollowUpRule(tx: Db | Tx, id: string): Promise<FollowUpRuleRow | undefined> {
  const { rows } = await sql<FollowUpRuleRow>`select ${columns} from follow_up_rules where id = ${id}`.execute(tx);
  return rows[0];
}

/** The rule as it is until the transaction ends. */
export async function lockFollowUpRule(tx: Tx, id: string): Promise<FollowUpRuleRow | undefined> {
  const { rows } = await sql<FollowUpRuleRow>`
    select ${columns} from follow_up_rules where id = ${id} for no key update`.execute(tx);
  return rows[0];
}

/** Adds a rule behind those there are. */
export async function insertFollowUpRule(tx: Db | Tx, rule: FollowUpRule, now: Date): Promise<void> {
  await sql`
    insert into follow_up_rules (id, name, position, enabled, channel_id, delay_seconds, text, cancel_on_human_reply, active_hours,
      created_at, updated_at)
    values (${rule.id}, ${rule.name}, (select coalesce(max(position), 0) + 1 from follow_up_rules), ${rule.enabled}, ${rule.channelId},
      ${rule.delaySeconds}, ${rule.text}, ${rule.cancelOnHumanReply},
      ${rule.activeHours === null ? null : JSON.stringify(rule.activeHours)}::jsonb, ${now}, ${now})`.execute(tx);
}

export async function updateFollowUpRule(tx: Db | Tx, rule: FollowUpRule, now: Date): Promise<void> {
  await sql`
    update follow_up_rules set name = ${rule.name}, enabled = ${rule.enabled}, channel_id = ${rule.channelId},
      delay_seconds = ${rule.delaySeconds}, text = ${rule.text}, cancel_on_human_reply = ${rule.cancelOnHumanReply},
      active_hours = ${rule.activeHours === null ? null : JSON.stringify(rule.activeHours)}::jsonb,
      updated_at = ${now}, last_error = null, last_error_at = null
    where id = ${rule.id}`.execute(tx);
}

/** What is pending of it is dropped when it is due. */
export async function deleteFollowUpRule(tx: Db | Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from follow_up_rules where id = ${id}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function countFollowUpRules(tx: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from follow_up_rules`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Locks all rules against each other's changes (in one order everywhere, so no deadlock) and returns their ids. */
export async function lockFollowUpRules(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from follow_up_rules order by id for no key update`.execute(tx);
  return rows.map((row) => row.id);
}

export async function updateFollowUpRuleOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    update follow_up_rules r set position = o.place from unnest(${ids}::uuid[]) with ordinality as o(id, place)
    where r.id = o.id`.execute(tx);
}

/** A conversation's timer. */
export interface FollowUp {
  readonly conversationId: string;
  readonly channelId: string;
  readonly ruleId: string;
  readonly triggerAt: Date;
  readonly dueAt: Date;
}

const timerColumns = sql`f.conversation_id as "conversationId", f.channel_id as "channelId", f.rule_id as "ruleId",
  f.trigger_at as "triggerAt", f.due_at as "dueAt"`;

/** Sets timers anew; one set by a later message stays. At most one a conversation in the list. */
export async function upsertFollowUps(tx: Tx, followUps: readonly FollowUp[]): Promise<void> {
  if (followUps.length === 0) return;
  await sql`
    insert into follow_ups (conversation_id, channel_id, rule_id, trigger_at, due_at)
    select "conversationId", "channelId", "ruleId", "triggerAt", "dueAt"
    from jsonb_to_recordset(${JSON.stringify(followUps)}::jsonb)
      as n("conversationId" uuid, "channelId" uuid, "ruleId" uuid, "triggerAt" timestamptz, "dueAt" timestamptz)
    order by "conversationId"
    on conflict (conversation_id) do update
      set channel_id = excluded.channel_id, rule_id = excluded.rule_id, trigger_at = excluded.trigger_at, due_at = excluded.due_at
      where follow_ups.trigger_at <= excluded.trigger_at`.execute(tx);
}

export async function countTimers(tx: Db | Tx, ruleId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from follow_ups where rule_id = ${ruleId}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** A rule's timers by their conversations. Locks nothing. */
export async function listTimersOfRule(
  tx: Db | Tx,
  ruleId: string,
  page: { limit: number; after: string | null },
): Promise<FollowUp[]> {
  const { rows } = await sql<FollowUp>`
    select ${timerColumns} from follow_ups f
    where f.rule_id = ${ruleId} and (${page.after}::uuid is null or f.conversation_id > ${page.after}::uuid)
    order by f.conversation_id limit ${page.limit}`.execute(tx);
  return rows;
}

/** Gives timers another time, unless they were set anew meanwhile. Those in somebody else's hands are left alone; answers with the
 *  conversations of those that were not. */
export async function moveTimers(tx: Tx, followUps: readonly FollowUp[]): Promise<Set<string>> {
  if (followUps.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(followUps)}::jsonb)
        as w("conversationId" uuid, "ruleId" uuid, "triggerAt" timestamptz, "dueAt" timestamptz)
    ), free as (
      select f.conversation_id, w."dueAt" from follow_ups f join wanted w on w."conversationId" = f.conversation_id
      where f.rule_id = w."ruleId" and f.trigger_at = w."triggerAt"
      order by f.conversation_id for update of f skip locked
    )
    update follow_ups f set due_at = free."dueAt" from free where f.conversation_id = free.conversation_id
    returning f.conversation_id as id`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** Conversations whose timer is due, the longest due first. Locks nothing. */
export async function findDueConversations(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select conversation_id as id from follow_ups where due_at <= ${now} order by due_at, conversation_id limit ${limit}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Takes those timers that are still due, the longest due first. */
export async function takeDue(tx: Tx, conversationIds: readonly string[], now: Date): Promise<FollowUp[]> {
  const { rows } = await sql<FollowUp>`
    delete from follow_ups f where f.conversation_id = any(${conversationIds}::uuid[]) and f.due_at <= ${now}
    returning ${timerColumns}`.execute(tx);
  return rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

export async function findNextDue(tx: Db | Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`select due_at as at from follow_ups order by due_at limit 1`.execute(tx);
  return rows[0]?.at;
}

export interface PendingFollowUp extends FollowUp {
  readonly ruleName: string;
}

/** What will be sent, the soonest first: timers of rules turned off or deleted are not among them. */
export async function listPending(
  tx: Db | Tx,
  filter: { channelId?: string | undefined; conversationId?: string | undefined },
  page: { limit: number; after?: { dueAt: string; conversationId: string } | undefined },
): Promise<PendingFollowUp[]> {
  const conditions = [sql`r.enabled`];
  if (filter.channelId) conditions.push(sql`f.channel_id = ${filter.channelId}`);
  if (filter.conversationId) conditions.push(sql`f.conversation_id = ${filter.conversationId}`);
  if (page.after) {
    conditions.push(
      sql`(f.due_at, f.conversation_id) > (${page.after.dueAt}::timestamptz, ${page.after.conversationId}::uuid)`,
    );
  }
  const { rows } = await sql<PendingFollowUp>`
    select ${timerColumns}, r.name as "ruleName" from follow_ups f join follow_up_rules r on r.id = f.rule_id
    where ${sql.join(conditions, sql` and `)} order by f.due_at, f.conversation_id limit ${page.limit}`.execute(tx);
  return rows;
}

export async function deleteFollowUp(tx: Db | Tx, conversationId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from follow_ups where conversation_id = ${conversationId}`.execute(tx);
  return numAffectedRows === 1n;
}

/** As if everything in a conversation had happened `ms` earlier: a timer that would be due by then is due now, rules have cooled down. The
 *  conversation must be locked. */
export async function shiftTimers(tx: Tx, conversationId: string, ms: number, now: Date): Promise<void> {
  const by = sql`make_interval(secs => ${ms / 1000})`;
  await sql`
    update follow_ups set trigger_at = trigger_at - ${by}, due_at = least(due_at, greatest(due_at - ${by}, ${now}::timestamptz))
    where conversation_id = ${conversationId}`.execute(tx);
  await sql`
    update rule_usage set last_replied_at = last_replied_at - ${by} where conversation_id = ${conversationId}`.execute(
    tx,
  );
}

/** What a sweep adds to a rule's statistics. */
export interface FollowUpTally {
  readonly ruleId: string;
  queued: number;
  cancelled: number;
  missed: number;
  failed: number;
  lastError: string | null;
}

export async function addFollowUpTallies(tx: Tx, tallies: readonly FollowUpTally[], now: Date): Promise<void> {
  if (tallies.length === 0) return;
  const ids = tallies.map((tally) => tally.ruleId);
  await sql`
    with locked as (select id from follow_up_rules where id = any(${ids}::uuid[]) order by id for no key update)
    update follow_up_rules r set queued_count = r.queued_count + t.queued, cancelled_count = r.cancelled_count + t.cancelled,
      missed_count = r.missed_count + t.missed, failed_count = r.failed_count + t.failed,
      last_error = coalesce(t."lastError", r.last_error),
      last_error_at = case when t."lastError" is null then r.last_error_at else ${now} end
    from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb)
      as t("ruleId" uuid, queued integer, cancelled integer, missed integer, failed integer, "lastError" text)
    join locked on locked.id = t."ruleId"
    where r.id = t."ruleId"`.execute(tx);
}
