import { z } from "zod";
import {
  createCursorFormat,
  cursorTimeSchema,
  dateTimeSchema,
  getPrincipal,
  type HttpApp,
  idParams,
  idSchema,
  pageOf,
  pageQueryFields,
  particularsSchema,
  toPage,
} from "../../platform/http/index.ts";
import type { AlertsService } from "./alerts.service.ts";
import { ALERT_SEVERITIES, ALERT_STATES } from "./alerts.store.ts";

const tags = ["alerts"];

const alertSchema = z.object({
  id: idSchema,
  kind: z.string().describe("What happened, e.g. channel-stopped, token-expiring, template-paused"),
  subject: z.string().describe("What it happened to; with `kind` it names the matter"),
  channelId: idSchema.nullable(),
  severity: z.enum(ALERT_SEVERITIES),
  title: z.string(),
  detail: z.string().nullable(),
  mend: z.string().nullable().describe("What can be done about it"),
  particulars: particularsSchema.nullable(),
  state: z.enum(ALERT_STATES),
  firstAt: dateTimeSchema,
  lastAt: dateTimeSchema,
  count: z.int().describe("How often it was seen since `firstAt`"),
  acknowledgedAt: dateTimeSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: dateTimeSchema.nullable(),
});

const cursorFormat = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));

export function registerAlertRoutes(app: HttpApp, service: AlertsService): void {
  app.get(
    "/api/v1/alerts",
    {
      config: { access: { scope: "alerts:read" } },
      schema: {
        operationId: "listAlerts",
        tags,
        summary: "What needs a person's eye, latest first",
        querystring: z.strictObject({
          ...pageQueryFields,
          state: z.enum(ALERT_STATES).optional(),
          severity: z.enum(ALERT_SEVERITIES).optional(),
          kind: z.string().max(100).optional(),
          channelId: idSchema.optional(),
        }),
        response: { 200: pageOf(alertSchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const place = cursor === undefined ? undefined : cursorFormat.decode(cursor);
      const after = place && { at: new Date(place.at), id: place.id };
      const rows = await service.list(filter, { limit: limit + 1, after });
      return toPage(rows, limit, (last) => cursorFormat.encode({ at: last.lastAt.toISOString(), id: last.id }));
    },
  );

  app.post(
    "/api/v1/alerts/:id/acknowledge",
    {
      config: { access: { scope: "alerts:write" } },
      schema: {
        operationId: "acknowledgeAlert",
        tags,
        summary: "Say that somebody has seen an alert; it ends by itself once it is mended",
        params: idParams,
        response: { 200: alertSchema },
      },
    },
    async (request) => service.acknowledge(request.params.id, getPrincipal(request).id),
  );
}
