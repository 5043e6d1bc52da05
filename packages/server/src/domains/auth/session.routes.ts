import { z } from "zod";
import { clearSessionCookie, dateTimeSchema, type HttpApp, readSessionToken } from "../../platform/http/index.ts";
import type { AccountsService } from "./accounts.service.ts";
import { emailSchema, meSchema, nameSchema, newPasswordSchema, passwordSchema, tokenSchema } from "./auth.schemas.ts";
import { browserOf, letIn } from "./let-in.ts";
import { presentMe } from "./presenters.ts";
import type { SessionsService } from "./sessions.service.ts";
import type { SignIn } from "./sign-in.service.ts";

interface Deps {
  readonly signIn: SignIn;
  readonly accounts: AccountsService;
  readonly sessions: SessionsService;
}

/** Coming in and going out. */
export function registerSessionRoutes(app: HttpApp, { signIn, accounts, sessions }: Deps): void {
  app.post(
    "/api/v1/session",
    {
      config: { access: "same-origin" },
      schema: {
        operationId: "createSession",
        tags: ["sessions"],
        summary: "Sign in",
        description:
          "The answer sets the session's cookie. Failed attempts make the next ones wait: 429 `too-many-sign-ins` with Retry-After.",
        body: z.strictObject({ email: emailSchema, password: passwordSchema }),
        response: { 200: meSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await signIn.signIn(request.body, browserOf(request));
      await letIn(request, reply, sessions, signedIn);
      return presentMe(await accounts.getOwn(signedIn.principal));
    },
  );

  app.delete(
    "/api/v1/session",
    {
      config: { access: "same-origin" },
      schema: {
        operationId: "deleteSession",
        tags: ["sessions"],
        summary: "Sign out here; repeating it changes nothing",
        response: { 204: z.undefined().describe("Signed out") },
      },
    },
    async (request, reply) => {
      const token = readSessionToken(request);
      if (token !== undefined) request.principal = (await sessions.endByToken(token)) ?? null;
      clearSessionCookie(reply);
      reply.code(204);
    },
  );

  app.post(
    "/api/v1/invitations/accept",
    {
      config: { access: "same-origin" },
      schema: {
        operationId: "acceptInvitation",
        tags: ["invitations"],
        summary: "Come in by an invitation, and choose a password",
        description: "Signs in: the answer sets the session's cookie. An invitation works once.",
        body: z.strictObject({ token: tokenSchema, name: nameSchema.optional(), password: newPasswordSchema }),
        response: { 200: meSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await accounts.usePasswordLink("invitation", request.body, browserOf(request));
      await letIn(request, reply, sessions, signedIn);
      return presentMe(await accounts.getOwn(signedIn.principal));
    },
  );

  app.post(
    "/api/v1/password-resets/accept",
    {
      config: { access: "same-origin" },
      schema: {
        operationId: "acceptPasswordReset",
        tags: ["password-resets"],
        summary: "Choose a new password by a link that somebody made for it",
        description:
          "Ends every session of the user, and signs in: the answer sets the session's cookie. A link works once.",
        body: z.strictObject({ token: tokenSchema, password: newPasswordSchema }),
        response: { 200: meSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await accounts.usePasswordLink("password-reset", request.body, browserOf(request));
      await letIn(request, reply, sessions, signedIn);
      return presentMe(await accounts.getOwn(signedIn.principal));
    },
  );

  app.post(
    "/api/v1/links/inspect",
    {
      // It only looks; a POST, so that the token stands in no URL.
      config: { access: "same-origin", audit: false },
      schema: {
        operationId: "inspectLink",
        tags: ["links"],
        summary: "What a one-time link is for, and whether it still works",
        body: z.strictObject({ token: tokenSchema }),
        response: {
          200: z.object({
            purpose: z.enum(["setup", "invitation", "password-reset"]),
            name: z.string().nullable().describe("Whose it is; null for set-up"),
            email: z.string().nullable(),
            expiresAt: dateTimeSchema.nullable().describe("null: valid until it is used"),
          }),
        },
      },
    },
    async (request, reply) => {
      reply.header("cache-control", "no-store");
      return await accounts.inspectLink(request.body.token);
    },
  );
}
