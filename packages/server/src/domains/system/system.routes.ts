import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";

const healthSchema = z.object({ status: z.enum(["ok", "unavailable"]), version: z.string() });

/** For probes: 200 while the server can do its work, 503 while its database does not answer. Tells a stranger nothing else. */
export function registerSystemRoutes(app: HttpApp, deps: { db: Db; version: string }): void {
  app.get(
    "/health",
    {
      config: { access: "public" },
      schema: {
        operationId: "getHealth",
        tags: ["system"],
        summary: "Is the server able to work?",
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    async (_request, reply) => {
      const ok = await isAnswering(deps.db);
      return reply.code(ok ? 200 : 503).send({ status: ok ? "ok" : "unavailable", version: deps.version });
    },
  );
}

async function isAnswering(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
