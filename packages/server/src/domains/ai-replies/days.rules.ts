/** Days of a place. Pure. */

/** The day that `now` is in, and when it began. */
export function startOfDay(now: Date, timezone: string): { readonly date: string; readonly begin: Date } {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  return { date: local.toPlainDate().toString(), begin: new Date(local.startOfDay().epochMilliseconds) };
}

/** The first of the last `count` days, today included. */
export function firstDay(now: Date, timezone: string, count: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  return local
    .toPlainDate()
    .subtract({ days: count - 1 })
    .toString();
}
