/** What became of each rule, told for people. Decides nothing: that is done by what decides on real messages. Pure. */
import { describeError } from "../../platform/errors.ts";
import { type AnswerableMessage, findObstacle, type Outcome } from "./autoreply.rules.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { TestedRule } from "./rule-test.schemas.ts";

const REASONS: Readonly<Record<TestedRule["outcome"], string>> = {
  reply: "It matched, and this is sent.",
  "ask-ai": "It matched, and the AI is asked for the reply.",
  empty: "It matched, but its reply is empty, so nothing is sent.",
  failed: "It matched, but its reply can't be made; the next rule is asked.",
  cooldown: "It matched, but it replied in this conversation a short while ago.",
  "no-match": "The message is not what it answers to.",
  disabled: "It is turned off.",
  "other-channel": "It is for another channel.",
  "not-in-groups": "It does not answer in groups.",
  "outside-active-hours": "It is not at work at this time.",
  "not-asked": "It would match, but a rule before it ended the search.",
};

export function describeRules(
  rules: readonly CompiledRule[],
  message: AnswerableMessage,
  now: Date,
  /** Of the rules that matched and were asked. */
  outcomes: readonly Outcome[],
  /** Of the rules that matched. */
  matched: ReadonlySet<string>,
): Array<Omit<TestedRule, "ruleId" | "isDraft"> & { readonly id: string }> {
  const byRule = new Map(outcomes.map((outcome) => [outcome.rule.id, outcome]));
  return rules.map(({ rule }) => {
    const outcome = byRule.get(rule.id);
    const kind =
      outcome?.kind ?? (matched.has(rule.id) ? "not-asked" : (findObstacle(rule, message, now) ?? "no-match"));
    return {
      id: rule.id,
      ruleName: rule.name,
      outcome: kind,
      reason: REASONS[kind],
      reply: outcome?.kind === "reply" ? { ...outcome.content } : null,
      missing: outcome?.kind === "reply" ? [...outcome.missing] : [],
      error: outcome?.kind === "failed" ? outcome.error : null,
    };
  });
}

/** Renders what may not be renderable. */
export function tryRender(render: () => { text: string; missing: readonly string[] }) {
  try {
    const { text, missing } = render();
    return { text: text.trim(), missing: [...missing], error: null };
  } catch (error) {
    return { text: null, missing: [], error: describeError(error) };
  }
}
