/** A message as a thread shows it. */
import { z } from "zod";
import { dateTimeSchema, idSchema, particularsSchema } from "../../../platform/http/index.ts";
import { MESSAGE_STATES, SOURCE_KINDS } from "../messages.schemas.ts";
import { MESSAGE_ACTIONS } from "./message-actions.rules.ts";

const nullableTime = dateTimeSchema.nullable();

export const sendErrorSchema = z
  .object({
    code: z.string().describe("Stable: what programs decide on"),
    title: z.string().describe("What happened, in plain words"),
    detail: z.string().nullable().describe("What the platform said of it"),
    mend: z.string().nullable().describe("What a person can do"),
    particulars: particularsSchema.optional(),
  })
  .meta({ id: "SendError" });

const messageSourceSchema = z
  .object({
    kind: z.enum(SOURCE_KINDS),
    id: z.string().nullable().describe("Of the user, API key, rule …"),
    name: z.string().nullable(),
  })
  .meta({ id: "MessageSource", description: "Why a message of ours exists" });

const mediaSchema = z
  .object({
    id: idSchema,
    url: z.string().describe("Where the file is: a path of this server; needs media:read"),
    mime: z.string(),
    size: z.number(),
    filename: z.string().nullable(),
  })
  .meta({ id: "MessageMedia" });

const authorSchema = z
  .object({ contactId: idSchema, name: z.string().nullable(), phone: z.string().nullable() })
  .nullable()
  .describe("In a group: who wrote it; null elsewhere, where it is the contact or us");

export const threadMessageSchema = z
  .object({
    kind: z.literal("message"),
    id: idSchema,
    conversationId: idSchema,
    at: dateTimeSchema.describe("When it was written (inbound) or queued (outbound)"),
    direction: z.enum(["inbound", "outbound"]),
    author: authorSchema,
    type: z.string(),
    text: z.string().nullable().describe("Its words: text, caption or body; null when it has none or was taken back"),
    content: z.record(z.string(), z.unknown()).describe("All of it; of a message that was taken back only the type"),
    media: mediaSchema.nullable(),
    mediaState: z
      .enum(["none", "there", "fetching", "failed"])
      .describe("Of a file it shows: here, still being fetched from WhatsApp, or not to be had"),
    mediaError: sendErrorSchema.nullable(),
    quoted: z
      .object({
        providerId: z.string(),
        message: z
          .object({
            id: idSchema,
            direction: z.enum(["inbound", "outbound"]),
            author: authorSchema,
            type: z.string(),
            text: z.string().nullable(),
            createdAt: dateTimeSchema,
            revokedAt: nullableTime,
          })
          .nullable()
          .describe("null: we don't have it"),
      })
      .nullable()
      .describe("The message it answers"),
    reactions: z.array(
      z.object({
        emoji: z.string(),
        count: z.int(),
        contactIds: z.array(idSchema),
        isOurs: z.boolean().describe("We are among them"),
      }),
    ),
    ownReaction: z
      .object({
        messageId: idSchema,
        emoji: z.string(),
        state: z.enum(MESSAGE_STATES),
        error: sendErrorSchema.nullable(),
      })
      .nullable()
      .describe("The last reaction sent from here, and what became of it; an empty emoji takes one back"),
    state: z.enum(MESSAGE_STATES),
    error: sendErrorSchema.nullable().describe("Why it was not sent"),
    source: messageSourceSchema.nullable(),
    actions: z
      .array(z.enum(MESSAGE_ACTIONS))
      .describe("What a person may do with it now: POST /messages/{id}/{action}"),
    providerId: z.string().nullable(),
    sendAt: nullableTime.describe("When it may go out, while it is queued"),
    dispatchedAt: nullableTime,
    acceptedAt: nullableTime,
    sentAt: nullableTime,
    deliveredAt: nullableTime,
    readAt: nullableTime,
    playedAt: nullableTime,
    endedAt: nullableTime.describe("When it failed, expired or was cancelled"),
    editedAt: nullableTime,
    revokedAt: nullableTime,
  })
  .meta({ id: "ThreadMessage" });

export type ThreadMessage = z.output<typeof threadMessageSchema>;
