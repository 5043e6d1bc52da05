/** What would happen if a contact wrote something: shapes of the API. */
import { z } from "zod";
import { dateTimeSchema, idSchema } from "../../platform/http/index.ts";
import { ruleCreateSchema } from "./autoreply.schemas.ts";

const RULE_TEST_OUTCOMES = [
  "reply",
  "ask-ai",
  "empty",
  "failed",
  "cooldown",
  "no-match",
  "disabled",
  "other-channel",
  "not-in-groups",
  "outside-active-hours",
  "not-asked",
] as const;

export const ruleTestSchema = z.strictObject({
  text: z.string().max(4096).describe("As a contact would write it"),
  type: z.string().min(1).max(40).default("text").describe("Of the message: text, image, audio …"),
  payload: z.string().max(256).optional().describe("The id behind a tapped button"),
  conversationId: idSchema.optional().describe("Where it is written: gives channel, contact, and what is cooling down"),
  channelId: idSchema.optional().describe("Left out, without a conversation: only rules for every channel answer"),
  contactId: idSchema.optional().describe("Who writes"),
  contactName: z.string().max(200).optional().describe("Of somebody made up"),
  isGroup: z.boolean().optional(),
  at: dateTimeSchema.optional().describe("When it is written; default: now"),
  draft: z
    .strictObject({
      rule: ruleCreateSchema,
      replaces: idSchema
        .optional()
        .describe("The rule that it is a new version of; left out: a new one behind the others"),
    })
    .optional()
    .describe("A rule that is not stored yet"),
});

const testedRuleSchema = z.object({
  ruleId: idSchema.nullable().describe("null: a draft of a new rule"),
  ruleName: z.string(),
  isDraft: z.boolean(),
  outcome: z.enum(RULE_TEST_OUTCOMES),
  reason: z.string().describe("The outcome in a sentence"),
  reply: z.record(z.string(), z.unknown()).nullable().describe("The message that would be sent"),
  missing: z.array(z.string()).describe("Names in the reply that have no value and no fallback"),
  error: z.string().nullable(),
});

export const ruleTestResultSchema = z
  .object({
    at: dateTimeSchema,
    channelId: idSchema.nullable(),
    contactId: idSchema.nullable(),
    optOut: z
      .object({
        kind: z.enum(["stop", "start"]),
        confirmation: z.string().describe("What would be answered"),
      })
      .nullable()
      .describe("The message is nothing but a word by which people opt out or in: then no rule is asked"),
    rules: z
      .array(testedRuleSchema)
      .describe("Every rule in the order in which they are asked, with what became of it"),
    ai: z.object({
      isOn: z.boolean(),
      isAsked: z.boolean().describe("The AI would be asked for a reply; it is not asked now"),
      reason: z.enum(["off", "rule", "no-rule-matched", "rule-answers", "not-for-ai", "opt-out"]),
    }),
    followUp: z
      .object({
        ruleId: idSchema,
        ruleName: z.string(),
        delaySeconds: z.int(),
        dueAt: dateTimeSchema,
        text: z.string().nullable().describe("As it would be sent; null: it can't be made"),
        missing: z.array(z.string()),
      })
      .nullable()
      .describe("What would be sent if the contact then stayed silent"),
  })
  .meta({ id: "RuleTestResult" });

export type RuleTest = z.infer<typeof ruleTestSchema>;
export type RuleTestResult = z.infer<typeof ruleTestResultSchema>;
export type TestedRule = RuleTestResult["rules"][number];
