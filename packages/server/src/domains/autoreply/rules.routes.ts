import { z } from "zod";
import { type HttpApp, idParams, idSchema } from "../../platform/http/index.ts";
import {
  orderSchema,
  ruleCreateSchema,
  ruleList,
  ruleSchema,
  ruleStatisticsSchema,
  ruleUpdateSchema,
} from "./autoreply.schemas.ts";
import { ruleTestResultSchema, ruleTestSchema } from "./rule-test.schemas.ts";
import type { TestRules } from "./rule-test.service.ts";
import type { RulesService } from "./rules.service.ts";

const READ = { access: { scope: "rules:read" } } as const;
const WRITE = { access: { scope: "rules:write" } } as const;
const tags = ["rules"];

export function registerRuleRoutes(app: HttpApp, service: RulesService, test: TestRules): void {
  app.get(
    "/api/v1/rules",
    {
      config: READ,
      schema: {
        operationId: "listRules",
        tags,
        summary: "List the auto-reply rules in the order in which they are asked",
        response: { 200: ruleList },
      },
    },
    async () => ({ items: await service.list(), nextCursor: null }),
  );

  app.post(
    "/api/v1/rules",
    {
      config: WRITE,
      schema: {
        operationId: "createRule",
        tags,
        summary: "Add a rule behind the others",
        body: ruleCreateSchema,
        response: { 201: ruleSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await service.create(body)),
  );

  app.put(
    "/api/v1/rules/order",
    {
      config: WRITE,
      schema: {
        operationId: "reorderRules",
        tags,
        summary: "Say in which order the rules are asked",
        body: orderSchema,
        response: { 200: ruleList },
      },
    },
    async ({ body }) => ({ items: await service.reorder(body.ids), nextCursor: null }),
  );

  app.post(
    "/api/v1/rules/test",
    {
      config: { ...READ, audit: false },
      schema: {
        operationId: "testRules",
        tags,
        summary: "What would happen if a contact wrote this? Nothing is sent, counted or remembered",
        description:
          "The decisions are those of real messages: opt-out words first, then every rule with the reason why it answers or not, the AI, and the follow-up that would be set. A rule that is not stored yet can be tried as `draft`.",
        body: ruleTestSchema,
        response: { 200: ruleTestResultSchema },
      },
    },
    ({ body }) => test(body),
  );

  app.get(
    "/api/v1/rules/statistics",
    {
      config: READ,
      schema: {
        operationId: "getRuleStatistics",
        tags,
        summary: "What the rules did, day by day",
        querystring: z.strictObject({
          days: z.coerce.number().int().min(1).max(366).default(30).describe("How many, today included"),
          ruleId: idSchema.optional().describe("Of this rule alone"),
        }),
        response: { 200: ruleStatisticsSchema },
      },
    },
    ({ query }) => service.statistics(query.days, query.ruleId),
  );

  app.get(
    "/api/v1/rules/:id",
    {
      config: READ,
      schema: { operationId: "getRule", tags, summary: "One rule", params: idParams, response: { 200: ruleSchema } },
    },
    ({ params }) => service.get(params.id),
  );

  app.patch(
    "/api/v1/rules/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateRule",
        tags,
        summary: "Change a rule; what is not given stays",
        params: idParams,
        body: ruleUpdateSchema,
        response: { 200: ruleSchema },
      },
    },
    ({ params, body }) => service.update(params.id, body),
  );

  app.post(
    "/api/v1/rules/:id/duplicate",
    {
      config: WRITE,
      schema: {
        operationId: "duplicateRule",
        tags,
        summary: "Add a copy of a rule behind it, turned off",
        params: idParams,
        response: { 201: ruleSchema },
      },
    },
    async ({ params }, reply) => reply.code(201).send(await service.duplicate(params.id)),
  );

  app.delete(
    "/api/v1/rules/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteRule",
        tags,
        summary: "Delete a rule",
        params: idParams,
        response: { 204: z.void().describe("Deleted") },
      },
    },
    async ({ params }, reply) => {
      await service.delete(params.id);
      return reply.code(204).send();
    },
  );
}
