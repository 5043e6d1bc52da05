/** Which rules answer a message, and with what. Pure: the same function decides for real messages and for the test page. */

import type { MessageContent } from "../../channels/content.ts";
import { isInsideActiveHours } from "../../platform/active-hours.rules.ts";
import { describeError } from "../../platform/errors.ts";
import { type ContactFacts, contactVariables, organisationVariables, type Template } from "../templates/index.ts";
import type { CompiledRule, RuleDefinition, TextMatch } from "./compile-rule.ts";
import { readWords } from "./message-words.rules.ts";

/** What rules look at in a message. */
export interface AnswerableMessage {
  /** undefined: none in particular (only rules for every channel answer). */
  readonly channelId: string | undefined;
  readonly isGroup: boolean;
  readonly type: string;
  readonly text?: string | undefined;
  readonly payload?: string | undefined;
}

/** A rule that a message matched. `error`: the rule can't be used, and this is why. */
export interface FoundMatch {
  readonly compiled: CompiledRule;
  readonly found: TextMatch;
  readonly error?: string;
}

/** The rules that apply to the message and match it, in their order; whether one ends the search is decided later. */
export function findMatches(rules: readonly CompiledRule[], message: AnswerableMessage, now: Date): FoundMatch[] {
  const words = readWords(message);
  const matches: FoundMatch[] = [];
  for (const compiled of rules) {
    if (findObstacle(compiled.rule, message, now) !== undefined) continue;
    try {
      const found = compiled.findMatch(words);
      if (found) matches.push({ compiled, found });
    } catch (error) {
      matches.push({ compiled, found: { rest: "", groups: [] }, error: describeError(error) });
    }
  }
  return matches;
}

/** Why a rule is not even compared with a message. */
export type Obstacle = "disabled" | "other-channel" | "not-in-groups" | "outside-active-hours";

export function findObstacle(rule: RuleDefinition, message: AnswerableMessage, now: Date): Obstacle | undefined {
  if (!rule.enabled) return "disabled";
  if (rule.channelId !== null && rule.channelId !== message.channelId) return "other-channel";
  if (message.isGroup && !rule.appliesToGroups) return "not-in-groups";
  return rule.activeHours === null || isInsideActiveHours(rule.activeHours, now) ? undefined : "outside-active-hours";
}

export type Outcome =
  | {
      readonly kind: "reply";
      readonly rule: RuleDefinition;
      readonly content: MessageContent;
      readonly missing: readonly string[];
    }
  | { readonly kind: "ask-ai"; readonly rule: RuleDefinition; readonly instructions: string | null }
  | { readonly kind: "empty"; readonly rule: RuleDefinition }
  | { readonly kind: "cooldown"; readonly rule: RuleDefinition }
  | { readonly kind: "failed"; readonly rule: RuleDefinition; readonly error: string };

export interface AnswerContext {
  readonly now: Date;
  /** What is known of the contact. */
  readonly contact: Partial<Omit<ContactFacts, "id">>;
  readonly channelName: string | undefined;
  readonly organisationName: string;
  /** Whether a rule may hand the answer to the AI. */
  readonly isAiOn: boolean;
  findTemplate(id: string): Template | undefined;
  /** When the rule last replied in this conversation. */
  lastRepliedAt(ruleId: string): Date | undefined;
}

/** Asks the matching rules in their order. One that is cooling down or has nothing to say still ends the search if it says so; one whose
 *  reply can't be made never does. */
export function decideReplies(
  matches: readonly FoundMatch[],
  message: AnswerableMessage,
  context: AnswerContext,
): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const match of matches) {
    const outcome = decideOne(match, message, context);
    outcomes.push(outcome);
    if (outcome.kind !== "failed" && match.compiled.rule.afterMatch === "stop") break;
  }
  return outcomes;
}

function decideOne(
  { compiled, found, error }: FoundMatch,
  message: AnswerableMessage,
  context: AnswerContext,
): Outcome {
  const { rule } = compiled;
  if (error !== undefined) return { kind: "failed", rule, error };
  if (isCoolingDown(rule, context)) return { kind: "cooldown", rule };
  if (rule.reply.type === "ask-ai") {
    const { instructions } = rule.reply;
    return context.isAiOn
      ? { kind: "ask-ai", rule, instructions }
      : { kind: "failed", rule, error: "AI replies are off, or off on this channel." };
  }
  try {
    const variables = buildVariables(message, found, context);
    const rendered = compiled.renderReply({
      variables,
      language: context.contact.language ?? null,
      findTemplate: context.findTemplate,
    });
    return rendered ? { kind: "reply", rule, ...rendered } : { kind: "empty", rule };
  } catch (thrown) {
    return { kind: "failed", rule, error: describeError(thrown) };
  }
}

function isCoolingDown(rule: RuleDefinition, { now, lastRepliedAt }: AnswerContext): boolean {
  if (rule.cooldownSeconds === 0) return false;
  const last = lastRepliedAt(rule.id);
  return last !== undefined && now.getTime() - last.getTime() < rule.cooldownSeconds * 1000;
}

/** What a reply's templates can name. What is not known is left out, so that it counts as missing. */
function buildVariables(message: AnswerableMessage, found: TextMatch, context: AnswerContext): Record<string, unknown> {
  const { name = null, phone = null, language = null, fields = {} } = context.contact;
  return {
    message: { text: message.text ?? "", rest: found.rest },
    match: found.groups,
    contact: contactVariables({ name, phone, language, fields }),
    channel: context.channelName === undefined ? {} : { name: context.channelName },
    organisation: organisationVariables(context.organisationName),
  };
}
