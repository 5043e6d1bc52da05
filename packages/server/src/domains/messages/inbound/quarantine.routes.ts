import { z } from "zod";
import { type Db, runInTransaction } from "../../../platform/db/index.ts";
import { ChasquiError } from "../../../platform/errors.ts";
import {
  createCursorFormat,
  dateTimeSchema,
  type HttpApp,
  pageOf,
  pageQueryFields,
  rowNumberSchema,
  toPage,
} from "../../../platform/http/index.ts";
import { listQuarantined, requeueQuarantined } from "./inbound.store.ts";

const cursorFormat = createCursorFormat(z.object({ id: rowNumberSchema }));

const quarantinedSchema = z.object({
  id: rowNumberSchema,
  receivedAt: dateTimeSchema,
  channelKind: z.string(),
  error: z.string().describe("Why it could not be processed"),
  body: z.string().describe("As it came, base64"),
});

/** Events that could not be processed: to be seen, and to be tried again. */
export function registerQuarantineRoutes(app: HttpApp, deps: { db: Db; wake: () => void }): void {
  app.get(
    "/api/v1/inbound-events/quarantined",
    {
      config: { access: { scope: "system:read" } },
      schema: {
        operationId: "listQuarantinedEvents",
        tags: ["system"],
        summary: "Inbound events that could not be processed, latest first",
        querystring: z.strictObject(pageQueryFields),
        response: { 200: pageOf(quarantinedSchema) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const before = cursor === undefined ? undefined : cursorFormat.decode(cursor).id;
      const rows = await listQuarantined(deps.db, { limit: limit + 1, before });
      const shown = rows.map((row) => ({ ...row, body: row.body.toString("base64") }));
      return toPage(shown, limit, (last) => cursorFormat.encode({ id: last.id }));
    },
  );

  app.post(
    "/api/v1/inbound-events/:id/replay",
    {
      config: { access: { scope: "admin" } },
      schema: {
        operationId: "replayQuarantinedEvent",
        tags: ["system"],
        summary: "Process a quarantined event again",
        params: z.strictObject({ id: rowNumberSchema }),
        response: { 202: z.object({ id: rowNumberSchema }) },
      },
    },
    async ({ params }, reply) => {
      const queued = await runInTransaction(deps.db, (tx) => requeueQuarantined(tx, params.id));
      if (!queued) throw new ChasquiError("not-found", "event-unknown", "There is no quarantined event with this id.");
      deps.wake();
      return reply.code(202).send({ id: params.id });
    },
  );
}
