import { z } from "zod";
import {
  createCursorFormat,
  cursorTimeSchema,
  type HttpApp,
  idParams,
  idSchema,
  pageOf,
  pageQueryFields,
  toPage,
} from "../../platform/http/index.ts";
import type { PhoneMessage, ShownMessage } from "./phone-messages.store.ts";
import {
  chatChangeSchema,
  chatSchema,
  failuresSchema,
  fastForwardSchema,
  newGroupSchema,
  newPersonSchema,
  phoneMessageSchema,
  writeSchema,
} from "./sandbox.schemas.ts";
import type { SandboxService } from "./sandbox.service.ts";
import type { TimeAndReset } from "./time-and-reset.ts";
import type { WriteAs } from "./write-as.ts";

const READ = { access: { scope: "sandbox:read" } } as const;
const WRITE = { access: { scope: "sandbox:write" } } as const;
const tags = ["sandbox-chats"];

const cursors = createCursorFormat(z.object({ at: cursorTimeSchema, id: idSchema }));
const optionalChannel = { channelId: idSchema.optional().describe("Needed where there are several sandbox channels") };

interface Deps {
  readonly service: SandboxService;
  readonly writeAs: WriteAs;
  readonly time: TimeAndReset;
}

export function registerSandboxRoutes(app: HttpApp, deps: Deps): void {
  registerChatRoutes(app, deps.service);
  registerMessageRoutes(app, deps);
  registerTrialRoutes(app, deps);
}

function registerChatRoutes(app: HttpApp, service: SandboxService): void {
  app.get(
    "/api/v1/sandbox/chats",
    {
      config: READ,
      schema: {
        operationId: "listSandboxChats",
        tags,
        summary: "People and groups of a virtual phone, those used last first",
        querystring: z.strictObject({ ...pageQueryFields, ...optionalChannel }),
        response: { 200: pageOf(chatSchema) },
      },
    },
    async ({ query: { limit, cursor, channelId } }) => {
      const after = cursor === undefined ? undefined : cursors.decode(cursor);
      const rows = await service.listChats(channelId, { limit: limit + 1, after });
      return toPage(rows, limit, (last) => cursors.encode({ at: last.activeAt.toISOString(), id: last.id }));
    },
  );

  app.post(
    "/api/v1/sandbox/people",
    {
      config: WRITE,
      schema: {
        operationId: "createSandboxPerson",
        tags,
        summary: "Invent a person with a phone",
        body: newPersonSchema,
        response: { 201: chatSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await service.createPerson(body)),
  );

  app.post(
    "/api/v1/sandbox/groups",
    {
      config: WRITE,
      schema: {
        operationId: "createSandboxGroup",
        tags,
        summary: "Make a group of people and the business",
        body: newGroupSchema,
        response: { 201: chatSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await service.createGroup(body)),
  );

  app.get(
    "/api/v1/sandbox/chats/:id",
    {
      config: READ,
      schema: {
        operationId: "getSandboxChat",
        tags,
        summary: "One person or group",
        params: idParams,
        response: { 200: chatSchema },
      },
    },
    ({ params }) => service.getChat(params.id),
  );

  app.patch(
    "/api/v1/sandbox/chats/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateSandboxChat",
        tags,
        summary: "Turn a phone off or on, block the business, leave WhatsApp, change members",
        params: idParams,
        body: chatChangeSchema,
        response: { 200: chatSchema },
      },
    },
    ({ params, body }) => service.updateChat(params.id, body),
  );

  app.delete(
    "/api/v1/sandbox/chats/:id",
    {
      config: WRITE,
      schema: {
        operationId: "deleteSandboxChat",
        tags,
        summary: "Delete a person or group from the virtual phone; what the business has of it stays",
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      await service.deleteChat(params.id);
      return reply.code(204).send(null);
    },
  );
}

function registerMessageRoutes(app: HttpApp, { service, writeAs }: Deps): void {
  app.get(
    "/api/v1/sandbox/chats/:id/messages",
    {
      config: READ,
      schema: {
        operationId: "listSandboxMessages",
        tags,
        summary: "What a chat shows, latest first",
        params: idParams,
        querystring: z.strictObject(pageQueryFields),
        response: { 200: pageOf(phoneMessageSchema) },
      },
    },
    async ({ params, query: { limit, cursor } }) => {
      const after = cursor === undefined ? undefined : cursors.decode(cursor);
      const rows = await service.listMessages(params.id, { limit: limit + 1, after });
      return toPage(rows, limit, (last) => cursors.encode({ at: last.createdAt.toISOString(), id: last.id }));
    },
  );

  app.post(
    "/api/v1/sandbox/chats/:id/messages",
    {
      config: WRITE,
      schema: {
        operationId: "writeSandboxMessage",
        tags,
        summary: "Write as a person of the virtual phone",
        description: "It reaches the server as a message on WhatsApp would: rules answer, follow-ups begin.",
        params: idParams,
        body: writeSchema,
        response: { 201: phoneMessageSchema },
      },
    },
    async ({ params, body }, reply) => reply.code(201).send(justWritten(await writeAs(params.id, body), body)),
  );

  app.post(
    "/api/v1/sandbox/chats/:id/read",
    {
      config: WRITE,
      schema: {
        operationId: "readSandboxChat",
        tags,
        summary: "Open a chat: what arrived in it is read, and the business sees two blue ticks",
        params: idParams,
        response: { 200: chatSchema },
      },
    },
    ({ params }) => service.read(params.id),
  );
}

function registerTrialRoutes(app: HttpApp, { service, time }: Deps): void {
  app.post(
    "/api/v1/sandbox/chats/:id/failures",
    {
      config: WRITE,
      schema: {
        operationId: "planSandboxFailures",
        tags,
        summary: "Have the next messages to a chat fail",
        params: idParams,
        body: failuresSchema,
        response: { 200: chatSchema },
      },
    },
    ({ params, body }) => service.planFailures(params.id, body.kind, body.times),
  );

  app.delete(
    "/api/v1/sandbox/chats/:id/failures",
    {
      config: WRITE,
      schema: {
        operationId: "clearSandboxFailures",
        tags,
        summary: "Have nothing fail any more",
        params: idParams,
        response: { 200: chatSchema },
      },
    },
    ({ params }) => service.clearFailures(params.id),
  );

  app.post(
    "/api/v1/sandbox/chats/:id/fast-forward",
    {
      config: WRITE,
      schema: {
        operationId: "fastForwardSandboxChat",
        tags,
        summary: "Put the time forward, for one chat alone",
        description:
          "As if everything in it had happened so much earlier: follow-ups and scheduled messages that fall due by that go out now, the service window " +
          "closes. Nothing else notices.",
        params: idParams,
        body: fastForwardSchema,
        response: { 200: chatSchema },
      },
    },
    async ({ params, body }) => {
      await time.fastForward(params.id, body);
      return service.getChat(params.id);
    },
  );

  app.post(
    "/api/v1/sandbox/reset",
    {
      config: WRITE,
      schema: {
        operationId: "resetSandbox",
        tags,
        summary: "Empty a sandbox channel: its people and groups, and the business's conversations with them",
        body: z.strictObject(optionalChannel),
        response: { 204: z.null() },
      },
    },
    async ({ body }, reply) => {
      await time.reset(body.channelId);
      return reply.code(204).send(null);
    },
  );
}

/** Nobody has reacted to it yet. */
function justWritten(message: PhoneMessage, { content, quotedMessageId }: z.infer<typeof writeSchema>): ShownMessage {
  const quotedId = content.type === "tap" ? content.messageId : (quotedMessageId ?? null);
  return { ...message, quotedId, reactions: [] };
}
