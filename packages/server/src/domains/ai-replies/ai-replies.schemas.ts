/** Shapes of the API. */
import { z } from "zod";
import { createCursorFormat, cursorTimeSchema, dateTimeSchema, idSchema, pageOf } from "../../platform/http/index.ts";
import { MAX_TEMPLATE_LENGTH } from "../templates/index.ts";
import { AI_REPLY_STATES } from "./ai-replies.store.ts";

const url = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an http(s) URL like ${example}` })
    .max(2048)
    .refine((text) => URL.canParse(text) && new URL(text).username === "", "must hold no user name");

const nullableTime = dateTimeSchema.nullable();

const settingFields = {
  isOn: z.boolean(),
  provider: z
    .enum(["openai-compatible", "http-endpoint"])
    .describe("`http-endpoint`: an address of yours is asked for each reply"),
  baseUrl: url("https://api.openai.com/v1").nullable().describe("Of an OpenAI-compatible API, with its version"),
  model: z.string().trim().min(1).max(200).nullable(),
  temperature: z.number().min(0).max(2).nullable().describe("null: the provider's own default"),
  maxTokens: z.int().min(1).max(8192).describe("Of a reply"),
  endpointUrl: url("https://example.com/reply").nullable(),
  prompt: z
    .string()
    .trim()
    .min(1)
    .max(MAX_TEMPLATE_LENGTH)
    .describe("Liquid: what the model is told to be and to know"),
  contextMessages: z.int().min(1).max(50).describe("How many messages of the conversation the provider sees"),
  answers: z
    .enum(["unmatched", "rules"])
    .describe("`unmatched`: messages that no rule matched, and what rules ask for; `rules`: only what rules ask for"),
  channelIds: z.array(idSchema).max(100).nullable().describe("null: on every channel"),
  timeoutSeconds: z.int().min(1).max(120),
  waitSeconds: z.int().min(0).max(60).describe("Messages that follow each other within it are answered together"),
  maxReplyCharacters: z.int().min(50).max(4096).describe("Longer replies are cut at the end of a sentence"),
  limitPerConversationADay: z.int().min(1).max(1000),
  limitADay: z.int().min(1).max(1_000_000).describe("For all conversations together"),
  handOverWords: z
    .array(z.string().trim().min(1).max(60))
    .max(50)
    .describe("A contact whose message holds one of them wants a person"),
  handOverMessage: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .nullable()
    .describe("Sent when a person is to go on; null: nothing"),
  quietMinutesAfterPerson: z.int().min(0).max(10_080).describe("How long a person's reply keeps AI replies silent"),
  resumeAfterHours: z.int().min(1).max(720).describe("How long a conversation that was handed over waits for a person"),
};

const apiKey = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, "must be printable ASCII without blanks")
  .nullable()
  .describe("Never shown again; null: none is needed");

export const aiSettingsChangeSchema = z
  .strictObject({ ...z.strictObject(settingFields).partial().shape, apiKey: apiKey.optional() })
  .meta({ id: "AiSettingsChange" });

export const aiSettingsSchema = z
  .object({
    ...settingFields,
    hasApiKey: z.boolean(),
    hasSigningSecret: z.boolean().describe("It signs what an HTTP endpoint is asked"),
    updatedAt: nullableTime,
  })
  .meta({ id: "AiSettings" });

export const aiTrialRequestSchema = z.strictObject({
  text: z.string().trim().min(1).max(4096).describe("As a contact would write it"),
  history: z
    .array(z.strictObject({ from: z.enum(["contact", "us"]), text: z.string().min(1).max(4096) }))
    .max(50)
    .default([])
    .describe("What was said before, oldest first"),
  instructions: z.string().trim().min(1).max(4000).optional().describe("Liquid: of a rule that asks"),
  settings: aiSettingsChangeSchema.default({}).describe("Tried without being kept"),
});

const count = z.int().nullable();

export const aiTrialSchema = z
  .object({
    outcome: z.enum(["reply", "hand-over", "silence", "failed"]),
    text: z.string().nullable().describe("What the contact would get"),
    reason: z.string().nullable().describe("Why it failed or was handed over"),
    mend: z.string().nullable(),
    tookMs: count,
    model: z.string().nullable(),
    promptTokens: count,
    completionTokens: count,
    system: z.string().nullable().describe("What a model is told, our own rules included"),
  })
  .meta({ id: "AiTrial" });

const contactShown = z
  .object({ id: idSchema, name: z.string().nullable(), phone: z.string().nullable() })
  .nullable()
  .describe("Needs contacts:read, or is null");

export const aiReplySchema = z
  .object({
    id: idSchema,
    conversationId: idSchema,
    channelId: idSchema,
    contactId: idSchema,
    contact: contactShown,
    messageId: idSchema.describe("The contact's message"),
    replyMessageId: idSchema.nullable().describe("Our answer; its source id is `ai-reply:` and this reply's id"),
    ruleId: idSchema.nullable().describe("The rule that wanted it; null: no rule matched"),
    state: z.enum(AI_REPLY_STATES),
    reason: z
      .string()
      .nullable()
      .describe(
        "Why it ended so: turned-off, other-channel, too-late, opted-out, paused, person-replied, handed-over, no-words, asked-for-person, limit-of-conversation, limit-of-day, newer-message, nothing-to-say, provider-handed-over, provider-failed",
      ),
    detail: z.string().nullable().describe("The same for people"),
    attempts: z.int(),
    createdAt: dateTimeSchema,
    askedAt: nullableTime,
    endedAt: nullableTime,
    provider: z.string().nullable(),
    model: z.string().nullable(),
    promptTokens: count,
    completionTokens: count,
    tookMs: count,
  })
  .meta({ id: "AiReply" });

export const aiUsageSchema = z
  .object({
    timezone: z.string().describe("In which the days begin"),
    askedToday: z.int(),
    limitADay: z.int(),
    days: z
      .array(
        z.object({
          day: z.iso.date(),
          answered: z.int(),
          handedOver: z.int(),
          failed: z.int(),
          skipped: z.int(),
          promptTokens: z.int(),
          completionTokens: z.int(),
        }),
      )
      .describe("Oldest first; days without anything are left out"),
  })
  .meta({ id: "AiUsage" });

export const conversationAiSchema = z
  .object({
    state: z.enum(["off", "on", "silent"]).describe("`silent`: on, but a person has this conversation"),
    reason: z.string().nullable().describe("Why it is silent: paused, person-replied, handed-over"),
    detail: z.string().nullable(),
    pausedAt: nullableTime.describe("When a person turned AI replies off here"),
    handedOverAt: nullableTime,
    handOverReason: z.string().nullable(),
  })
  .meta({ id: "ConversationAi" });

export const handOverList = pageOf(
  z
    .object({
      conversationId: idSchema,
      contact: contactShown,
      handedOverAt: dateTimeSchema,
      handOverReason: z.string().nullable(),
      hasPersonCome: z.boolean().describe("A person has replied since"),
    })
    .meta({ id: "AiHandOver" }),
);

export const aiReplyList = pageOf(aiReplySchema);
export const aiReplyCursor = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));
