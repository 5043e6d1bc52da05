/** Shapes of the API. */
import { z } from "zod";
import { messageContentSchema } from "../../channels/content.ts";
import { createCursorFormat, cursorTimeSchema, dateTimeSchema, idSchema } from "../../platform/http/index.ts";

export const SOURCE_KINDS = [
  "api",
  "inbox",
  "autoreply",
  "follow-up",
  "reminder",
  "rotation",
  "campaign",
  "hook",
  "phone",
] as const;
export const MESSAGE_STATES = [
  "received",
  "queued",
  "held",
  "sending",
  "unknown",
  "accepted",
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
  "cancelled",
  "expired",
] as const;

export const sendBodySchema = z
  .strictObject({
    channelId: idSchema.optional().describe("Which channel sends it; may be left out where there is only one"),
    to: z
      .string()
      .min(3)
      .max(80)
      .optional()
      .describe(
        "The recipient's phone number with + and country code, or the `address` of a group (such as 120363040000000000@g.us)",
      ),
    conversationId: idSchema.optional().describe("Instead of `to`: the conversation to write in"),
    groupId: idSchema.optional().describe("Instead of `to`: the group to write to, of GET /channels/{id}/groups"),
    text: z.string().min(1).max(4096).optional().describe("Short for a content of type text"),
    content: messageContentSchema.optional(),
    sendAt: dateTimeSchema.optional().describe("Not before this time"),
    expiresAt: dateTimeSchema.optional().describe("Not after this time: it then ends as `expired`"),
    quotedProviderId: z.string().min(1).max(512).optional().describe("The provider id of the message this one quotes"),
  })
  .refine(({ to, conversationId, groupId }) => [to, conversationId, groupId].filter(isGiven).length === 1, {
    error: "give one of `to`, `conversationId` and `groupId`",
    path: ["to"],
  })
  .refine((body) => (body.text === undefined) !== (body.content === undefined), {
    error: "give either `text` or `content`",
    path: ["content"],
  });

function isGiven(value: unknown): boolean {
  return value !== undefined;
}

const nullableTime = dateTimeSchema.nullable();

export const messageSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  channelId: idSchema,
  direction: z.enum(["inbound", "outbound"]),
  to: z.string().describe("The other side's address on the channel"),
  authorId: idSchema.nullable().describe("In a group: the contact who wrote it"),
  type: z.string(),
  content: z.record(z.string(), z.unknown()),
  source: z
    .object({ kind: z.enum(SOURCE_KINDS), id: z.string().nullable() })
    .nullable()
    .describe("Why it exists; null for inbound"),
  state: z.enum(MESSAGE_STATES),
  providerId: z.string().nullable().describe("The platform's own id"),
  quotedProviderId: z.string().nullable(),
  createdAt: dateTimeSchema.describe("When it was written (inbound) or queued (outbound)"),
  sendAt: nullableTime.describe("When it may go out, while it is queued"),
  dispatchedAt: nullableTime,
  acceptedAt: nullableTime,
  sentAt: nullableTime,
  deliveredAt: nullableTime,
  readAt: nullableTime,
  playedAt: nullableTime,
  endedAt: nullableTime.describe("When it failed, expired or was cancelled"),
  editedAt: nullableTime.describe("When its author changed it"),
  revokedAt: nullableTime.describe("When its author took it back"),
  reactions: z
    .array(z.object({ contactId: idSchema.nullable(), emoji: z.string(), at: z.string() }))
    .describe("One a person; contactId is null for our own"),
  error: z.unknown().describe("Why it failed, in plain words, with what can be done"),
});

export const messageDetailSchema = messageSchema.extend({
  history: z
    .array(z.object({ at: dateTimeSchema, kind: z.string(), detail: z.unknown() }))
    .describe("Every decision taken on it, oldest first: why it was sent, held, retried or not sent"),
});

/** A place in a list ordered by a time and an id. */
export const timeCursor = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));
