import { z } from "zod";
import { type HttpApp, idParams, pageOf } from "../../platform/http/index.ts";
import { tagCreateSchema, tagSchema, tagUpdateSchema } from "./contacts.schemas.ts";
import type { TagsService } from "./tags.service.ts";

const READ = { access: { scope: "contacts:read" } } as const;
const WRITE = { access: { scope: "contacts:write" } } as const;
const tags = ["tags"];

export function registerTagRoutes(app: HttpApp, service: TagsService): void {
  app.get(
    "/api/v1/tags",
    {
      config: READ,
      schema: {
        operationId: "listTags",
        tags,
        summary: "List the tags for contacts and conversations, by name",
        response: { 200: pageOf(tagSchema) },
      },
    },
    async () => ({ items: await service.list(), nextCursor: null }),
  );

  app.post(
    "/api/v1/tags",
    {
      config: WRITE,
      schema: {
        operationId: "createTag",
        tags,
        summary: "Make a tag",
        body: tagCreateSchema,
        response: { 201: tagSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await service.create(body)),
  );

  app.patch(
    "/api/v1/tags/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateTag",
        tags,
        summary: "Rename or recolour a tag",
        params: idParams,
        body: tagUpdateSchema,
        response: { 200: tagSchema },
      },
    },
    ({ params, body }) => service.update(params.id, body),
  );

  app.delete(
    "/api/v1/tags/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteTag",
        tags,
        summary: "Delete a tag, and take it from everything that has it",
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
