import { formatClock } from "../../components/message/message-time.rules.ts";

const days = new Map<string, Intl.DateTimeFormat>();
const DAY_MS = 86_400_000;

/** A time as a list has room for: the hour today, the day of the week within a week, else the date. */
export function formatListTime(at: string, nowMs: number, language: string): string {
  const date = new Date(at);
  const now = new Date(nowMs);
  if (date.toDateString() === now.toDateString()) return formatClock(at, language);
  const isThisWeek = nowMs - date.getTime() < 6 * DAY_MS;
  const isThisYear = date.getFullYear() === now.getFullYear();
  return formatterOf(language, isThisWeek ? "week" : isThisYear ? "year" : "other").format(date);
}

const OPTIONS = {
  week: { weekday: "short" },
  year: { day: "numeric", month: "short" },
  other: { day: "numeric", month: "numeric", year: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

function formatterOf(language: string, kind: keyof typeof OPTIONS): Intl.DateTimeFormat {
  const key = `${language} ${kind}`;
  const formatter = days.get(key) ?? new Intl.DateTimeFormat(language, OPTIONS[kind]);
  days.set(key, formatter);
  return formatter;
}
