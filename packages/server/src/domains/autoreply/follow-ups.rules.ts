/** Who gets a follow-up, and whether one that is due is still wanted. Pure. */
import { isDeepStrictEqual } from "node:util";
import { findNextActive, isInsideActiveHours } from "../../platform/active-hours.rules.ts";
import type { ConversationTimes } from "./autoreply.ports.ts";
import type { FollowUp, FollowUpRule } from "./follow-ups.store.ts";
import { readWords } from "./message-words.rules.ts";

/** What a message must tell to set a timer. */
export interface TriggeringMessage {
  readonly conversationId: string;
  readonly channelId: string;
  readonly isGroup: boolean;
  readonly type: string;
  readonly occurredAt: Date;
}

/** What took longer to reach us came after an outage, and more of the same contact may be on its way: silence counts from now. */
const LATE_MS = 60_000;

/** The timers that these messages set: for each conversation by its latest message. Groups get none. */
export function planFollowUps(
  messages: readonly TriggeringMessage[],
  rules: readonly FollowUpRule[],
  now: Date,
): FollowUp[] {
  const planned = new Map<string, FollowUp>();
  for (const { conversationId, channelId, isGroup, type, occurredAt } of messages) {
    if (isGroup || !readWords({ type }).isConversational) continue;
    const rule = findFollowUpRuleFor(rules, channelId);
    const known = planned.get(conversationId);
    if (!rule || (known && known.triggerAt > occurredAt)) continue;
    const isLate = now.getTime() - occurredAt.getTime() > LATE_MS;
    const dueAt = findDueTime(rule, isLate ? now : occurredAt);
    planned.set(conversationId, { conversationId, channelId, ruleId: rule.id, triggerAt: occurredAt, dueAt });
  }
  return [...planned.values()];
}

/** When a follow-up is due after the contact's message: when the silence is long enough, and the rule at work. */
export function findDueTime(
  { delaySeconds, activeHours }: Pick<FollowUpRule, "delaySeconds" | "activeHours">,
  triggerAt: Date,
): Date {
  const silentAt = new Date(triggerAt.getTime() + delaySeconds * 1000);
  return activeHours === null ? silentAt : findNextActive(activeHours, silentAt);
}

/** Whether timers would get other times by the one than by the other. */
export function changesTimes(before: FollowUpRule, after: FollowUpRule): boolean {
  return before.delaySeconds !== after.delaySeconds || !isDeepStrictEqual(before.activeHours, after.activeHours);
}

/** The first enabled one that applies to the channel; `undefined` channel: none in particular. */
function findFollowUpRuleFor(rules: readonly FollowUpRule[], channelId: string | undefined): FollowUpRule | undefined {
  return rules.find((rule) => rule.enabled && (rule.channelId === null || rule.channelId === channelId));
}

/** So long after it was due a follow-up is no longer sent: after an outage nobody wants to be asked about yesterday. */
export const FOLLOW_UP_GRACE_MS = 3_600_000;

/** `later`: the rule is not at work now (its hours were changed), and the timer goes on. */
export type DueVerdict = "send" | "cancelled" | "missed" | "later";

/** Looks at a due timer again, with its conversation locked. */
export function judgeDue(
  followUp: FollowUp,
  rule: FollowUpRule | undefined,
  conversation: ConversationTimes,
  now: Date,
): DueVerdict {
  if (!rule?.enabled) return "cancelled";
  if (rule.channelId !== null && rule.channelId !== followUp.channelId) return "cancelled";
  // A message that came too late to set the timer anew, but still: the contact was not silent.
  if (isLater(conversation.lastInboundAt, followUp.triggerAt)) return "cancelled";
  if (rule.cancelOnHumanReply && isSince(conversation.lastHumanReplyAt, followUp.triggerAt)) return "cancelled";
  if (now.getTime() - followUp.dueAt.getTime() > FOLLOW_UP_GRACE_MS) return "missed";
  return rule.activeHours === null || isInsideActiveHours(rule.activeHours, now) ? "send" : "later";
}

/** Platforms tell whole seconds: a reply within the second of the message counts as one to it. */
function isSince(time: Date | null, than: Date): boolean {
  return time !== null && time >= than;
}

function isLater(time: Date | null, than: Date): boolean {
  return time !== null && time > than;
}

/** A queued follow-up just before it goes out. */
export interface QueuedFollowUp {
  readonly createdAt: Date;
  readonly lastInboundAt: Date | null;
  readonly lastHumanReplyAt: Date | null;
}

export interface NotSentReason {
  readonly code: string;
  readonly title: string;
}

/** Why it must not go out after all; undefined: it may. */
export function judgeQueued(message: QueuedFollowUp, rule: FollowUpRule | undefined): NotSentReason | undefined {
  if (!rule?.enabled) {
    return { code: "follow-up-rule-off", title: "Not sent: its follow-up rule was turned off or deleted." };
  }
  // Platforms give the time of a contact's message in whole seconds, rounded down. The message that set the timer is at least one
  // second (the shortest delay) older than the follow-up, so it never counts here.
  const sameSecond = Math.floor(message.createdAt.getTime() / 1000) * 1000;
  if (message.lastInboundAt && message.lastInboundAt.getTime() >= sameSecond) {
    return { code: "contact-wrote", title: "Not sent: the contact wrote in the meantime." };
  }
  if (rule.cancelOnHumanReply && message.lastHumanReplyAt && message.lastHumanReplyAt >= message.createdAt) {
    return { code: "person-replied", title: "Not sent: a person replied in the meantime." };
  }
  return undefined;
}
