/** What goes in and out of the virtual phone's API. */
import { z } from "zod";
import { MAX_TEXT_LENGTH } from "../../channels/content.ts";
import { SANDBOX_FAILURES } from "../../channels/sandbox-phone.ts";
import { dateTimeSchema, idSchema } from "../../platform/http/index.ts";

const caption = z.string().max(1024).optional();
const mediaId = z.uuid().describe("Of a file uploaded to /api/v1/media");
const file = <Type extends string>(type: Type) =>
  z.strictObject({
    type: z.literal(type),
    mediaId,
    caption,
    filename: z.string().min(1).max(240).optional(),
    voice: z.boolean().optional(),
  });
const messageId = idSchema.describe("Of a message of this chat, as the phone lists it");

export const writtenSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(MAX_TEXT_LENGTH) }),
  file("image"),
  file("video"),
  file("audio"),
  file("document"),
  file("sticker"),
  z.strictObject({
    type: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(1000).optional(),
    address: z.string().max(1000).optional(),
  }),
  z
    .strictObject({ type: z.literal("tap"), messageId, optionId: z.string().min(1).max(256) })
    .describe("Taps a button, or chooses a row of a list"),
  z.strictObject({
    type: z.literal("reaction"),
    messageId,
    emoji: z.string().max(16).describe("Empty: takes the reaction back"),
  }),
]);
export type Written = z.infer<typeof writtenSchema>;

export const writeSchema = z.strictObject({
  content: writtenSchema,
  authorId: idSchema.optional().describe("In a group: the member who writes"),
  quotedMessageId: messageId.optional().describe("The message it answers"),
});
export type WriteInput = z.infer<typeof writeSchema>;

const name = z.string().trim().min(1).max(100);
const channelId = idSchema.optional().describe("Needed where there are several sandbox channels");

export const newPersonSchema = z.strictObject({
  channelId,
  name: name.optional().describe("Left out: one is made up"),
  phone: z.string().max(40).optional().describe("Left out: one is made up that is nobody's"),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

const memberIds = z.array(idSchema).min(1).max(50);
export const newGroupSchema = z.strictObject({ channelId, name, memberIds });
export type NewGroup = z.infer<typeof newGroupSchema>;

export const chatChangeSchema = z.strictObject({
  name: name.optional(),
  isOnline: z.boolean().optional().describe("Off: what is sent waits with one tick"),
  hasBlocked: z
    .boolean()
    .optional()
    .describe("The person has blocked the business: nothing arrives, and nothing says so"),
  isOnWhatsapp: z.boolean().optional().describe("Off: sending fails, nobody on WhatsApp has the number"),
  memberIds: memberIds.optional().describe("Of a group"),
});
export type ChatChangeInput = z.infer<typeof chatChangeSchema>;

const failureKind = z.enum(SANDBOX_FAILURES);

export const failuresSchema = z.strictObject({
  kind: failureKind.describe(
    "refused: for good · try-again, too-fast, too-fast-to-contact, unreachable: tried again soon · later: in a minute · lost: no answer, and it does " +
      "not arrive · answer-lost: no answer, but it arrives · slow: takes 5 s · not-on-whatsapp · fails-later: accepted, then reported as failed · " +
      "access-revoked: the channel stops",
  ),
  times: z.int().min(1).max(20).default(1).describe("How many of the next messages"),
});

export const MAX_FAST_FORWARD_SECONDS = 90 * 86_400;
export const fastForwardSchema = z
  .strictObject({
    seconds: z.int().min(1).max(MAX_FAST_FORWARD_SECONDS).optional(),
    until: dateTimeSchema
      .optional()
      .describe("Instead of `seconds`: a time by the server's clock; what is due then comes now"),
  })
  .refine(({ seconds, until }) => (seconds === undefined) !== (until === undefined), {
    error: "give either `seconds` or `until`",
    path: ["seconds"],
  });
export type FastForward = z.output<typeof fastForwardSchema>;

const contentSchema = z.record(z.string(), z.unknown());

export const chatSchema = z
  .object({
    id: idSchema,
    channelId: idSchema,
    isGroup: z.boolean(),
    name: z.string().nullable(),
    address: z.string().describe("Phone number with +, or the group's id"),
    memberIds: z.array(idSchema).describe("Of a group"),
    isOnline: z.boolean(),
    hasBlocked: z.boolean(),
    isOnWhatsapp: z.boolean(),
    isBusinessTyping: z.boolean(),
    unreadCount: z.int().describe("What the business wrote and nobody has opened"),
    lastMessage: z
      .object({ id: idSchema, authorId: idSchema.nullable(), type: z.string(), content: contentSchema })
      .nullable(),
    failures: z.array(failureKind).describe("How the next messages to it will fail, in this order"),
    conversationId: idSchema.nullable().describe("The same chat as the business has it, once there is one"),
    activeAt: dateTimeSchema,
  })
  .meta({ id: "SandboxChat" });

export const phoneMessageSchema = z
  .object({
    id: idSchema,
    chatId: idSchema,
    authorId: idSchema.nullable().describe("Null: the business"),
    messageId: idSchema.nullable().describe("What the business calls it, where it wrote it"),
    type: z.string(),
    content: contentSchema,
    quotedId: idSchema.nullable(),
    state: z
      .enum(["accepted", "sent", "delivered", "read", "failed"])
      .describe("Its tick; read of a person's message: the business has seen it"),
    reactions: z.array(z.object({ authorId: idSchema.nullable(), emoji: z.string() })),
    createdAt: dateTimeSchema,
    deliveredAt: dateTimeSchema.nullable(),
    readAt: dateTimeSchema.nullable(),
  })
  .meta({ id: "SandboxMessage" });
