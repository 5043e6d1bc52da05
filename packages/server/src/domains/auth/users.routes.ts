import { z } from "zod";
import {
  getPrincipal,
  type HttpApp,
  idParams,
  noteForAudit,
  originOf,
  pageOf,
  pageQueryFields,
} from "../../platform/http/index.ts";
import { emailSchema, languageSchema, linkSchema, nameSchema, roleSchema, userSchema } from "./auth.schemas.ts";
import { presentLink, presentUser } from "./presenters.ts";
import { SCOPES, scopesOfRole, USER_ROLES } from "./scopes.rules.ts";
import type { UsersService } from "./users.service.ts";

const tags = ["users"];
const READ = { access: { scope: "users:read" } } as const;
const WRITE = { access: { scope: "users:write" } } as const;

interface Deps {
  readonly users: UsersService;
  /** Where the links lead; undefined: to wherever the request came. */
  readonly publicUrl: string | undefined;
}

export function registerUserRoutes(app: HttpApp, { users, publicUrl }: Deps): void {
  app.get(
    "/api/v1/roles",
    {
      config: READ,
      schema: {
        operationId: "listRoles",
        tags: ["roles"],
        summary: "The roles and what each may do, the most powerful first",
        response: {
          200: z.object({ items: z.array(z.object({ role: roleSchema, scopes: z.array(z.enum(SCOPES)) })) }),
        },
      },
    },
    async () => ({ items: USER_ROLES.map((role) => ({ role, scopes: scopesOfRole(role) })) }),
  );

  app.get(
    "/api/v1/users",
    {
      config: READ,
      schema: {
        operationId: "listUsers",
        tags,
        summary: "List users, the first who came first",
        querystring: z.strictObject(pageQueryFields),
        response: { 200: pageOf(userSchema) },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = await users.list(query.limit, query.cursor);
      return { items: items.map(presentUser), nextCursor };
    },
  );

  app.post(
    "/api/v1/users",
    {
      config: WRITE,
      schema: {
        operationId: "createUser",
        tags,
        summary: "Invite somebody",
        description:
          "Answers the invitation's link, which is valid for 7 days. Roles that may more than the caller can't be given.",
        body: z.strictObject({
          name: nameSchema,
          email: emailSchema,
          role: roleSchema,
          language: languageSchema.nullish(),
        }),
        response: { 201: z.object({ user: userSchema, invitation: linkSchema }) },
      },
    },
    async (request, reply) => {
      const { user, link } = await users.invite(request.body, getPrincipal(request));
      reply.code(201).header("cache-control", "no-store");
      return { user: presentUser(user), invitation: presentLink(publicUrl ?? originOf(request), link) };
    },
  );

  app.get(
    "/api/v1/users/:id",
    {
      config: READ,
      schema: { operationId: "getUser", tags, summary: "One user", params: idParams, response: { 200: userSchema } },
    },
    async ({ params }) => presentUser(await users.get(params.id)),
  );

  app.patch(
    "/api/v1/users/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateUser",
        tags,
        summary: "Change a user; another role takes effect at once",
        params: idParams,
        body: z.strictObject({
          name: nameSchema.optional(),
          email: emailSchema.optional(),
          role: roleSchema.optional(),
          language: languageSchema.nullish(),
        }),
        response: { 200: userSchema },
      },
    },
    async (request) => {
      const { before, after } = await users.update(request.params.id, request.body, getPrincipal(request));
      if (after.role !== before.role) noteForAudit(request, { previousRole: before.role });
      if (after.email !== before.email) noteForAudit(request, { previousEmail: before.email });
      return presentUser(after);
    },
  );

  for (const [action, summary] of [
    ["disable", "Keep a user out, and end their sessions; nothing of theirs is lost"],
    ["enable", "Let a disabled user in again"],
  ] as const) {
    app.post(
      `/api/v1/users/:id/${action}`,
      {
        config: WRITE,
        schema: {
          operationId: `${action}User`,
          tags,
          summary,
          params: idParams,
          response: { 200: userSchema },
        },
      },
      async (request) => {
        const { id } = request.params as { id: string };
        return presentUser(await users[action](id, getPrincipal(request)));
      },
    );
  }

  app.delete(
    "/api/v1/users/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteUser",
        tags,
        summary: "Delete a user for good; their name stays in what they did",
        params: idParams,
        response: { 204: z.undefined().describe("Deleted") },
      },
    },
    async (request, reply) => {
      await users.delete(request.params.id, getPrincipal(request));
      reply.code(204);
    },
  );

  app.delete(
    "/api/v1/users/:id/sessions",
    {
      config: WRITE,
      schema: {
        operationId: "endUserSessions",
        tags,
        summary: "Sign a user out everywhere",
        params: idParams,
        response: { 204: z.undefined().describe("Ended") },
      },
    },
    async (request, reply) => {
      await users.signOut(request.params.id, getPrincipal(request));
      reply.code(204);
    },
  );

  app.post(
    "/api/v1/users/:id/link",
    {
      config: WRITE,
      schema: {
        operationId: "createUserLink",
        tags,
        summary: "Make a link by which a user sets a password",
        description:
          "For somebody who has not come yet an invitation, valid for 7 days; for everybody else a link for a new password, valid for a day. It replaces the one before.",
        params: idParams,
        response: { 201: linkSchema },
      },
    },
    async (request, reply) => {
      const link = await users.createLink(request.params.id, getPrincipal(request));
      reply.code(201).header("cache-control", "no-store");
      return presentLink(publicUrl ?? originOf(request), link);
    },
  );
}
