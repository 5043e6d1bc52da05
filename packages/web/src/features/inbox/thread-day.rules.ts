import { asSentence } from "../../components/as-sentence.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();
const DAY_MS = 86_400_000;

/** A day as a thread names it: Today, Yesterday, else with its weekday; with the year where it is another one. */
export function formatDay(at: string, language: string, nowMs = Date.now()): string {
  const date = new Date(at);
  for (const days of [0, -1]) {
    if (new Date(nowMs + days * DAY_MS).toDateString() === date.toDateString())
      return asSentence(relative(language, days));
  }
  const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear();
  const key = `${language} ${isThisYear}`;
  const formatter =
    formatters.get(key) ??
    new Intl.DateTimeFormat(language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      ...(isThisYear ? {} : { year: "numeric" }),
    });
  formatters.set(key, formatter);
  return asSentence(formatter.format(date));
}

function relative(language: string, days: number): string {
  const formatter = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  relatives.set(language, formatter);
  return formatter.format(days, "day");
}
