/** What became of messages that rules matched, by day. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** What a batch of messages adds to a rule's statistics. */
export interface RuleTally {
  readonly ruleId: string;
  matched: number;
  replied: number;
  failed: number;
  lastError: string | null;
}

/** One row a rule and day, however many messages. `day` is YYYY-MM-DD. */
export async function addTallies(tx: Tx, tallies: readonly RuleTally[], day: string, now: Date): Promise<void> {
  if (tallies.length === 0) return;
  await sql`
    insert into rule_statistics as s (rule_id, day, matched, replied, failed, last_matched_at, last_replied_at, last_error, last_error_at)
    select "ruleId", ${day}::date, matched, replied, failed, ${now}, case when replied > 0 then ${now}::timestamptz end,
      "lastError", case when "lastError" is not null then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb)
      as t("ruleId" uuid, matched integer, replied integer, failed integer, "lastError" text)
    order by "ruleId"
    on conflict (rule_id, day) do update set matched = s.matched + excluded.matched, replied = s.replied + excluded.replied,
      failed = s.failed + excluded.failed,
      last_matched_at = case when excluded.matched > 0 then excluded.last_matched_at else s.last_matched_at end,
      last_replied_at = coalesce(excluded.last_replied_at, s.last_replied_at),
      last_error = coalesce(excluded.last_error, s.last_error), last_error_at = coalesce(excluded.last_error_at, s.last_error_at)`.execute(
    tx,
  );
}

export interface RuleDay {
  readonly ruleId: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly matched: number;
  readonly replied: number;
  readonly failed: number;
}

/** Of days from `from` to `to`, both included; days without anything are left out. */
export async function listRuleDays(
  tx: Db | Tx,
  range: { from: string; to: string },
  ruleId?: string,
): Promise<RuleDay[]> {
  const { rows } = await sql<RuleDay>`
    select rule_id as "ruleId", to_char(day, 'YYYY-MM-DD') as day, matched::float8 as matched, replied::float8 as replied,
      failed::float8 as failed
    from rule_statistics
    where day between ${range.from}::date and ${range.to}::date and (${ruleId ?? null}::uuid is null or rule_id = ${ruleId ?? null}::uuid)
    order by rule_id, day`.execute(tx);
  return rows;
}
