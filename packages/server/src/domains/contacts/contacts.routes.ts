import { z } from "zod";
import { type FindActorNames, getActor } from "../../platform/actor.ts";
import {
  type HttpApp,
  idParams,
  idSchema,
  pageOf,
  pageQueryFields,
  rowNumberSchema,
  toPage,
} from "../../platform/http/index.ts";
import type { ContactDetailsService } from "./contact-details.service.ts";
import {
  contactCursor,
  contactDetailSchema,
  contactSchema,
  contactUpdateSchema,
  suppressionCreateSchema,
  suppressionEventSchema,
  suppressionLiftSchema,
} from "./contacts.schemas.ts";
import type { SuppressionEvent } from "./suppressions.store.ts";

const READ = { access: { scope: "contacts:read" } } as const;
const WRITE = { access: { scope: "contacts:write" } } as const;
const tags = ["contacts"];

export interface ContactRoutesDeps {
  readonly service: ContactDetailsService;
  readonly findActorNames: FindActorNames;
}

export function registerContactRoutes(app: HttpApp, deps: ContactRoutesDeps): void {
  registerReading(app, deps);
  registerMerging(app, deps);
  registerSuppressions(app, deps);
}

function registerReading(app: HttpApp, { service }: ContactRoutesDeps): void {
  const detail = async (id: string) => {
    const contact = await service.get(id);
    return { ...contact, suppressions: await service.suppressions(contact.id) };
  };

  app.get(
    "/api/v1/contacts",
    {
      config: READ,
      schema: {
        operationId: "listContacts",
        tags,
        summary: "List contacts, the latest first",
        querystring: z.strictObject({
          ...pageQueryFields,
          search: z
            .string()
            .trim()
            .min(1)
            .max(200)
            .optional()
            .describe(
              "Words of the name, each at least begun, without regard to case and accents; or a phone number in any writing, or its beginning or end",
            ),
          tagId: idSchema.optional(),
        }),
        response: { 200: pageOf(contactSchema) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const after = cursor === undefined ? undefined : contactCursor.decode(cursor);
      const rows = await service.list(filter, { limit: limit + 1, after });
      const page = toPage(rows, limit, ({ place }) =>
        contactCursor.encode({ at: place.createdAt.toISOString(), id: place.id }),
      );
      return { ...page, items: page.items.map(({ contact }) => contact) };
    },
  );

  app.get(
    "/api/v1/contacts/:id",
    {
      config: READ,
      schema: {
        operationId: "getContact",
        tags,
        summary: "One contact, with what it must not be sent",
        description: "The id of a contact that was merged into another answers the other one.",
        params: idParams,
        response: { 200: contactDetailSchema },
      },
    },
    ({ params }) => detail(params.id),
  );

  app.patch(
    "/api/v1/contacts/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateContact",
        tags,
        summary: "Change what is known of a contact",
        description: "What is not given stays as it is; null empties it.",
        params: idParams,
        body: contactUpdateSchema,
        response: { 200: contactDetailSchema },
      },
    },
    async ({ params, body }) => detail((await service.update(params.id, body)).id),
  );

  const tagParams = z.strictObject({ id: idSchema, tagId: idSchema });
  app.put(
    "/api/v1/contacts/:id/tags/:tagId",
    {
      config: WRITE,
      schema: {
        operationId: "addContactTag",
        tags,
        summary: "Give a contact a tag",
        params: tagParams,
        response: { 200: contactDetailSchema },
      },
    },
    async ({ params }) => detail((await service.addTag(params.id, params.tagId)).id),
  );

  app.delete(
    "/api/v1/contacts/:id/tags/:tagId",
    {
      config: WRITE,
      schema: {
        operationId: "removeContactTag",
        tags,
        summary: "Take a tag from a contact",
        params: tagParams,
        response: { 200: contactDetailSchema },
      },
    },
    async ({ params }) => detail((await service.removeTag(params.id, params.tagId)).id),
  );
}

function registerMerging(app: HttpApp, { service }: ContactRoutesDeps): void {
  const body = z.strictObject({ contactId: idSchema.describe("The other contact") });
  app.post(
    "/api/v1/contacts/:id/merge",
    {
      config: WRITE,
      schema: {
        operationId: "mergeContacts",
        tags,
        summary: "Say that another contact is the same person",
        description: "The other one becomes a part of this contact. It can be undone.",
        params: idParams,
        body,
        response: { 200: contactSchema },
      },
    },
    ({ params, body: { contactId } }) => service.merge(params.id, contactId),
  );

  app.post(
    "/api/v1/contacts/:id/split",
    {
      config: WRITE,
      schema: {
        operationId: "splitContact",
        tags,
        summary: "Undo a merge: the other contact is another person after all",
        description: "WhatsApp may join the two again when a message names both by one sender.",
        params: idParams,
        body,
        response: { 200: contactSchema },
      },
    },
    ({ params, body: { contactId } }) => service.split(params.id, contactId),
  );
}

function registerSuppressions(app: HttpApp, { service, findActorNames }: ContactRoutesDeps): void {
  async function present(events: readonly SuppressionEvent[]) {
    const names = await findActorNames(events.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])));
    return events.map(({ actorKind, actorId, ...event }) => ({
      ...event,
      actor: actorKind && actorId ? { kind: actorKind, id: actorId, name: names.get(actorId) ?? null } : null,
    }));
  }

  app.get(
    "/api/v1/contacts/:id/suppression-events",
    {
      config: READ,
      schema: {
        operationId: "listContactSuppressionEvents",
        tags,
        summary: "Every change of what a contact must not be sent, the latest first",
        params: idParams,
        querystring: z.strictObject({ ...pageQueryFields, cursor: rowNumberSchema.optional() }),
        response: { 200: pageOf(suppressionEventSchema) },
      },
    },
    async ({ params, query: { limit, cursor } }) => {
      const rows = await service.suppressionEvents(params.id, { limit: limit + 1, afterId: cursor });
      return toPage(await present(rows), limit, (last) => last.id);
    },
  );

  app.post(
    "/api/v1/contacts/:id/suppressions",
    {
      config: WRITE,
      schema: {
        operationId: "suppressContact",
        tags,
        summary: "Say that a contact must not be sent something",
        description: "Every source obeys it from the next message on, those waiting to be sent included.",
        params: idParams,
        body: suppressionCreateSchema,
        response: { 204: z.undefined().describe("In force") },
      },
    },
    async (request, reply) => {
      const { scope, reason } = request.body;
      await service.suppress(request.params.id, scope, reason, getActor(request));
      reply.code(204);
    },
  );

  app.post(
    "/api/v1/contacts/:id/suppressions/:scope/lift",
    {
      config: WRITE,
      schema: {
        operationId: "liftContactSuppression",
        tags,
        summary: "Say that a contact may be sent something again",
        params: z.strictObject({ id: idSchema, scope: z.union([z.enum(["all", "marketing"]), idSchema]) }),
        body: suppressionLiftSchema,
        response: { 204: z.undefined().describe("Lifted") },
      },
    },
    async (request, reply) => {
      await service.liftSuppression(request.params.id, request.params.scope, request.body.reason, getActor(request));
      reply.code(204);
    },
  );
}
