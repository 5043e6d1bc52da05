/** A follow-up rule as its form holds it, and as the API takes it. Pure. */
import type { ActiveHours, CreateFollowUpRuleData, FollowUpRule } from "@chasqui/client";
import { areHoursWhole } from "./rule-form.rules.ts";

export type FollowUpDraft = NonNullable<CreateFollowUpRuleData["body"]>;

export interface FollowUpValues {
  name: string;
  enabled: boolean;
  channelId: string | null;
  delaySeconds: number | null;
  text: string;
  cancelOnHumanReply: boolean;
  activeHours: ActiveHours | null;
  /** What becomes of timers set already, when delay or hours change. */
  timers: "keep" | "move";
}

export const NEW_FOLLOW_UP: FollowUpValues = {
  name: "",
  enabled: true,
  channelId: null,
  delaySeconds: 3600,
  text: "",
  cancelOnHumanReply: true,
  activeHours: null,
  timers: "keep",
};

/** After that WhatsApp's Cloud API takes only approved templates. */
export const SERVICE_WINDOW_SECONDS = 86_400;

export function toFollowUpValues(rule: FollowUpRule): FollowUpValues {
  const { name, enabled, channelId, delaySeconds, text, cancelOnHumanReply, activeHours } = rule;
  return { name, enabled, channelId, delaySeconds, text, cancelOnHumanReply, activeHours, timers: "keep" };
}

export function toFollowUpDraft({ timers: _, ...values }: FollowUpValues): FollowUpDraft {
  return { ...values, name: values.name.trim(), delaySeconds: values.delaySeconds ?? 0 };
}

export function findEmptyFollowUpFields(values: FollowUpValues): string[] {
  const isAsked = {
    name: values.name.trim() === "",
    delaySeconds: values.delaySeconds === null || values.delaySeconds < 1,
    text: values.text.trim() === "",
    activeHours: values.activeHours !== null && !areHoursWhole(values.activeHours),
  };
  return Object.entries(isAsked).flatMap(([field, isEmpty]) => (isEmpty ? [field] : []));
}

/** Whether timers set already would get other times by it. */
export function changesTimes(before: FollowUpRule, after: FollowUpValues): boolean {
  return (
    before.delaySeconds !== after.delaySeconds ||
    JSON.stringify(before.activeHours) !== JSON.stringify(after.activeHours)
  );
}
