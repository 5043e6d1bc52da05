/** Days of a place, and what happened on each of them. Pure. */
import type { RuleDay } from "./rule-statistics.store.ts";

/** YYYY-MM-DD, by the clocks of that zone. */
export function dayOf(now: Date, timezone: string): string {
  return toZoned(now, timezone).toPlainDate().toString();
}

/** The last `count` days, today included, oldest first. */
export function lastDays(now: Date, timezone: string, count: number): string[] {
  const today = toZoned(now, timezone).toPlainDate();
  return Array.from({ length: count }, (_, index) => today.subtract({ days: count - 1 - index }).toString());
}

function toZoned(now: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
}

export type DayCounts = Omit<RuleDay, "ruleId">;

/** For each rule every day, also those without anything. */
export function fillDays(
  days: readonly string[],
  counted: readonly RuleDay[],
  ruleIds: readonly string[],
): Map<string, DayCounts[]> {
  const known = new Map(counted.map((one) => [`${one.ruleId}/${one.day}`, one]));
  const filled = ruleIds.map((ruleId): [string, DayCounts[]] => [
    ruleId,
    days.map((day) => {
      const { matched = 0, replied = 0, failed = 0 } = known.get(`${ruleId}/${day}`) ?? {};
      return { day, matched, replied, failed };
    }),
  ]);
  return new Map(filled);
}
