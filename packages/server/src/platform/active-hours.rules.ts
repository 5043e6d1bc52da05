/** At which hours something holds, by the clock on the wall of some place: a rule is at work, a channel is quiet. Pure. */

export interface ActiveHours {
  /** IANA zone, e.g. Europe/Madrid. */
  readonly timezone: string;
  readonly windows: ActiveWindow[];
}

/** From `from` up to, but not including, `to` ("HH:MM"). When `to` is not later than `from` it lasts into the next day; its weekday is the
 *  one it begins on. 00:00 to 00:00 is a whole day. */
export interface ActiveWindow {
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: number[];
  readonly from: string;
  readonly to: string;
}

export function isInsideActiveHours({ timezone, windows }: ActiveHours, now: Date): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  const minute = local.hour * 60 + local.minute;
  const today = local.dayOfWeek;
  const yesterday = today === 1 ? 7 : today - 1;
  return windows.some(({ weekdays, from, to }) => {
    const begin = minuteOf(from);
    const end = minuteOf(to);
    if (begin < end) return weekdays.includes(today) && begin <= minute && minute < end;
    return (weekdays.includes(today) && minute >= begin) || (weekdays.includes(yesterday) && minute < end);
  });
}

/** The first moment, `from` itself included, at which it is at work. */
export function findNextActive(hours: ActiveHours, from: Date): Date {
  if (isInsideActiveHours(hours, from)) return from;
  const { timezone, windows } = hours;
  const local = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timezone);
  const openings: number[] = [];
  // Each window opens at least once a week.
  for (let day = 0; day <= 7; day++) {
    const date = local.toPlainDate().add({ days: day });
    for (const { weekdays, from: opens } of windows) {
      if (!weekdays.includes(date.dayOfWeek)) continue;
      // Where clocks are put forward, a time that does not exist is the one an hour later.
      const opening = date.toZonedDateTime({ timeZone: timezone, plainTime: opens }).epochMilliseconds;
      if (opening > from.getTime()) openings.push(opening);
    }
  }
  return new Date(Math.min(...openings));
}

/** The first moment, `from` itself included, that is outside of all windows; undefined: there is none, it is always inside. */
export function findNextInactive(hours: ActiveHours, from: Date): Date | undefined {
  if (!isInsideActiveHours(hours, from)) return from;
  const { timezone, windows } = hours;
  const local = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timezone);
  const closings: number[] = [];
  // From yesterday: its last window may reach into today. Windows that follow each other without a gap end together, within a week.
  for (let day = -1; day <= 8; day++) {
    const date = local.toPlainDate().add({ days: day });
    for (const { weekdays, from: opens, to: closes } of windows) {
      if (!weekdays.includes(date.dayOfWeek)) continue;
      const lastDay = opens < closes ? date : date.add({ days: 1 });
      closings.push(lastDay.toZonedDateTime({ timeZone: timezone, plainTime: closes }).epochMilliseconds);
    }
  }
  // Where clocks are put forward past the end of a window, it ends there.
  const change = local.getTimeZoneTransition("next");
  if (change) closings.push(change.epochMilliseconds);
  const end = closings
    .filter((closing) => closing > from.getTime())
    .sort((a, b) => a - b)
    .find((closing) => !isInsideActiveHours(hours, new Date(closing)));
  return end === undefined ? undefined : new Date(end);
}

export function isTimezone(name: string): boolean {
  // Offsets such as +01:00 are taken too by newer engines, but know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
