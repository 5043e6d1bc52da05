import { z } from "zod";
import {
  dateTimeSchema,
  getPrincipal,
  type HttpApp,
  idParams,
  idSchema,
  pageOf,
  pageQueryFields,
} from "../../platform/http/index.ts";
import type { ApiKeysService } from "./api-keys.service.ts";
import { SCOPES } from "./scopes.rules.ts";

const tags = ["api-keys"];

const apiKeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    prefix: z.string().describe("The part of the key by which people recognise it"),
    scopes: z.array(z.string()),
    createdAt: dateTimeSchema,
    lastUsedAt: dateTimeSchema.nullable().describe("To the minute"),
    expiresAt: dateTimeSchema.nullable(),
    revokedAt: dateTimeSchema.nullable(),
    createdBy: z
      .object({ kind: z.enum(["user", "api-key"]), id: idSchema, name: z.string() })
      .nullable()
      .describe("null: made on the command line"),
  })
  .meta({ id: "ApiKey" });

const createdApiKeySchema = z.object({
  apiKey: apiKeySchema,
  key: z.string().describe("The key itself. It is shown this once and can't be shown again"),
});

const newApiKeySchema = z.strictObject({
  name: z.string().trim().min(1).max(100).describe("What it is for"),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).describe("Only scopes that who makes this request has"),
  expiresAt: dateTimeSchema.optional().describe("Without it the key never expires"),
});

export function registerApiKeyRoutes(app: HttpApp, service: ApiKeysService): void {
  app.get(
    "/api/v1/api-keys",
    {
      config: { access: { scope: "api-keys:read" } },
      schema: {
        operationId: "listApiKeys",
        summary: "List API keys, newest first, with the revoked ones",
        tags,
        querystring: z.strictObject(pageQueryFields),
        response: { 200: pageOf(apiKeySchema) },
      },
    },
    (request) => service.listApiKeys(request.query.limit, request.query.cursor),
  );

  app.post(
    "/api/v1/api-keys",
    {
      config: { access: { scope: "api-keys:write" } },
      schema: {
        operationId: "createApiKey",
        summary: "Make an API key",
        tags,
        body: newApiKeySchema,
        response: { 201: createdApiKeySchema },
      },
    },
    async (request, reply) => {
      const created = await service.createApiKey(request.body, getPrincipal(request));
      reply.code(201).header("cache-control", "no-store");
      return created;
    },
  );

  app.delete(
    "/api/v1/api-keys/:id",
    {
      config: { access: { scope: "api-keys:write" } },
      schema: {
        operationId: "revokeApiKey",
        summary: "Revoke an API key at once and for good; not one that may do more than the caller",
        tags,
        params: idParams,
        response: { 204: z.undefined().describe("Revoked") },
      },
    },
    async (request, reply) => {
      await service.revokeApiKey(request.params.id, getPrincipal(request));
      reply.code(204);
    },
  );
}
