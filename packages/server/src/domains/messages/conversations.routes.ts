import { z } from "zod";
import type { Db } from "../../platform/db/index.ts";
import { type HttpApp, idParams, idSchema, pageOf, pageQueryFields, toPage } from "../../platform/http/index.ts";
import { findConversation, listConversations } from "./conversations.store.ts";
import { ConversationUnknown } from "./messages.errors.ts";
import { conversationSchema, timeCursor } from "./messages.schemas.ts";
import type { ReadReceipts } from "./read-receipts.ts";

const READ = { access: { scope: "conversations:read" } } as const;
const WRITE = { access: { scope: "conversations:write" } } as const;

export function registerConversationRoutes(app: HttpApp, deps: { db: Db; readReceipts: ReadReceipts }): void {
  app.get(
    "/api/v1/conversations",
    {
      config: READ,
      schema: {
        operationId: "listConversations",
        tags: ["conversations"],
        summary: "List conversations, the latest message first",
        querystring: z.strictObject({
          ...pageQueryFields,
          channelId: idSchema.optional(),
          contactId: idSchema.optional(),
        }),
        response: { 200: pageOf(conversationSchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const after = cursor === undefined ? undefined : timeCursor.decode(cursor);
      const rows = await listConversations(deps.db, filter, { limit: limit + 1, after });
      return toPage(rows, limit, (last) => timeCursor.encode({ at: last.lastMessageAt.toISOString(), id: last.id }));
    },
  );

  app.get(
    "/api/v1/conversations/:id",
    {
      config: READ,
      schema: {
        operationId: "getConversation",
        tags: ["conversations"],
        summary: "One conversation",
        params: idParams,
        response: { 200: conversationSchema },
      },
    },
    async ({ params }) => {
      const conversation = await findConversation(deps.db, params.id);
      if (!conversation) throw new ConversationUnknown();
      return conversation;
    },
  );

  app.post(
    "/api/v1/conversations/:id/read",
    {
      config: WRITE,
      schema: {
        operationId: "markConversationRead",
        tags: ["conversations"],
        summary: "Show the contact that their messages were read, and optionally that an answer is being typed",
        params: idParams,
        body: z.strictObject({
          typing: z.boolean().default(false).describe("Shows “typing…” until a reply is sent or 25 s pass"),
        }),
        response: { 200: z.object({ marked: z.boolean().describe("False when there was nothing to mark") }) },
      },
    },
    async ({ params, body }) => ({ marked: await deps.readReceipts.markRead(params.id, body.typing) }),
  );
}
