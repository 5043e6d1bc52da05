import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { Access } from "./access.ts";
import { tidySchemas } from "./openapi-schemas.ts";
import { PROBLEM_MEDIA_TYPE, problemSchema } from "./problem.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";

const OPENAPI_PATH = "/api/openapi.json";
const DOCS_PREFIX = "/docs";

/** The routes of the documentation page, which a plugin registers without knowing our rules. */
export function isDocsRoute(url: string): boolean {
  return url === DOCS_PREFIX || url.startsWith(`${DOCS_PREFIX}/`);
}

const toJsonSchema = createJsonSchemaTransform({});

/** Registers the OpenAPI document and the page to browse it. Must come before the routes it documents. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Chasqui",
        version,
        description: "Self-hosted WhatsApp automation. Errors are RFC 9457 problem details with a stable `code`.",
      },
      components: {
        securitySchemes: {
          apiKey: { type: "http", scheme: "bearer", description: "An API key: chq_…" },
          session: {
            type: "apiKey",
            in: "cookie",
            name: SESSION_COOKIE,
            description: "Of a user who has signed in. Only pages of the server itself can use it.",
          },
        },
      },
    },
    transform: (document) => {
      const { schema, route } = document;
      // Only what is meant for programs: not the page itself, not what other platforms post to.
      if (!schema || schema.hide || !route.url.startsWith("/api/")) {
        return { schema: { ...schema, hide: true } as typeof schema, url: document.url };
      }
      const access = route.config?.access;
      const scope = typeof access === "object" ? access.scope : undefined;
      const needs =
        access === "user"
          ? "Needs a user who has signed in; API keys can't."
          : scope && `Needs the scope \`${scope}\`.`;
      return toJsonSchema({
        ...document,
        schema: {
          ...schema,
          security: securityOf(access),
          description: [schema.description, needs].filter(Boolean).join("\n\n"),
          response: { ...(schema.response as object), default: PROBLEM_RESPONSE },
        },
      });
    },
    transformObject: (document) => tidySchemas(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PREFIX,
    // No request leaves for a validator on the internet.
    uiConfig: { validatorUrl: null, deepLinking: true, persistAuthorization: false, docExpansion: "list" },
  });
  app.get(OPENAPI_PATH, { config: { access: "public" }, schema: { hide: true } }, () => app.swagger());
}

function securityOf(access: Access | undefined): Array<Record<string, string[]>> {
  if (access === "user") return [{ session: [] }];
  return typeof access === "object" ? [{ apiKey: [] }, { session: [] }] : [];
}

const PROBLEM_RESPONSE = {
  description: "What went wrong (RFC 9457)",
  content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } },
};
