/** Shapes of the API of conversations. */
import { z } from "zod";
import {
  createCursorFormat,
  cursorTimeSchema,
  dateTimeSchema,
  idSchema,
  pageQueryFields,
} from "../../platform/http/index.ts";
import { CONVERSATION_SORTS } from "./conversation-list.store.ts";
import { MESSAGE_STATES, SOURCE_KINDS } from "./messages.schemas.ts";

const nullableTime = dateTimeSchema.nullable();

const windowSchema = z
  .object({
    state: z
      .enum(["none", "open", "closed", "unknown"])
      .describe(
        "none: the channel has no such rule; closed: templates only; unknown: the contact never wrote, WhatsApp decides",
      ),
    expiresAt: nullableTime,
  })
  .meta({ id: "ServiceWindow", description: "Until when free-form messages are allowed" });

const messagePreviewSchema = z
  .object({
    id: idSchema,
    direction: z.enum(["inbound", "outbound"]),
    type: z.string(),
    text: z.string().nullable().describe("The beginning of its words; null: it has none, or was taken back"),
    state: z.enum(MESSAGE_STATES),
    sourceKind: z.enum(SOURCE_KINDS).nullable(),
    author: z.string().nullable().describe("In a group: the name, or else the number, of the contact who wrote it"),
    createdAt: dateTimeSchema,
    revokedAt: nullableTime,
  })
  .meta({ id: "MessagePreview" });

const conversationFields = {
  id: idSchema,
  channelId: idSchema,
  address: z.string().describe("How the other side is reached on the channel: a phone, an id, or a group's id"),
  contactId: idSchema.nullable(),
  contact: z
    .object({ id: idSchema, name: z.string().nullable(), phone: z.string().nullable(), tagIds: z.array(idSchema) })
    .nullable()
    .describe("Whom it is with; null for a group. Its id may differ from contactId where contacts were merged"),
  isGroup: z.boolean(),
  group: z
    .object({ id: idSchema, subject: z.string(), participantCount: z.int() })
    .nullable()
    .describe("The group it is with; null also for one of which nothing is known"),
  state: z
    .enum(["open", "closed"])
    .describe("open: from the contact's message, or a person's, until a person closes it"),
  openedAt: nullableTime.describe("null: only rules and campaigns wrote in it"),
  closedAt: nullableTime.describe("When it was last closed"),
  assignee: z.object({ id: idSchema, name: z.string().nullable() }).nullable(),
  unreadCount: z.int().describe("Messages of the contact that nobody has seen in the inbox"),
  waitingSince: nullableTime.describe("Since when the contact waits for a person's answer"),
  tagIds: z.array(idSchema),
  windowExpiresAt: nullableTime.describe("Until then free-form messages are allowed; null: not known"),
  window: windowSchema,
  isChannelThere: z.boolean().describe("False: its channel was removed"),
  lastInboundAt: nullableTime,
  lastOutboundAt: nullableTime,
  lastMessageAt: dateTimeSchema,
  lastMessage: messagePreviewSchema.nullable().describe("Needs messages:read, or is null"),
  match: messagePreviewSchema.nullable().describe("The newest message that has the words searched for"),
  createdAt: dateTimeSchema,
};

export const conversationSchema = z.object(conversationFields).meta({ id: "Conversation" });

export const conversationDetailSchema = z
  .object({
    ...conversationFields,
    composer: z
      .object({
        mode: z.enum(["any", "templates", "nothing"]),
        reason: z.object({ code: z.string(), title: z.string(), mend: z.string().nullable() }).nullable(),
      })
      .describe("What may be written in it now, and why not more"),
  })
  .meta({ id: "ConversationDetail" });

const MOST_AT_ONCE = 200;

export const conversationListQuery = z.strictObject({
  ...pageQueryFields,
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe(
      "Words of the contact's or the group's name, or of a message, each at least begun, without regard to case and accents; or a phone number in any writing, or its beginning or end",
    ),
  channelId: idSchema.optional(),
  contactId: idSchema.optional(),
  state: z.enum(["open", "closed"]).optional(),
  assigned: z
    .union([z.enum(["me", "nobody"]), idSchema])
    .optional()
    .describe("To whom: the caller, nobody, or a user's id"),
  unread: z.stringbool().optional().describe("Whether there is something that nobody has read"),
  tagId: idSchema.optional().describe("Conversations with this tag"),
  contactTagId: idSchema.optional().describe("Conversations with contacts that have this tag"),
  window: z.enum(["open", "closed"]).optional().describe("Whether the service window is open, where there is one"),
  ids: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(idSchema).max(MOST_AT_ONCE))
    .optional()
    .describe("Only these, separated by commas: to read anew what has changed, as far as it still fits the rest"),
  sort: z
    .enum(CONVERSATION_SORTS)
    .default("latest")
    .describe(
      "latest or oldest message first; waiting: who has waited longest for a person's answer; window: whose service window closes next",
    ),
});

export const conversationUpdateSchema = z.strictObject({
  state: z.enum(["open", "closed"]).optional(),
  assigneeId: idSchema.nullable().optional().describe("To which user; null: to nobody"),
  isRead: z.boolean().optional().describe("Within our inbox only; POST …/read tells the contact, too"),
});

export const conversationsChangeSchema = conversationUpdateSchema.extend({
  ids: z.array(idSchema).min(1).max(MOST_AT_ONCE),
  addTagId: idSchema.optional(),
  removeTagId: idSchema.optional(),
});

export const unreadCountsSchema = z
  .object({
    all: z.int(),
    mine: z.int().describe("Assigned to the caller"),
    unassigned: z.int(),
  })
  .meta({
    id: "UnreadCounts",
    description: "Conversations that somebody has yet to read; 1000 stands for 1000 or more",
  });

export const conversationCursor = createCursorFormat(
  z.object({ sort: z.enum(CONVERSATION_SORTS), at: cursorTimeSchema, id: idSchema }),
);
