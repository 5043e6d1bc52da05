/** A rule as its form holds it, and as the API takes it. Pure. */
import type { ActiveHours, CreateRuleData, Rule, RuleMatch, RuleReply } from "@chasqui/client";

export type RuleDraft = NonNullable<CreateRuleData["body"]>;

export const MATCH_KINDS = [
  "equals",
  "contains",
  "starts-with",
  "pattern",
  "any",
] as const satisfies readonly RuleMatch["kind"][];
export const REPLY_TYPES = [
  "text",
  "buttons",
  "saved-template",
  "ask-ai",
] as const satisfies readonly RuleReply["type"][];
export const MOST_BUTTONS = 3;

/** All fields of every kind at once: what was typed is still there when somebody changes the kind and back. */
export interface RuleValues {
  name: string;
  enabled: boolean;
  channelId: string | null;
  kind: RuleMatch["kind"];
  values: string[];
  pattern: string;
  wholeWord: boolean;
  caseSensitive: boolean;
  accentSensitive: boolean;
  replyType: RuleReply["type"];
  text: string;
  previewUrl: boolean;
  footer: string;
  buttons: Array<{ id: string; title: string }>;
  templateId: string | null;
  instructions: string;
  activeHours: ActiveHours | null;
  cooldownSeconds: number | null;
  afterMatch: Rule["afterMatch"];
  appliesToGroups: boolean;
}

export const NEW_RULE: RuleValues = {
  name: "",
  enabled: true,
  channelId: null,
  kind: "contains",
  values: [],
  pattern: "",
  wholeWord: true,
  caseSensitive: false,
  accentSensitive: false,
  replyType: "text",
  text: "",
  previewUrl: false,
  footer: "",
  buttons: [],
  templateId: null,
  instructions: "",
  activeHours: null,
  cooldownSeconds: 0,
  afterMatch: "stop",
  appliesToGroups: false,
};

export function toValues(rule: Rule): RuleValues {
  const { name, enabled, channelId, activeHours, cooldownSeconds, afterMatch, appliesToGroups } = rule;
  return {
    ...NEW_RULE,
    ...{ name, enabled, channelId, activeHours, cooldownSeconds, afterMatch, appliesToGroups },
    ...matchValues(rule.match),
    ...replyValues(rule.reply),
  };
}

function matchValues(match: RuleMatch): Partial<RuleValues> {
  return match;
}

function replyValues(reply: RuleReply): Partial<RuleValues> {
  switch (reply.type) {
    case "text":
      return { replyType: "text", text: reply.text, previewUrl: reply.previewUrl ?? false };
    case "buttons":
      return { replyType: "buttons", text: reply.body, footer: reply.footer ?? "", buttons: reply.buttons };
    case "saved-template":
      return { replyType: "saved-template", templateId: reply.templateId };
    case "ask-ai":
      return { replyType: "ask-ai", instructions: reply.instructions ?? "" };
  }
}

export function toDraft(values: RuleValues): RuleDraft {
  const { name, enabled, channelId, activeHours, cooldownSeconds, afterMatch, appliesToGroups } = values;
  return {
    ...{ name: name.trim(), enabled, channelId, activeHours, afterMatch, appliesToGroups },
    cooldownSeconds: cooldownSeconds ?? 0,
    match: toMatch(values),
    reply: toReply(values),
  };
}

function toMatch({ kind, values, pattern, wholeWord, caseSensitive, accentSensitive }: RuleValues): RuleDraft["match"] {
  switch (kind) {
    case "any":
      return { kind };
    case "pattern":
      return { kind, pattern, caseSensitive };
    case "equals":
      return { kind, values, caseSensitive, accentSensitive };
    default:
      return { kind, values, caseSensitive, accentSensitive, wholeWord };
  }
}

function toReply({
  replyType,
  text,
  previewUrl,
  footer,
  buttons,
  templateId,
  instructions,
}: RuleValues): RuleDraft["reply"] {
  switch (replyType) {
    case "text":
      return { type: "text", text, ...(previewUrl && { previewUrl }) };
    case "buttons":
      return { type: "buttons", body: text, buttons, ...(footer.trim() !== "" && { footer }) };
    case "saved-template":
      return { type: "saved-template", templateId: templateId ?? "" };
    case "ask-ai":
      return { type: "ask-ai", instructions: instructions.trim() === "" ? null : instructions };
  }
}

/** Fields that must be filled in and are not. */
export function findEmptyFields(values: RuleValues): string[] {
  const { name, kind, replyType } = values;
  const isAsked = {
    name: name.trim() === "",
    values: (kind === "equals" || kind === "contains" || kind === "starts-with") && values.values.length === 0,
    pattern: kind === "pattern" && values.pattern === "",
    text: (replyType === "text" || replyType === "buttons") && values.text.trim() === "",
    buttons: replyType === "buttons" && values.buttons.length === 0,
    templateId: replyType === "saved-template" && values.templateId === null,
    activeHours: values.activeHours !== null && !areHoursWhole(values.activeHours),
  };
  const untitled =
    replyType === "buttons"
      ? values.buttons.flatMap(({ title }, index) => (title.trim() === "" ? [`buttons.${index}`] : []))
      : [];
  return [...Object.entries(isAsked).flatMap(([field, isEmpty]) => (isEmpty ? [field] : [])), ...untitled];
}

export function areHoursWhole({ windows }: ActiveHours): boolean {
  return (
    windows.length > 0 && windows.every(({ weekdays, from, to }) => weekdays.length > 0 && from !== "" && to !== "")
  );
}

/** Whether enough is filled in for the server to try it out. */
export function isTryable(values: RuleValues): boolean {
  return findEmptyFields(values).every((field) => field === "name");
}

/** The field of the form that a path of the API means: `body.reply.buttons[1].title` is `buttons.1`. */
export function fieldOfPath(path: string): string {
  const button = /reply\.buttons[.[](\d+)/.exec(path)?.[1];
  if (button !== undefined) return `buttons.${button}`;
  const known = [
    ["match.values", "values"],
    ["match.pattern", "pattern"],
    ["reply.text", "text"],
    ["reply.body", "text"],
    ["reply.footer", "footer"],
    ["reply.buttons", "buttons"],
    ["reply.templateId", "templateId"],
    ["reply.instructions", "instructions"],
    ["activeHours", "activeHours"],
  ] as const;
  const found = known.find(([beginning]) => path.replace(/^body\./, "").startsWith(beginning));
  return found?.[1] ?? path.replace(/^body\./, "");
}

/** An id for a new button: what a tap on it tells us. */
export function nextButtonId(buttons: RuleValues["buttons"]): string {
  const taken = new Set(buttons.map(({ id }) => id));
  let number = buttons.length + 1;
  while (taken.has(`button-${number}`)) number += 1;
  return `button-${number}`;
}

/** What differs between two versions: only that is sent, so that nothing of a colleague's is written over. */
export function changedFields<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]),
  );
  return Object.fromEntries(changed) as Partial<Fields>;
}
