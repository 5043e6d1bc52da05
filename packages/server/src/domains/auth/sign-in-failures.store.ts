import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import { type Counter, FORGET_FAILURES_AFTER_MS } from "./sign-in-limits.rules.ts";

/** Counts one failure and begins the pause it costs. False: the counter is in a pause, and nothing was counted. */
export async function countFailure(tx: Tx, counter: Counter, now: Date): Promise<boolean> {
  const forgetBefore = new Date(now.getTime() - FORGET_FAILURES_AFTER_MS);
  const failures = sql`(case when f.last_at < ${forgetBefore} then 1 else f.failures + 1 end)`;
  const { rows } = await sql`
    insert into sign_in_failures as f (key, failures, last_at, blocked_until) values (${counter.key}, 1, ${now}, ${now})
    on conflict (key) do update set failures = ${failures}, last_at = ${now}, blocked_until = ${now}::timestamptz + make_interval(
      secs => case when ${failures} < ${counter.free}::int then 0
        else least(${counter.longestPauseS}::int, power(2, least(${failures} - ${counter.free}::int, 20))) end)
    where f.blocked_until <= ${now}
    returning key`.execute(tx);
  return rows.length > 0;
}

export async function findPauseEnd(tx: Tx, key: Buffer): Promise<Date | undefined> {
  const { rows } = await sql<{
    end: Date;
  }>`select blocked_until as "end" from sign_in_failures where key = ${key}`.execute(tx);
  return rows[0]?.end;
}

export async function forgetFailures(tx: Tx, key: Buffer): Promise<void> {
  await sql`delete from sign_in_failures where key = ${key}`.execute(tx);
}

/** What an attempt was counted as before its outcome was known. */
export async function takeBackFailure(tx: Tx, key: Buffer, now: Date): Promise<void> {
  await sql`
    update sign_in_failures set failures = greatest(0, failures - 1), blocked_until = ${now} where key = ${key}`.execute(
    tx,
  );
}

export async function deleteOldFailures(db: Db, now: Date): Promise<void> {
  await sql`
    delete from sign_in_failures
    where last_at < ${new Date(now.getTime() - FORGET_FAILURES_AFTER_MS)} and blocked_until < ${now}`.execute(db);
}
