import { z } from "zod";
import type { HttpApp } from "../../platform/http/index.ts";
import type { AccountsService } from "./accounts.service.ts";
import { emailSchema, languageSchema, meSchema, nameSchema, newPasswordSchema, tokenSchema } from "./auth.schemas.ts";
import { browserOf, letIn } from "./let-in.ts";
import { presentMe } from "./presenters.ts";
import type { SessionsService } from "./sessions.service.ts";

const tags = ["setup"];

export function registerSetupRoutes(
  app: HttpApp,
  { accounts, sessions }: { accounts: AccountsService; sessions: SessionsService },
): void {
  app.get(
    "/api/v1/setup",
    {
      config: { access: "public" },
      schema: {
        operationId: "getSetup",
        tags,
        summary: "Whether Chasqui still waits for its first owner",
        response: { 200: z.object({ isNeeded: z.boolean() }).meta({ id: "Setup" }) },
      },
    },
    async () => ({ isNeeded: await accounts.isSetupNeeded() }),
  );

  app.post(
    "/api/v1/setup",
    {
      config: { access: "same-origin" },
      schema: {
        operationId: "completeSetup",
        tags,
        summary: "Become the first owner, by the link that the server printed when it started",
        description: "Signs in: the answer sets the session's cookie.",
        body: z.strictObject({
          token: tokenSchema,
          name: nameSchema,
          email: emailSchema,
          password: newPasswordSchema,
          language: languageSchema.nullish(),
        }),
        response: { 201: meSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await accounts.completeSetup(request.body, browserOf(request));
      await letIn(request, reply, sessions, signedIn);
      reply.code(201);
      return presentMe(await accounts.getOwn(signedIn.principal));
    },
  );
}
