import { z } from "zod";
import { dateTimeSchema, type HttpApp, idSchema, pageOf, pageQueryFields } from "../../platform/http/index.ts";
import type { AuditLog } from "./audit-log.service.ts";
import { ACTOR_KINDS, AUDIT_OUTCOMES, type AuditRow } from "./audit-log.store.ts";

const entrySchema = z
  .object({
    id: idSchema,
    at: dateTimeSchema,
    actor: z.object({
      kind: z.enum(ACTOR_KINDS).describe("`nobody`: whose sign-in was refused"),
      id: idSchema.nullable(),
      name: z.string().nullable().describe("As it was at that time"),
    }),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    operation: z.string().describe("The operation id in this document, or what the command line or the system did"),
    outcome: z.enum(AUDIT_OUTCOMES),
    reason: z.string().nullable().describe("Why it was refused: the error's code"),
    targetIds: z.array(z.string()).describe("What it was done to, or what it made"),
    fields: z
      .array(
        z.object({
          name: z.string(),
          value: z
            .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
            .nullish()
            .describe("Absent: not shown, for it may be secret or somebody's words"),
        }),
      )
      .describe("What the request gave"),
  })
  .meta({ id: "AuditEntry" });

export function registerAuditLogRoutes(app: HttpApp, auditLog: AuditLog): void {
  app.get(
    "/api/v1/audit-log",
    {
      config: { access: { scope: "audit-log:read" } },
      schema: {
        operationId: "listAuditLog",
        tags: ["audit-log"],
        summary: "Every change, and every refused sign-in, latest first",
        querystring: z.strictObject({
          ...pageQueryFields,
          actorKind: z.enum(ACTOR_KINDS).optional(),
          actorId: idSchema.optional(),
          operation: z.string().min(1).max(100).optional(),
          outcome: z.enum(AUDIT_OUTCOMES).optional(),
          targetId: z.string().min(1).max(200).optional(),
          from: dateTimeSchema.optional().describe("Not before"),
          to: dateTimeSchema.optional().describe("Before"),
        }),
        response: { 200: pageOf(entrySchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const { items, nextCursor } = await auditLog.list(filter, limit, cursor);
      return { items: items.map(present), nextCursor };
    },
  );
}

function present({ actorKind, actorId, actorName, fields, ...row }: AuditRow) {
  // Mutable arrays, as the schema's types have them.
  const shown = fields.map(({ name, value }) => ({
    name,
    value: typeof value === "object" && value ? [...value] : value,
  }));
  return { ...row, actor: { kind: actorKind, id: actorId, name: actorName }, fields: shown };
}
