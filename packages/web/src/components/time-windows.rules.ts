/** Hours of days of the week in words. */

export interface TimeWindow {
  /** 1 Monday … 7 Sunday; on which it begins. */
  weekdays: number[];
  /** "HH:MM". */
  from: string;
  /** Not later than `from`: on the next day. The same: a whole day. */
  to: string;
}

/** "Mon–Fri 09:00–18:00, Sat 10:00–14:00". */
export function describeWindows(windows: readonly TimeWindow[], language: string): string {
  const written = windows.map(({ weekdays, from, to }) => {
    const days = describeDays(weekdays, language);
    return from === to ? days : `${days} ${from}–${to}`;
  });
  return written.join(", ");
}

/** Three and more in a row are told by the first and the last. */
function describeDays(weekdays: readonly number[], language: string): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const names = runs.flatMap((run) => {
    const named = run.map((day) => nameDay(day, language));
    return run.length > 2 ? [`${named[0]}–${named.at(-1)}`] : named;
  });
  return names.join(", ");
}

/** Short, as in a calendar: Mon. */
export function nameDay(day: number, language: string, width: "short" | "long" = "short"): string {
  // 1 January 2024 was a Monday.
  return new Date(Date.UTC(2024, 0, day)).toLocaleDateString(language, { weekday: width, timeZone: "UTC" });
}
