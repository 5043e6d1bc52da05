/** How much was asked: for the limits, and for people. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** Takes one of the day's requests; false: none is left. However many take one at once, there are never more than `limit`. */
export async function takeFromDay(tx: Tx, day: string, limit: number): Promise<boolean> {
  const { rows } = await sql`
    insert into ai_usage as u (day, asked) values (${day}::date, 1)
    on conflict (day) do update set asked = u.asked + 1 where u.asked < ${limit} returning 1`.execute(tx);
  return rows.length > 0;
}

export async function countAsked(tx: Tx, conversationId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ai_replies where conversation_id = ${conversationId} and asked_at >= ${since}`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

export interface DayOfUsage {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly answered: number;
  readonly handedOver: number;
  readonly failed: number;
  readonly skipped: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** By the day on which the contact's message came; days without anything are left out. */
export async function listDays(db: Db, range: { from: string; timezone: string }): Promise<DayOfUsage[]> {
  const local = sql`(created_at at time zone ${range.timezone}::text)`;
  const { rows } = await sql<DayOfUsage>`
    select to_char(${local}::date, 'YYYY-MM-DD') as day,
      count(*) filter (where state = 'answered')::int as answered, count(*) filter (where state = 'handed-over')::int as "handedOver",
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where state = 'skipped')::int as skipped,
      coalesce(sum(prompt_tokens), 0)::float8 as "promptTokens", coalesce(sum(completion_tokens), 0)::float8 as "completionTokens"
    from ai_replies where created_at >= (${range.from}::date)::timestamp at time zone ${range.timezone}::text
    group by 1 order by 1`.execute(db);
  return rows;
}

export async function findAskedOn(db: Db, day: string): Promise<number> {
  const { rows } = await sql<{ asked: number }>`select asked from ai_usage where day = ${day}::date`.execute(db);
  return rows[0]?.asked ?? 0;
}
