import { z } from "zod";
import {
  createCursorFormat,
  dateTimeSchema,
  type HttpApp,
  idParams,
  idSchema,
  pageOf,
  pageQueryFields,
  toPage,
} from "../platform/http/index.ts";
import type { MessageTemplates } from "./message-templates.service.ts";
import type { MessageTemplate } from "./message-templates.store.ts";

const READ = { access: { scope: "channels:read" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const tags = ["message-templates"];

const templateSchema = z.object({
  id: idSchema,
  channelId: idSchema,
  providerId: z.string().describe("The platform's own id"),
  name: z.string(),
  language: z.string(),
  category: z.string().describe("MARKETING, UTILITY or AUTHENTICATION"),
  status: z.string().describe("The platform's word, e.g. APPROVED, PENDING, REJECTED, PAUSED, DISABLED"),
  quality: z.string().nullable().describe("GREEN, YELLOW, RED or UNKNOWN"),
  components: z.array(z.unknown()).nullable().describe("As the platform has them; null: not read yet"),
  parameterFormat: z.string().nullable().describe("POSITIONAL or NAMED"),
  rejectedReason: z.string().nullable(),
  syncedAt: dateTimeSchema.nullable(),
}) satisfies z.ZodType<MessageTemplate, unknown>;

const templateParams = z.strictObject({ id: idSchema, templateId: idSchema });
const components = z
  .array(z.record(z.string(), z.unknown()))
  .min(1)
  .max(20)
  .describe("As the platform's API takes them: HEADER, BODY, FOOTER, BUTTONS, with examples of placeholders");
const category = z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]);
const draftSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/, "must be lower-case letters, digits and _"),
  language: z.string().regex(/^[A-Za-z]{2,3}(_[A-Za-z]{2,4})?$/, "must be a language like es or en_US"),
  category,
  components,
  parameterFormat: z.enum(["POSITIONAL", "NAMED"]).optional(),
});

const cursorFormat = createCursorFormat(z.object({ name: z.string(), id: idSchema }));

export function registerTemplateRoutes(app: HttpApp, templates: MessageTemplates): void {
  app.get(
    "/api/v1/channels/:id/templates",
    {
      config: READ,
      schema: {
        operationId: "listMessageTemplates",
        tags,
        summary: "Approved texts of a channel as last seen, by name",
        params: idParams,
        querystring: z.strictObject({
          ...pageQueryFields,
          name: z.string().max(512).optional(),
          search: z.string().trim().min(1).max(100).optional().describe("Part of a name"),
          status: z.string().max(50).optional(),
          category: z.string().max(50).optional(),
        }),
        response: { 200: pageOf(templateSchema) },
      },
    },
    async ({ params, query: { limit, cursor, ...filter } }) => {
      const after = cursor === undefined ? undefined : cursorFormat.decode(cursor);
      const rows = await templates.list(params.id, filter, { limit: limit + 1, after });
      return toPage(rows, limit, ({ name, id }) => cursorFormat.encode({ name, id }));
    },
  );

  app.post(
    "/api/v1/channels/:id/templates",
    {
      config: WRITE,
      schema: {
        operationId: "createMessageTemplate",
        tags,
        summary: "Send a new template in for approval",
        params: idParams,
        body: draftSchema,
        response: { 201: templateSchema },
      },
    },
    async ({ params, body }, reply) => reply.code(201).send(await templates.create(params.id, body)),
  );

  app.post(
    "/api/v1/channels/:id/templates/sync",
    {
      config: WRITE,
      schema: {
        operationId: "syncMessageTemplates",
        tags,
        summary: "Read all templates from the platform now",
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      await templates.sync(params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/v1/channels/:id/templates/:templateId",
    {
      config: READ,
      schema: {
        operationId: "getMessageTemplate",
        tags,
        summary: "One approved text of a channel as last seen",
        params: templateParams,
        response: { 200: templateSchema },
      },
    },
    ({ params }) => templates.get(params.id, params.templateId),
  );

  app.patch(
    "/api/v1/channels/:id/templates/:templateId",
    {
      config: WRITE,
      schema: {
        operationId: "updateMessageTemplate",
        tags,
        summary: "Change a template; it goes back to approval",
        params: templateParams,
        body: z.strictObject({ category: category.optional(), components: components.optional() }),
        response: { 200: templateSchema },
      },
    },
    ({ params, body }) => templates.edit(params.id, params.templateId, body),
  );

  app.delete(
    "/api/v1/channels/:id/templates/:templateId",
    {
      config: WRITE,
      schema: {
        operationId: "deleteMessageTemplate",
        tags,
        summary: "Delete a template at the platform; its name stays blocked there for 30 days",
        params: templateParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      await templates.remove(params.id, params.templateId);
      return reply.code(204).send(null);
    },
  );
}
