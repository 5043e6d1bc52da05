/** Rules in words. */
import type { ActiveHours, Rule, RuleMatch } from "@chasqui/client";
import type { TFunction } from "i18next";
import { formatDuration } from "../../components/duration.rules.ts";

/** More words than that are counted. */
const SHOWN_VALUES = 4;

/** "The message contains “price”, as a word". */
export function describeMatch(match: RuleMatch, t: TFunction, language: string): string {
  if (match.kind === "any") return t("autoReplies.when.any");
  if (match.kind === "pattern") return t("autoReplies.when.pattern", { pattern: match.pattern });
  const values = describeValues(match.values, t, language);
  if (match.kind === "equals") return t("autoReplies.when.equals", { values });
  const isContained = match.kind === "contains";
  if (match.wholeWord)
    return t(isContained ? "autoReplies.when.containsWord" : "autoReplies.when.startsWithWord", { values });
  return t(isContained ? "autoReplies.when.contains" : "autoReplies.when.startsWith", { values });
}

function describeValues(values: readonly string[], t: TFunction, language: string): string {
  const shown = values.slice(0, SHOWN_VALUES).map((value) => t("autoReplies.when.quoted", { value }));
  const count = values.length - shown.length;
  const words = count > 0 ? [...shown, t("autoReplies.when.more", { count })] : shown;
  return new Intl.ListFormat(language, { type: "disjunction" }).format(words);
}

/** Where, when and how often, as far as a rule says. */
export function describeLimits(rule: Rule, channelName: string | undefined, t: TFunction, language: string): string[] {
  return [
    ...(rule.channelId === null ? [] : [channelName ?? t("autoReplies.unknownChannel")]),
    ...(rule.activeHours === null ? [] : [describeHours(rule.activeHours, language)]),
    ...(rule.cooldownSeconds > 0
      ? [t("autoReplies.limits.cooldown", { duration: formatDuration(rule.cooldownSeconds, language) })]
      : []),
    ...(rule.appliesToGroups ? [t("autoReplies.limits.groups")] : []),
    ...(rule.afterMatch === "continue" ? [t("autoReplies.limits.continues")] : []),
  ];
}

/** "Mon–Fri 09:00–18:00 (Europe/Madrid)". */
export function describeHours({ timezone, windows }: ActiveHours, language: string): string {
  const written = windows.map(({ weekdays, from, to }) => {
    const days = describeDays(weekdays, language);
    return from === to ? days : `${days} ${from}–${to}`;
  });
  return `${written.join(", ")} (${timezone})`;
}

/** 1 Monday … 7 Sunday. Three and more in a row are told by the first and the last. */
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
