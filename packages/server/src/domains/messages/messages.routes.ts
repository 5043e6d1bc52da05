import { z } from "zod";
import {
  getPrincipal,
  type HttpApp,
  idempotencyHeaders,
  idParams,
  idSchema,
  type Principal,
  pageOf,
  pageQueryFields,
  toPage,
} from "../../platform/http/index.ts";
import { toWordQuery } from "../contacts/index.ts";
import { isGroupAddress } from "../groups/index.ts";
import { tellHistory } from "./explanation/history.rules.ts";
import {
  MESSAGE_STATES,
  messageDetailSchema,
  messageSchema,
  SOURCE_KINDS,
  sendBodySchema,
  timeCursor,
} from "./messages.schemas.ts";
import type { MessagesService, SendRequest } from "./messages.service.ts";
import type { Message } from "./messages.store.ts";

const READ = { access: { scope: "messages:read" } } as const;
const SEND = { access: { scope: "messages:send" } } as const;

export function registerMessageRoutes(app: HttpApp, service: MessagesService): void {
  app.post(
    "/api/v1/messages",
    {
      config: SEND,
      schema: {
        operationId: "sendMessage",
        tags: ["messages"],
        summary: "Send a message",
        description:
          "Queues one message. It is sent, or ends in a final state with a reason. Repeating an Idempotency-Key answers the first message.",
        headers: idempotencyHeaders,
        body: sendBodySchema,
        response: { 202: messageSchema },
      },
    },
    async (request, reply) => {
      const { to, conversationId, groupId, text, content, ...rest } = request.body;
      const message = await service.send({
        ...rest,
        to: destinationOf({ to, conversationId, groupId }),
        content: content ?? { type: "text", text: text as string },
        source: sourceOf(getPrincipal(request)),
        idempotencyKey: request.headers["idempotency-key"],
      });
      return reply.code(202).send(present(message));
    },
  );

  app.get(
    "/api/v1/messages",
    {
      config: READ,
      schema: {
        operationId: "listMessages",
        tags: ["messages"],
        summary: "List messages, latest first",
        querystring: z.strictObject({
          ...pageQueryFields,
          conversationId: idSchema.optional(),
          channelId: idSchema.optional(),
          direction: z.enum(["inbound", "outbound"]).optional(),
          state: z.enum(MESSAGE_STATES).optional(),
          source: z.enum(SOURCE_KINDS).optional(),
          search: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .optional()
            .describe(
              "Words, each at least begun, without regard to case and accents; found a moment after the message came",
            ),
        }),
        response: { 200: pageOf(messageSchema) },
      },
    },
    async ({ query: { limit, cursor, source, search, ...filter } }) => {
      const after = cursor === undefined ? undefined : timeCursor.decode(cursor);
      const words = search === undefined ? undefined : toWordQuery(search);
      if (search !== undefined && words === undefined) return { items: [], nextCursor: null };
      const rows = await service.list({ ...filter, sourceKind: source, words }, { limit: limit + 1, after });
      return toPage(rows.map(present), limit, (last) =>
        timeCursor.encode({ at: last.createdAt.toISOString(), id: last.id }),
      );
    },
  );

  app.get(
    "/api/v1/messages/:id",
    {
      config: READ,
      schema: {
        operationId: "getMessage",
        tags: ["messages"],
        summary: "One message with its history",
        params: idParams,
        response: { 200: messageDetailSchema },
      },
    },
    async ({ params }) => {
      // One after the other, so that the message is never older than its history.
      const decisions = await service.decisions(params.id);
      const message = await service.get(params.id);
      return { ...present(message), history: tellHistory(message, decisions) };
    },
  );

  const actions = {
    cancel: "Cancel a message that is not out yet",
    retry: "Send again what failed, expired, was cancelled, or whose outcome is unknown",
    hold: "Hold a queued message until it is released",
    release: "Release a held message",
  } as const;
  for (const [action, summary] of Object.entries(actions) as Array<[keyof typeof actions, string]>) {
    app.post(
      `/api/v1/messages/:id/${action}`,
      {
        config: SEND,
        schema: {
          operationId: `${action}Message`,
          tags: ["messages"],
          summary,
          params: idParams,
          response: { 200: messageSchema },
        },
      },
      async (request) => present(await service[action]((request.params as { id: string }).id)),
    );
  }
}

/** One of them is given. */
function destinationOf(given: {
  to?: string | undefined;
  conversationId?: string | undefined;
  groupId?: string | undefined;
}): SendRequest["to"] {
  const { to = "", conversationId, groupId } = given;
  if (conversationId !== undefined) return { conversationId };
  if (groupId !== undefined) return { groupId };
  return isGroupAddress(to.trim()) ? { group: to.trim() } : { phone: to };
}

/** What people send by hand is theirs, wherever they do so. */
function sourceOf({ kind, id }: Principal): SendRequest["source"] {
  return { kind: kind === "user" ? "inbox" : "api", id };
}

function present({ sourceKind, sourceId, ...message }: Message) {
  return {
    ...message,
    source: sourceKind === null ? null : { kind: sourceKind, id: sourceId },
    error: message.error ?? null,
  };
}
