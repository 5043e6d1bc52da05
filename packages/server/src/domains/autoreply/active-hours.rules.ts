/** When a rule is at work, by the clock on the wall of some place. Pure. */

export interface ActiveHours {
  /** IANA zone, e.g. Europe/Madrid. */
  readonly timezone: string;
  readonly windows: ActiveWindow[];
}

/** From `from` up to, but not including, `to` ("HH:MM"). When `to` is not later than `from` it lasts into the next day; its weekday is the
 *  one it begins on. 00:00 to 00:00 is a whole day. */
interface ActiveWindow {
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
