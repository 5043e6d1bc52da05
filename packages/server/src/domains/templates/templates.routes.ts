import { z } from "zod";
import { type HttpApp, idParams, pageOf, pageQueryFields, toPage } from "../../platform/http/index.ts";
import { previewText } from "./preview.ts";
import type { TemplateRenderer } from "./template-renderer.ts";
import {
  previewRequestSchema,
  previewSchema,
  templateCreateSchema,
  templateCursor,
  templateSchema,
  templateUpdateSchema,
  templateUsesSchema,
  variablesSchema,
} from "./templates.schemas.ts";
import type { TemplatesService } from "./templates.service.ts";
import type { Template } from "./templates.store.ts";
import { KNOWN_VARIABLES } from "./variables.rules.ts";

const READ = { access: { scope: "templates:read" } } as const;
const WRITE = { access: { scope: "templates:write" } } as const;
const tags = ["templates"];

export function registerTemplateRoutes(app: HttpApp, service: TemplatesService, renderer: TemplateRenderer): void {
  /** A text of another version may be no Liquid that we take: it is shown all the same. */
  const listVariables = (body: string): string[] => previewText(renderer, "", { source: body }).variables;
  const present = (template: Template) => ({
    ...template,
    variants: [...template.variants],
    variables: [...new Set(template.variants.flatMap(({ body }) => listVariables(body)))],
  });

  app.get(
    "/api/v1/templates",
    {
      config: READ,
      schema: {
        operationId: "listTemplates",
        tags,
        summary: "Our own texts with placeholders, by name",
        querystring: z.strictObject({
          ...pageQueryFields,
          search: z.string().trim().min(1).max(100).optional().describe("Part of a name, a description or a text"),
          language: z.string().max(20).optional().describe("That have a text in this language"),
        }),
        response: { 200: pageOf(templateSchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const after = cursor === undefined ? undefined : templateCursor.decode(cursor);
      const rows = await service.list(filter, { limit: limit + 1, after });
      return toPage(rows.map(present), limit, ({ name, id }) => templateCursor.encode({ name, id }));
    },
  );

  app.post(
    "/api/v1/templates",
    {
      config: WRITE,
      schema: {
        operationId: "createTemplate",
        tags,
        summary: "Add a text with placeholders",
        description: "A text that is no Liquid is refused with its language, line and column.",
        body: templateCreateSchema,
        response: { 201: templateSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(present(await service.create(body))),
  );

  app.get(
    "/api/v1/templates/variables",
    {
      config: READ,
      schema: {
        operationId: "listTemplateVariables",
        tags,
        summary: "What placeholders can name; custom fields of contacts are `contact.fields.<name>` besides",
        response: { 200: variablesSchema },
      },
    },
    async () => ({ items: [...KNOWN_VARIABLES] }),
  );

  app.post(
    "/api/v1/templates/preview",
    {
      config: { ...READ, audit: false },
      schema: {
        operationId: "previewTemplate",
        tags,
        summary: "See a text as a contact would get it; nothing is sent",
        body: previewRequestSchema,
        response: { 200: previewSchema },
      },
    },
    ({ body }) => service.preview(body),
  );

  app.get(
    "/api/v1/templates/:id",
    {
      config: READ,
      schema: {
        operationId: "getTemplate",
        tags,
        summary: "One template",
        params: idParams,
        response: { 200: templateSchema },
      },
    },
    async ({ params }) => present(await service.get(params.id)),
  );

  app.patch(
    "/api/v1/templates/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateTemplate",
        tags,
        summary: "Change a template; what is not given stays",
        params: idParams,
        body: templateUpdateSchema,
        response: { 200: templateSchema },
      },
    },
    async ({ params, body }) => present(await service.update(params.id, body)),
  );

  app.post(
    "/api/v1/templates/:id/duplicate",
    {
      config: WRITE,
      schema: {
        operationId: "duplicateTemplate",
        tags,
        summary: "Add a copy of a template",
        params: idParams,
        response: { 201: templateSchema },
      },
    },
    async ({ params }, reply) => reply.code(201).send(present(await service.duplicate(params.id))),
  );

  app.get(
    "/api/v1/templates/:id/uses",
    {
      config: READ,
      schema: {
        operationId: "listTemplateUses",
        tags,
        summary: "What uses a template",
        params: idParams,
        response: { 200: templateUsesSchema },
      },
    },
    async ({ params }) => ({ items: await service.uses(params.id) }),
  );

  app.delete(
    "/api/v1/templates/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteTemplate",
        tags,
        summary: "Delete a template that nothing uses",
        params: idParams,
        response: { 204: z.void().describe("Deleted") },
      },
    },
    async ({ params }, reply) => {
      await service.delete(params.id);
      return reply.code(204).send();
    },
  );
}
