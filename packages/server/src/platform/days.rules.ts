/** Days of a place. Pure. */

/** The day that `now` is in, and when it began. */
export function startOfDay(now: Date, timezone: string): { readonly date: string; readonly begin: Date } {
  const local = toLocal(now, timezone);
  return { date: local.toPlainDate().toString(), begin: new Date(local.startOfDay().epochMilliseconds) };
}

/** When the day after the one that `now` is in begins: not always 24 hours after that one did. */
export function startOfNextDay(now: Date, timezone: string): Date {
  return new Date(toLocal(now, timezone).add({ days: 1 }).startOfDay().epochMilliseconds);
}

/** How many days of the place lie between two moments; 0: both are of one day. */
export function countDaysBetween(from: Date, to: Date, timezone: string): number {
  const [first, last] = [from, to].map((at) => toLocal(at, timezone).toPlainDate()) as [
    Temporal.PlainDate,
    Temporal.PlainDate,
  ];
  return first.until(last).days;
}

/** The first of the last `count` days, today included. */
export function firstDay(now: Date, timezone: string, count: number): string {
  return toLocal(now, timezone)
    .toPlainDate()
    .subtract({ days: count - 1 })
    .toString();
}

function toLocal(at: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
}
