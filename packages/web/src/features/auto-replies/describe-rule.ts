/** Rules in words. */
import type { ActiveHours, Rule, RuleMatch } from "@chasqui/client";
import type { TFunction } from "i18next";
import { formatDuration } from "../../components/duration.rules.ts";
import { describeWindows } from "../../components/time-windows.rules.ts";

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
  return `${describeWindows(windows, language)} (${timezone})`;
}
