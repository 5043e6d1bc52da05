import { z } from "zod";
import { dateTimeSchema, getPrincipal, type HttpApp, idParams, idSchema, pageOf } from "../../platform/http/index.ts";
import { MAX_TEMPLATE_LENGTH } from "../templates/index.ts";
import type { QuickRepliesService } from "./quick-replies.service.ts";

const READ = { access: { scope: "quick-replies:read" } } as const;
const WRITE = { access: { scope: "quick-replies:write" } } as const;
const tags = ["quick-replies"];

const quickReplySchema = z
  .object({
    id: idSchema,
    shortcut: z.string(),
    text: z.string(),
    mediaId: idSchema.nullable(),
    createdAt: dateTimeSchema,
    updatedAt: dateTimeSchema,
  })
  .meta({ id: "QuickReply" });

const shortcut = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u, "must be one word of letters, digits, . _ and -")
  .describe("What one types to have it, without the / before it");
const text = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TEMPLATE_LENGTH)
  .describe('Liquid: `Hello {{ contact.firstName | default: "there" }}, this is {{ agent.name }}`');
const mediaId = idSchema.nullable().describe("A file to go with it, uploaded to /api/v1/media");

export function registerQuickReplyRoutes(app: HttpApp, service: QuickRepliesService): void {
  registerReading(app, service);
  registerChanging(app, service);
}

function registerReading(app: HttpApp, service: QuickRepliesService): void {
  app.get(
    "/api/v1/quick-replies",
    {
      config: READ,
      schema: {
        operationId: "listQuickReplies",
        tags,
        summary: "List the texts that people answer with often, by shortcut",
        response: { 200: pageOf(quickReplySchema) },
      },
    },
    async () => ({ items: await service.list(), nextCursor: null }),
  );

  app.get(
    "/api/v1/quick-replies/:id",
    {
      config: READ,
      schema: {
        operationId: "getQuickReply",
        tags,
        summary: "One quick reply",
        params: idParams,
        response: { 200: quickReplySchema },
      },
    },
    ({ params }) => service.get(params.id),
  );

  app.post(
    "/api/v1/quick-replies/:id/render",
    {
      // It makes a text and changes nothing.
      config: { ...READ, audit: false },
      schema: {
        operationId: "renderQuickReply",
        tags,
        summary: "A quick reply as it would be sent in a conversation; sends nothing",
        params: idParams,
        body: z.strictObject({ conversationId: idSchema }),
        response: {
          200: z.object({
            text: z.string(),
            mediaId: idSchema.nullable(),
            missing: z.array(z.string()).readonly().describe("Names it prints that have no value here"),
          }),
        },
      },
    },
    (request) => service.render(request.params.id, request.body.conversationId, getPrincipal(request).name),
  );
}

function registerChanging(app: HttpApp, service: QuickRepliesService): void {
  app.post(
    "/api/v1/quick-replies",
    {
      config: WRITE,
      schema: {
        operationId: "createQuickReply",
        tags,
        summary: "Make a quick reply",
        body: z.strictObject({ shortcut, text, mediaId: mediaId.default(null) }),
        response: { 201: quickReplySchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await service.create(body)),
  );

  app.patch(
    "/api/v1/quick-replies/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateQuickReply",
        tags,
        summary: "Change a quick reply",
        params: idParams,
        body: z.strictObject({ shortcut: shortcut.optional(), text: text.optional(), mediaId: mediaId.optional() }),
        response: { 200: quickReplySchema },
      },
    },
    ({ params, body }) => service.update(params.id, body),
  );

  app.delete(
    "/api/v1/quick-replies/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteQuickReply",
        tags,
        summary: "Delete a quick reply",
        params: idParams,
        response: { 204: z.undefined().describe("Deleted") },
      },
    },
    async ({ params }, reply) => {
      await service.remove(params.id);
      reply.code(204);
    },
  );
}
