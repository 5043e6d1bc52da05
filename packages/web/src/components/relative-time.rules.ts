const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;
const MINUTE_MS = 60_000;
/** Beyond it a date says more than a count of days. */
const LONGEST_RELATIVE_MS = 7 * 86_400_000;

/** A time as people say it: "3 minutes ago", "in 2 hours", and from a week on as a date, with the year where it is another one. */
export function formatRelative(at: Date, nowMs: number, language: string): string {
  const distanceMs = at.getTime() - nowMs;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (Math.abs(distanceMs) < MINUTE_MS) return relative.format(0, "second");
  if (Math.abs(distanceMs) >= LONGEST_RELATIVE_MS) {
    const isThisYear = at.getFullYear() === new Date(nowMs).getFullYear();
    return at.toLocaleDateString(language, {
      day: "numeric",
      month: "short",
      ...(isThisYear ? {} : { year: "numeric" }),
    });
  }
  const [unit, unitMs] = UNITS.find(([, ms]) => Math.abs(distanceMs) >= ms) ?? UNITS[2];
  return relative.format(Math.trunc(distanceMs / unitMs), unit);
}

/** A time to the second with its zone: "21 November 2026 at 10:15:00 CET". In the viewer's zone unless another is named. */
export function formatExact(at: Date, language: string, timeZone?: string): string {
  return at.toLocaleString(language, {
    dateStyle: "long",
    timeStyle: "long",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}
