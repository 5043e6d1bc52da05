/** Shapes of the API, and of what is stored as JSON. */
import { z } from "zod";
import { activeWindowSchema, MOST_WINDOWS, timezoneSchema } from "../../platform/active-hours.schemas.ts";
import { createCursorFormat, cursorTimeSchema, dateTimeSchema, idSchema, pageOf } from "../../platform/http/index.ts";
import { MAX_TEMPLATE_LENGTH } from "../templates/index.ts";

/** In characters. */
const MAX_PATTERN_LENGTH = 500;

const liquid = (maxLength: number) => z.string().min(1).max(maxLength);

const values = z.array(z.string().min(1).max(200)).min(1).max(100).describe("Words or phrases; one of them is enough");
const exactness = {
  caseSensitive: z.boolean().default(false),
  accentSensitive: z.boolean().default(false).describe("False: `cafe` is also `café`"),
};
const wholeWord = (byDefault: boolean) =>
  z.boolean().default(byDefault).describe("`pay` is not found in `repay` or `payment`");

const matchSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("equals").describe("The whole text; blanks and punctuation around it don't count"),
      values,
      ...exactness,
    }),
    z.strictObject({ kind: z.literal("contains"), values, ...exactness, wholeWord: wholeWord(false) }),
    z.strictObject({
      kind: z.literal("starts-with").describe("What follows is `{{ message.rest }}` in the reply"),
      values,
      ...exactness,
      wholeWord: wholeWord(true),
    }),
    z.strictObject({
      kind: z.literal("pattern"),
      pattern: z
        .string()
        .min(1)
        .max(MAX_PATTERN_LENGTH)
        .describe("An RE2 regular expression, found anywhere in the text; groups are `{{ match[1] }}` … in the reply"),
      caseSensitive: exactness.caseSensitive,
    }),
    z.strictObject({ kind: z.literal("any").describe("Every message, also without text; not reactions") }),
  ])
  .meta({ id: "RuleMatch", description: "What a rule answers to" });

const replySchema = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("text"),
      text: liquid(MAX_TEMPLATE_LENGTH).describe('Liquid: `Hello {{ contact.name | default: "there" }}`'),
      previewUrl: z.boolean().optional(),
    }),
    z.strictObject({
      type: z.literal("buttons"),
      body: liquid(MAX_TEMPLATE_LENGTH).describe("Liquid"),
      footer: liquid(500).optional().describe("Liquid"),
      buttons: z
        .array(z.strictObject({ id: z.string().min(1).max(256), title: liquid(200).describe("Liquid") }))
        .min(1)
        .max(3),
    }),
    z.strictObject({
      type: z.literal("saved-template").describe("A template of ours, in the contact's language"),
      templateId: idSchema,
    }),
    z.strictObject({
      type: z
        .literal("ask-ai")
        .describe("Asks for a reply as AI replies are set up; while they are off, the next rule is asked"),
      instructions: liquid(4000).nullable().default(null).describe("Liquid: what the AI is told besides its prompt"),
    }),
  ])
  .meta({ id: "RuleReply", description: "What a rule sends" });

const activeHoursSchema = z
  .strictObject({ timezone: timezoneSchema, windows: z.array(activeWindowSchema).min(1).max(MOST_WINDOWS) })
  .meta({ id: "ActiveHours" });

const MAX_COOLDOWN_SECONDS = 30 * 86_400;
const name = z.string().trim().min(1).max(120);
const channelId = idSchema.nullable().describe("null: every channel");

const ruleFields = {
  name,
  enabled: z.boolean(),
  channelId,
  match: matchSchema,
  reply: replySchema,
  activeHours: activeHoursSchema.nullable().describe("null: always"),
  cooldownSeconds: z
    .int()
    .min(0)
    .max(MAX_COOLDOWN_SECONDS)
    .describe("At least this long between two replies of this rule in one conversation"),
  afterMatch: z.enum(["stop", "continue"]).describe("Whether later rules are still asked once this one matched"),
  appliesToGroups: z.boolean(),
};

export const ruleCreateSchema = z.strictObject({
  ...ruleFields,
  enabled: ruleFields.enabled.default(true),
  channelId: ruleFields.channelId.default(null),
  activeHours: ruleFields.activeHours.default(null),
  cooldownSeconds: ruleFields.cooldownSeconds.default(0),
  afterMatch: ruleFields.afterMatch.default("stop"),
  appliesToGroups: ruleFields.appliesToGroups.default(false),
});

export const ruleUpdateSchema = z.strictObject(ruleFields).partial();

const count = z.int();
const nullableTime = dateTimeSchema.nullable();

export const ruleSchema = z
  .object({
    id: idSchema,
    position: count.describe("Rules are asked in this order"),
    ...ruleFields,
    createdAt: dateTimeSchema,
    updatedAt: dateTimeSchema,
    matchedCount: count,
    repliedCount: count,
    failedCount: count,
    lastMatchedAt: nullableTime,
    lastRepliedAt: nullableTime,
    lastError: z.string().nullable().describe("Why its last failing reply, since it was changed, could not be made"),
    lastErrorAt: nullableTime,
  })
  .meta({ id: "Rule" });

export const ruleStatisticsSchema = z
  .object({
    timezone: z.string().describe("In which the days begin"),
    items: z
      .array(
        z.object({
          ruleId: idSchema,
          ruleName: z.string(),
          days: z
            .array(z.object({ day: z.iso.date(), matched: count, replied: count, failed: count }))
            .describe("Every day, oldest first; the last one is today"),
        }),
      )
      .describe("In the order in which rules are asked"),
  })
  .meta({ id: "RuleStatistics" });

export const orderSchema = z.strictObject({
  ids: z.array(idSchema).max(1000).describe("Every rule's id, each once, in the new order"),
});

const followUpFields = {
  name,
  enabled: z.boolean(),
  channelId,
  delaySeconds: z
    .int()
    .min(1)
    .max(30 * 86_400)
    .describe(
      "Silence of the contact, from their last message. A change holds for messages from then on, unless `timers` says otherwise",
    ),
  text: liquid(MAX_TEMPLATE_LENGTH).describe("Liquid"),
  cancelOnHumanReply: z.boolean().describe("Not sent when a person has replied meanwhile"),
  activeHours: activeHoursSchema
    .nullable()
    .describe("One that is due outside waits until they begin; null: at any time"),
};

export const followUpRuleCreateSchema = z.strictObject({
  ...followUpFields,
  enabled: followUpFields.enabled.default(true),
  channelId: followUpFields.channelId.default(null),
  cancelOnHumanReply: followUpFields.cancelOnHumanReply.default(true),
  activeHours: followUpFields.activeHours.default(null),
});

export const followUpRuleUpdateSchema = z.strictObject({
  ...z.strictObject(followUpFields).partial().shape,
  timers: z
    .enum(["keep", "move"])
    .optional()
    .describe(
      "What becomes of timers set already when delay or hours change: they keep their time (the default), or get the new one",
    ),
});

export const followUpRuleSchema = z
  .object({
    id: idSchema,
    position: count.describe("The first one enabled for the channel counts"),
    ...followUpFields,
    createdAt: dateTimeSchema,
    updatedAt: dateTimeSchema,
    queuedCount: count,
    cancelledCount: count.describe("The contact wrote, a person replied, or the rule was turned off"),
    missedCount: count.describe("Dropped, because found more than an hour after they were due"),
    failedCount: count,
    lastError: z.string().nullable(),
    lastErrorAt: nullableTime,
  })
  .meta({ id: "FollowUpRule" });

export const followUpRuleChangeSchema = followUpRuleSchema
  .extend({
    timers: z
      .object({
        pending: count.describe("Set already by this rule"),
        effect: z
          .enum(["none", "keep", "move"])
          .describe("`move`: they get their new time within moments; `none`: nothing changes for them"),
      })
      .describe("What the change means for timers set already"),
  })
  .meta({ id: "FollowUpRuleChange" });

export const followUpSchema = z
  .object({
    conversationId: idSchema,
    channelId: idSchema,
    ruleId: idSchema,
    ruleName: z.string(),
    triggerAt: dateTimeSchema.describe("The contact's message from which the silence is counted"),
    dueAt: dateTimeSchema,
    contact: z
      .object({ id: idSchema, name: z.string().nullable(), phone: z.string().nullable() })
      .nullable()
      .describe("Needs contacts:read, or is null"),
  })
  .meta({ id: "FollowUp" });

export const followUpCursor = createCursorFormat(z.object({ dueAt: cursorTimeSchema, conversationId: idSchema }));

export const ruleList = pageOf(ruleSchema);
export const followUpRuleList = pageOf(followUpRuleSchema);

export type RuleMatch = z.infer<typeof matchSchema>;
export type RuleReply = z.infer<typeof replySchema>;
export type RuleCreate = z.infer<typeof ruleCreateSchema>;
export type RuleUpdate = z.infer<typeof ruleUpdateSchema>;
export type FollowUpRuleCreate = z.infer<typeof followUpRuleCreateSchema>;
export type FollowUpRuleUpdate = z.infer<typeof followUpRuleUpdateSchema>;
