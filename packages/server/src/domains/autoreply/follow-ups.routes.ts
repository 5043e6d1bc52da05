import { z } from "zod";
import {
  getPrincipal,
  type HttpApp,
  idParams,
  idSchema,
  pageOf,
  pageQueryFields,
  toPage,
} from "../../platform/http/index.ts";
import {
  followUpCursor,
  followUpRuleChangeSchema,
  followUpRuleCreateSchema,
  followUpRuleList,
  followUpRuleSchema,
  followUpRuleUpdateSchema,
  followUpSchema,
  orderSchema,
} from "./autoreply.schemas.ts";
import type { FollowUpsService } from "./follow-ups.service.ts";

const READ = { access: { scope: "follow-ups:read" } } as const;
const WRITE = { access: { scope: "follow-ups:write" } } as const;
const tags = ["follow-ups"];

export function registerFollowUpRoutes(app: HttpApp, service: FollowUpsService): void {
  app.get(
    "/api/v1/follow-up-rules",
    {
      config: READ,
      schema: {
        operationId: "listFollowUpRules",
        tags,
        summary: "List the follow-up rules in the order in which they are asked",
        response: { 200: followUpRuleList },
      },
    },
    async () => ({ items: await service.listRules(), nextCursor: null }),
  );

  app.post(
    "/api/v1/follow-up-rules",
    {
      config: WRITE,
      schema: {
        operationId: "createFollowUpRule",
        tags,
        summary: "Add a follow-up rule behind the others",
        description:
          "Later than 24 hours after the contact's last message WhatsApp's Cloud API takes only approved templates.",
        body: followUpRuleCreateSchema,
        response: { 201: followUpRuleSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await service.createRule(body)),
  );

  app.put(
    "/api/v1/follow-up-rules/order",
    {
      config: WRITE,
      schema: {
        operationId: "reorderFollowUpRules",
        tags,
        summary: "Say in which order the follow-up rules are asked; the first one enabled for a channel counts",
        body: orderSchema,
        response: { 200: followUpRuleList },
      },
    },
    async ({ body }) => ({ items: await service.reorderRules(body.ids), nextCursor: null }),
  );

  app.get(
    "/api/v1/follow-up-rules/:id",
    {
      config: READ,
      schema: {
        operationId: "getFollowUpRule",
        tags,
        summary: "One follow-up rule",
        params: idParams,
        response: { 200: followUpRuleSchema },
      },
    },
    ({ params }) => service.getRule(params.id),
  );

  app.patch(
    "/api/v1/follow-up-rules/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateFollowUpRule",
        tags,
        summary: "Change a follow-up rule; what is not given stays",
        description:
          "When delay or hours change, `timers` chooses what becomes of timers set already, and the answer tells how many there are and what happens to them.",
        params: idParams,
        body: followUpRuleUpdateSchema,
        response: { 200: followUpRuleChangeSchema },
      },
    },
    ({ params, body }) => service.updateRule(params.id, body),
  );

  app.delete(
    "/api/v1/follow-up-rules/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteFollowUpRule",
        tags,
        summary: "Delete a follow-up rule; what is pending of it is not sent",
        params: idParams,
        response: { 204: z.void().describe("Deleted") },
      },
    },
    async ({ params }, reply) => {
      await service.deleteRule(params.id);
      return reply.code(204).send();
    },
  );

  app.get(
    "/api/v1/follow-ups",
    {
      config: READ,
      schema: {
        operationId: "listFollowUps",
        tags,
        summary: "List pending follow-ups, the soonest due first",
        querystring: z.strictObject({
          ...pageQueryFields,
          channelId: idSchema.optional(),
          conversationId: idSchema.optional(),
        }),
        response: { 200: pageOf(followUpSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const after = cursor === undefined ? undefined : followUpCursor.decode(cursor);
      const pending = await service.listPending(filter, { limit: limit + 1, after });
      const isShown = getPrincipal(request).allows("contacts:read");
      const contacts = isShown ? await service.findContacts(pending) : undefined;
      const rows = pending.map((one) => ({ ...one, contact: contacts?.get(one.conversationId) ?? null }));
      return toPage(rows, limit, ({ dueAt, conversationId }) =>
        followUpCursor.encode({ dueAt: dueAt.toISOString(), conversationId }),
      );
    },
  );

  app.delete(
    "/api/v1/follow-ups/:id",
    {
      config: WRITE,
      schema: {
        operationId: "cancelFollowUp",
        tags,
        summary: "Cancel the follow-up pending in a conversation",
        params: z.strictObject({ id: idSchema.describe("The conversation's id") }),
        response: { 204: z.void().describe("Cancelled") },
      },
    },
    async ({ params }, reply) => {
      await service.cancel(params.id);
      return reply.code(204).send();
    },
  );
}
