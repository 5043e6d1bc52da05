/** Shapes of the API of threads and notes. */
import { z } from "zod";
import {
  createCursorFormat,
  cursorTimeSchema,
  dateTimeSchema,
  idSchema,
  rowNumberSchema,
} from "../../platform/http/index.ts";
import { threadMessageSchema } from "../messages/index.ts";

const actorSchema = z
  .object({ kind: z.enum(["user", "api-key"]), id: idSchema, name: z.string().nullable() })
  .meta({ id: "Actor" });

export const noteSchema = z
  .object({
    kind: z.literal("note"),
    id: idSchema,
    conversationId: idSchema,
    at: dateTimeSchema.describe("When it was written"),
    author: actorSchema,
    isOwn: z.boolean().describe("The caller wrote it, and may change and delete it"),
    text: z.string(),
    editedAt: dateTimeSchema.nullable(),
  })
  .meta({ id: "Note", description: "What people tell each other in a conversation; the contact never sees it" });

const groupPersonSchema = z.object({
  contactId: idSchema.nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  isSelf: z.boolean().describe("The channel's own account"),
});

const groupEventSchema = z
  .object({
    change: z.enum(["renamed", "described", "for-admins", "for-everybody", "joined", "left", "promoted", "demoted"]),
    subject: z.string().nullable().describe("The new name"),
    people: z.array(groupPersonSchema).describe("Whom it concerns"),
    by: groupPersonSchema.nullable().describe("Who did it, where that is known"),
  })
  .meta({ id: "GroupEvent" });

const eventSchema = z
  .object({
    kind: z.literal("event"),
    id: rowNumberSchema,
    conversationId: idSchema,
    at: dateTimeSchema,
    event: z.enum(["opened", "closed", "assigned", "unassigned", "group-changed"]),
    actor: actorSchema.nullable().describe("Who did it; null: it followed from a message"),
    assignee: z.object({ id: idSchema, name: z.string().nullable() }).nullable().describe("To whom it was assigned"),
    group: groupEventSchema.nullable().describe("What happened in the group"),
  })
  .meta({ id: "ConversationEvent" });

export const threadItemSchema = z.discriminatedUnion("kind", [threadMessageSchema, noteSchema, eventSchema]);
export type ThreadItem = z.output<typeof threadItemSchema>;

export const threadSchema = z
  .object({
    items: z.array(threadItemSchema).describe("The oldest first"),
    olderCursor: z.string().nullable().describe("For `before`: what lies before the first item"),
    newerCursor: z.string().nullable().describe("For `after`: what lies behind the last item"),
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
  })
  .meta({ id: "Thread" });

const MOST_ITEMS = 200;

const cursor = z.string().min(1).max(1024).optional();
const messageIds = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(idSchema).max(MOST_ITEMS))
  .optional();

export const threadQuery = z
  .strictObject({
    limit: z.coerce.number().int().min(1).max(MOST_ITEMS).default(50).describe("How many items at most"),
    before: cursor.describe("`olderCursor` of what one has"),
    after: cursor.describe("`newerCursor` of what one has"),
    around: idSchema.optional().describe("The id of a message to be in the middle"),
    messageIds: messageIds.describe("Only these messages, separated by commas: to read anew what has changed"),
  })
  .refine(
    ({ before, after, around, messageIds: ids }) =>
      [before, after, around, ids].filter((one) => one !== undefined).length <= 1,
    { error: "give at most one of `before`, `after`, `around` and `messageIds`", path: ["before"] },
  );

export const threadCursor = createCursorFormat(
  z.discriminatedUnion("kind", [
    z.object({ at: cursorTimeSchema, kind: z.literal("message"), id: idSchema }),
    z.object({ at: cursorTimeSchema, kind: z.literal("note"), id: idSchema }),
    z.object({ at: cursorTimeSchema, kind: z.literal("event"), id: rowNumberSchema }),
  ]),
);

const MAX_NOTE = 4_000;
export const noteBodySchema = z.strictObject({ text: z.string().trim().min(1).max(MAX_NOTE) });
