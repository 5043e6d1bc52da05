import { z } from "zod";
import {
  clearSessionCookie,
  dateTimeSchema,
  getUser,
  type HttpApp,
  idParams,
  idSchema,
  noteForAudit,
  pageOf,
  pageQueryFields,
} from "../../platform/http/index.ts";
import type { AccountsService } from "./accounts.service.ts";
import {
  emailSchema,
  languageSchema,
  meSchema,
  nameSchema,
  newPasswordSchema,
  passwordSchema,
} from "./auth.schemas.ts";
import { browserOf, letIn } from "./let-in.ts";
import { presentMe } from "./presenters.ts";
import type { SessionsService } from "./sessions.service.ts";

const tags = ["me"];
const config = { access: "user" } as const;

const sessionSchema = z
  .object({
    id: idSchema,
    isCurrent: z.boolean().describe("The one that asks"),
    createdAt: dateTimeSchema,
    lastSeenAt: dateTimeSchema.describe("To the minute"),
    expiresAt: dateTimeSchema.describe("When it ends if it is not used again"),
    address: z.string().describe("From where it was last used"),
    userAgent: z.string().nullable(),
  })
  .meta({ id: "Session" });

/** One's own account. */
export function registerMeRoutes(
  app: HttpApp,
  { accounts, sessions }: { accounts: AccountsService; sessions: SessionsService },
): void {
  app.get(
    "/api/v1/me",
    {
      config,
      schema: {
        operationId: "getMe",
        tags,
        summary: "Who is signed in, and what they may do",
        response: { 200: meSchema },
      },
    },
    async (request) => presentMe(await accounts.getOwn(getUser(request))),
  );

  app.patch(
    "/api/v1/me",
    {
      config,
      schema: {
        operationId: "updateMe",
        tags,
        summary: "Change one's own name, language or e-mail address",
        body: z.strictObject({
          name: nameSchema.optional(),
          language: languageSchema.nullish(),
          email: emailSchema.optional(),
          currentPassword: passwordSchema.optional().describe("Needed to change the e-mail address"),
        }),
        response: { 200: meSchema },
      },
    },
    async (request) => {
      const user = getUser(request);
      const before = await accounts.getOwn(user);
      const after = await accounts.updateOwn(user, request.body);
      if (after.email !== before.email) noteForAudit(request, { previousEmail: before.email });
      return presentMe(after);
    },
  );

  app.post(
    "/api/v1/me/password",
    {
      config,
      schema: {
        operationId: "changePassword",
        tags,
        summary: "Change one's own password",
        description: "Ends every other session; this one goes on with a new cookie.",
        body: z.strictObject({ currentPassword: passwordSchema, newPassword: newPasswordSchema }),
        response: { 204: z.undefined().describe("Changed") },
      },
    },
    async (request, reply) => {
      const signedIn = await accounts.changePassword(getUser(request), request.body, browserOf(request));
      await letIn(request, reply, sessions, signedIn);
      reply.code(204);
    },
  );

  app.get(
    "/api/v1/me/sessions",
    {
      config,
      schema: {
        operationId: "listMySessions",
        tags,
        summary: "Where one is signed in, the latest seen first",
        querystring: z.strictObject(pageQueryFields),
        response: { 200: pageOf(sessionSchema) },
      },
    },
    (request) => sessions.list(getUser(request), request.query.limit, request.query.cursor),
  );

  app.delete(
    "/api/v1/me/sessions/:id",
    {
      config,
      schema: {
        operationId: "endMySession",
        tags,
        summary: "Sign out somewhere else, or here",
        params: idParams,
        response: { 204: z.undefined().describe("Ended") },
      },
    },
    async (request, reply) => {
      const user = getUser(request);
      await sessions.end(user, request.params.id);
      if (request.params.id === user.sessionId) clearSessionCookie(reply);
      reply.code(204);
    },
  );

  app.delete(
    "/api/v1/me/sessions",
    {
      config,
      schema: {
        operationId: "endMySessions",
        tags,
        summary: "Sign out everywhere",
        querystring: z.strictObject({
          keepCurrent: z.enum(["true", "false"]).default("false").describe("true: everywhere else"),
        }),
        response: { 204: z.undefined().describe("Ended") },
      },
    },
    async (request, reply) => {
      const keepsCurrent = request.query.keepCurrent === "true";
      await accounts.signOutEverywhere(getUser(request), keepsCurrent);
      if (!keepsCurrent) clearSessionCookie(reply);
      reply.code(204);
    },
  );
}
