import { z } from "zod";
import { getPrincipal, type HttpApp, idParams, idSchema, pageQueryFields, toPage } from "../../platform/http/index.ts";
import {
  aiReplyCursor,
  aiReplyList,
  aiReplySchema,
  aiSettingsChangeSchema,
  aiSettingsSchema,
  aiTrialRequestSchema,
  aiTrialSchema,
  aiUsageSchema,
  conversationAiSchema,
  handOverList,
} from "./ai-replies.schemas.ts";
import type { AiContact, AiRepliesService } from "./ai-replies.service.ts";
import { AI_REPLY_STATES } from "./ai-replies.store.ts";
import type { AiSettingsService, AiSettingsView } from "./ai-settings.service.ts";

const READ = { access: { scope: "ai-replies:read" } } as const;
const WRITE = { access: { scope: "ai-replies:write" } } as const;
const tags = ["ai-replies"];

interface Parts {
  service: AiRepliesService;
  settings: AiSettingsService;
}

export function registerAiReplyRoutes(app: HttpApp, { service, settings }: Parts): void {
  registerSettingRoutes(app, settings);
  registerConversationRoutes(app, service);

  app.get(
    "/api/v1/ai-replies",
    {
      config: READ,
      schema: {
        operationId: "listAiReplies",
        tags,
        summary: "Messages that were to be answered by the AI, and what became of each; latest first",
        querystring: z.strictObject({
          ...pageQueryFields,
          conversationId: idSchema.optional(),
          state: z.enum(AI_REPLY_STATES).optional(),
          messageId: idSchema.optional().describe("The contact's message"),
          replyMessageId: idSchema.optional().describe("Our answer"),
        }),
        response: { 200: aiReplyList },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const after = cursor === undefined ? undefined : aiReplyCursor.decode(cursor);
      const rows = await withContacts(service, request, await service.list(filter, { limit: limit + 1, after }));
      return toPage(rows, limit, ({ createdAt, id }) => aiReplyCursor.encode({ at: createdAt.toISOString(), id }));
    },
  );

  app.get(
    "/api/v1/ai-replies/usage",
    {
      config: READ,
      schema: {
        operationId: "getAiUsage",
        tags,
        summary: "How much of today's limit is used, and what the last days brought",
        querystring: z.strictObject({
          days: z.coerce.number().int().min(1).max(90).default(30).describe("How many, today included"),
        }),
        response: { 200: aiUsageSchema },
      },
    },
    ({ query }) => service.usage(query.days),
  );

  app.post(
    "/api/v1/ai-replies/test",
    {
      config: { ...WRITE, audit: false },
      schema: {
        operationId: "testAiReply",
        tags,
        summary: "Ask the provider as if a contact had written; nothing is sent, the provider may charge for it",
        body: aiTrialRequestSchema,
        response: { 200: aiTrialSchema },
      },
    },
    ({ body }) => service.tryOut({ ...body, instructions: body.instructions ?? null }),
  );

  app.get(
    "/api/v1/ai-replies/:id",
    {
      config: READ,
      schema: {
        operationId: "getAiReply",
        tags,
        summary: "One AI reply",
        params: idParams,
        response: { 200: aiReplySchema },
      },
    },
    async (request) => {
      const reply = await service.get(request.params.id);
      const [contact] = await findShown(service, request, [reply]);
      return { ...reply, contact: contact ?? null };
    },
  );
}

type Row = { readonly contactId: string | null };

/** Whom each row is about, in their order, for those who may see contacts; null: nobody that may be shown. */
async function findShown(
  service: AiRepliesService,
  request: Parameters<typeof getPrincipal>[0],
  rows: readonly Row[],
): Promise<Array<AiContact | null>> {
  const isShown = getPrincipal(request).allows("contacts:read");
  const contacts = isShown ? await service.findContacts(rows.map(({ contactId }) => contactId)) : undefined;
  return rows.map(({ contactId }) => contacts?.get(contactId ?? "") ?? null);
}

async function withContacts<R extends Row>(
  service: AiRepliesService,
  request: Parameters<typeof getPrincipal>[0],
  rows: readonly R[],
): Promise<Array<R & { contact: AiContact | null }>> {
  const contacts = await findShown(service, request, rows);
  return rows.map((row, index) => ({ ...row, contact: contacts[index] ?? null }));
}

function registerSettingRoutes(app: HttpApp, settings: AiSettingsService): void {
  app.get(
    "/api/v1/ai-replies/settings",
    {
      config: READ,
      schema: {
        operationId: "getAiSettings",
        tags,
        summary: "How AI replies behave; they are off until somebody turns them on",
        response: { 200: aiSettingsSchema },
      },
    },
    async () => present(await settings.view()),
  );

  app.patch(
    "/api/v1/ai-replies/settings",
    {
      config: WRITE,
      schema: {
        operationId: "updateAiSettings",
        tags,
        summary: "Change how AI replies behave; what is not given stays",
        description:
          "They can be turned on once the provider is complete. A new origin of `baseUrl` needs the API key again: a key is sent only to where it was entered for.",
        body: aiSettingsChangeSchema,
        response: { 200: aiSettingsSchema },
      },
    },
    async ({ body }) => present(await settings.update(body)),
  );

  app.post(
    "/api/v1/ai-replies/signing-secret",
    {
      config: WRITE,
      schema: {
        operationId: "renewAiSigningSecret",
        tags,
        summary: "Make a new secret that signs what an HTTP endpoint is asked; shown this once",
        response: { 201: z.object({ secret: z.string().describe("As Standard Webhooks writes it: whsec_…") }) },
      },
    },
    async (_request, reply) => reply.code(201).send({ secret: await settings.renewSigningSecret() }),
  );
}

function registerConversationRoutes(app: HttpApp, service: AiRepliesService): void {
  app.get(
    "/api/v1/ai-replies/hand-overs",
    {
      config: READ,
      schema: {
        operationId: "listAiHandOvers",
        tags,
        summary: "Conversations that were handed over to people, latest first",
        querystring: z.strictObject(pageQueryFields),
        response: { 200: handOverList },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? undefined : aiReplyCursor.decode(cursor);
      const rows = await withContacts(service, request, await service.listHandOvers({ limit: limit + 1, after }));
      return toPage(rows, limit, (last) =>
        aiReplyCursor.encode({ at: last.handedOverAt.toISOString(), id: last.conversationId }),
      );
    },
  );

  app.get(
    "/api/v1/conversations/:id/ai-replies",
    {
      config: { access: { scope: "conversations:read" } },
      schema: {
        operationId: "getConversationAi",
        tags,
        summary: "Whether the AI answers in a conversation, and why not",
        params: idParams,
        response: { 200: conversationAiSchema },
      },
    },
    ({ params }) => service.conversation(params.id),
  );

  app.patch(
    "/api/v1/conversations/:id/ai-replies",
    {
      config: { access: { scope: "conversations:write" } },
      schema: {
        operationId: "updateConversationAi",
        tags,
        summary: "Turn the AI off in a conversation, or on again, also after a hand-over",
        params: idParams,
        body: z.strictObject({ isPaused: z.boolean() }),
        response: { 200: conversationAiSchema },
      },
    },
    ({ params, body }) => service.setPaused(params.id, body.isPaused),
  );
}

function present({ settings, ...view }: AiSettingsView): z.output<typeof aiSettingsSchema> {
  const channelIds = settings.channelIds === null ? null : [...settings.channelIds];
  return { ...settings, channelIds, handOverWords: [...settings.handOverWords], ...view };
}
