import { z } from "zod";
import { getActor } from "../../platform/actor.ts";
import { ChasquiError } from "../../platform/errors.ts";
import {
  getPrincipal,
  type HttpApp,
  idParams,
  idSchema,
  type Principal,
  pageOf,
  toPage,
} from "../../platform/http/index.ts";
import { placeOf } from "./conversation-list.store.ts";
import type { ConversationView } from "./conversation-views.ts";
import {
  conversationCursor,
  conversationDetailSchema,
  conversationListQuery,
  conversationSchema,
  conversationsChangeSchema,
  conversationUpdateSchema,
  unreadCountsSchema,
} from "./conversations.schemas.ts";
import type { ConversationsService } from "./conversations.service.ts";
import type { ReadReceipts } from "./read-receipts.ts";

const READ = { access: { scope: "conversations:read" } } as const;
const WRITE = { access: { scope: "conversations:write" } } as const;
const tags = ["conversations"];

export interface ConversationRoutesDeps {
  readonly service: ConversationsService;
  readonly readReceipts: ReadReceipts;
  readonly readReceiptPolicy: () => "on-open" | "on-reply" | "never";
}

export function registerConversationRoutes(app: HttpApp, deps: ConversationRoutesDeps): void {
  registerReading(app, deps);
  registerChanging(app, deps);
}

function registerReading(app: HttpApp, { service }: ConversationRoutesDeps): void {
  app.get(
    "/api/v1/conversations",
    {
      config: READ,
      schema: {
        operationId: "listConversations",
        tags,
        summary: "List conversations",
        description:
          "A page goes on where the one before ended, also when conversations move to the front meanwhile. A search finds a message a moment after it came.",
        querystring: conversationListQuery,
        response: { 200: pageOf(conversationSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, sort, state, assigned, unread, window, ...query } = request.query;
      const principal = getPrincipal(request);
      const after = cursor === undefined ? undefined : conversationCursor.decode(cursor);
      if (after && after.sort !== sort) throw new CursorOfAnotherOrder();
      const rows = await service.list(
        {
          ...query,
          assignedUserId: assigned === undefined ? undefined : assigneeOf(assigned, principal),
          isOpen: state === undefined ? undefined : state === "open",
          isUnread: unread,
          isWindowOpen: window === undefined ? undefined : window === "open",
        },
        { limit: limit + 1, sort, after },
        principal.allows("messages:read"),
      );
      const page = toPage(rows, limit, ({ conversation }) =>
        conversationCursor.encode({ sort, ...placeOf(conversation, sort) }),
      );
      return { ...page, items: page.items.map(present) };
    },
  );

  app.get(
    "/api/v1/conversations/unread-counts",
    {
      config: READ,
      schema: {
        operationId: "countUnreadConversations",
        tags,
        summary: "How many conversations somebody has yet to read",
        response: { 200: unreadCountsSchema },
      },
    },
    (request) => {
      const { kind, id } = getPrincipal(request);
      return service.countUnread(kind === "user" ? id : null);
    },
  );

  app.get(
    "/api/v1/conversations/:id",
    {
      config: READ,
      schema: {
        operationId: "getConversation",
        tags,
        summary: "One conversation, with what may be written in it",
        params: idParams,
        response: { 200: conversationDetailSchema },
      },
    },
    async (request) => detailOf(service, request.params.id, getPrincipal(request)),
  );
}

function registerChanging(app: HttpApp, { service, readReceipts, readReceiptPolicy }: ConversationRoutesDeps): void {
  app.patch(
    "/api/v1/conversations/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateConversation",
        tags,
        summary: "Open, close or assign a conversation",
        description: "A closed one is open again with the contact's next message.",
        params: idParams,
        body: conversationUpdateSchema,
        response: { 200: conversationDetailSchema },
      },
    },
    async (request) => {
      const { state, assigneeId, isRead } = request.body;
      const change = { isOpen: state && state === "open", assignedUserId: assigneeId, isRead };
      await service.change([request.params.id], change, getActor(request));
      return detailOf(service, request.params.id, getPrincipal(request));
    },
  );

  app.post(
    "/api/v1/conversations/changes",
    {
      config: WRITE,
      schema: {
        operationId: "changeConversations",
        tags,
        summary: "Change many conversations at once, all or none",
        body: conversationsChangeSchema,
        response: { 204: z.undefined().describe("Changed") },
      },
    },
    async (request, reply) => {
      const { ids, state, assigneeId, ...rest } = request.body;
      const change = { ...rest, isOpen: state && state === "open", assignedUserId: assigneeId };
      await service.change(ids, change, getActor(request));
      reply.code(204);
    },
  );

  const tagParams = z.strictObject({ id: idSchema, tagId: idSchema });
  const tagActions = [
    { method: "PUT", operationId: "addConversationTag", summary: "Give a conversation a tag", change: "addTagId" },
    {
      method: "DELETE",
      operationId: "removeConversationTag",
      summary: "Take a tag from a conversation",
      change: "removeTagId",
    },
  ] as const;
  for (const { method, operationId, summary, change } of tagActions) {
    app.route({
      method,
      url: "/api/v1/conversations/:id/tags/:tagId",
      config: WRITE,
      schema: { operationId, tags, summary, params: tagParams, response: { 200: conversationDetailSchema } },
      handler: async (request) => {
        const { id, tagId } = request.params;
        await service.change([id], { [change]: tagId }, getActor(request));
        return detailOf(service, id, getPrincipal(request));
      },
    });
  }

  app.post(
    "/api/v1/conversations/:id/read",
    {
      config: WRITE,
      schema: {
        operationId: "markConversationRead",
        tags,
        summary:
          "Mark a conversation read, and show the contact that it was; optionally, that an answer is being typed",
        description: "It is read in the inbox even when WhatsApp does not take the receipt.",
        params: idParams,
        body: z.strictObject({
          upToMessageId: idSchema
            .optional()
            .describe("The last message that was seen: what came after it stays unread"),
          receipt: z
            .boolean()
            .optional()
            .describe("Whether the contact is shown it. Default: as the setting readReceipts says"),
          typing: z
            .boolean()
            .default(false)
            .describe(
              "Shows “typing…” until a reply is sent or 25 s pass. Only where the contact is shown that it was read",
            ),
        }),
        response: {
          200: z.object({
            marked: z.boolean().describe("Whether the contact is shown it; false when there was nothing to mark"),
          }),
        },
      },
    },
    async ({ params, body: { upToMessageId, receipt, typing } }) => {
      await service.markRead(params.id, upToMessageId);
      const isShown = receipt ?? readReceiptPolicy() === "on-open";
      return { marked: isShown && (await readReceipts.markRead(params.id, typing)) };
    },
  );
}

class CursorOfAnotherOrder extends ChasquiError {
  constructor() {
    super("invalid", "cursor-invalid", "The cursor is of a list in another order.", {
      mend: "Leave the cursor out to begin again.",
    });
  }
}

class NobodyIsMe extends ChasquiError {
  constructor() {
    super("invalid", "nobody-is-me", "An API key has no conversations of its own.", { mend: "Give the id of a user." });
  }
}

function assigneeOf(assigned: string, { kind, id }: Principal): string | null {
  if (assigned === "nobody") return null;
  if (assigned !== "me") return assigned;
  if (kind !== "user") throw new NobodyIsMe();
  return id;
}

function present({ isOpen, assignedUserId: _, ...view }: ConversationView) {
  return { ...view, state: isOpen ? ("open" as const) : ("closed" as const) };
}

async function detailOf(service: ConversationsService, id: string, principal: Principal) {
  const { composer, ...view } = await service.get(id, principal.allows("messages:read"));
  return { ...present(view), composer };
}
