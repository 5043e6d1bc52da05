import { z } from "zod";
import { dateTimeSchema, type HttpApp, idParams, idSchema, particularsSchema } from "../platform/http/index.ts";
import { type ChannelSession, type ListSessions, SESSION_STATES } from "./channel-session.ts";
import type { ChannelsService } from "./channels.service.ts";
import type { ChannelRow } from "./channels.store.ts";

const READ = { access: { scope: "channels:read" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const TAGS = ["channels"];

const channelSchema = z.object({
  id: idSchema,
  kind: z.enum(["cloud-api", "linked-device", "sandbox"]),
  name: z.string(),
  address: z.string().describe("The platform's id of the account"),
  state: z.enum(["active", "paused", "stopped"]).describe("stopped: the platform refuses it until something is mended"),
  stateReason: z
    .object({
      code: z.string(),
      title: z.string(),
      detail: z.string().optional(),
      mend: z.string().optional(),
      particulars: particularsSchema.optional(),
    })
    .nullable()
    .describe("Why it is paused or stopped, and what to do"),
  session: z
    .object({
      state: z.enum(SESSION_STATES),
      stateReason: z.object({ code: z.string(), title: z.string(), mend: z.string().optional() }).nullable(),
      phone: z.string().nullable().describe("Whose WhatsApp it is, E.164; null: no phone is paired"),
    })
    .nullable()
    .describe("How the session of a WhatsApp Web channel is; null for other kinds"),
  config: z.record(z.string(), z.unknown()).describe("Its settings; secrets are never shown"),
  createdAt: dateTimeSchema,
  updatedAt: dateTimeSchema,
});

const checkSchema = z.object({
  name: z.string(),
  state: z.enum(["ok", "warning", "failed"]),
  code: z.string().optional().describe("Which of its results it is; stable"),
  detail: z.string(),
  mend: z.string().optional(),
  particulars: particularsSchema.optional(),
});

const name = z.string().trim().min(1).max(100);
const settings = z
  .record(z.string(), z.unknown())
  .describe("The settings of its kind, secrets included; see the guide of that kind");

export function registerChannelRoutes(app: HttpApp, service: ChannelsService, listSessions: ListSessions): void {
  const findSessions = async (rows: readonly ChannelRow[]) =>
    rows.some(isPairedByPhone) ? await listSessions() : undefined;
  const present = async (row: ChannelRow) => presentChannel(row, await findSessions([row]));

  app.get(
    "/api/v1/channels",
    {
      config: READ,
      schema: {
        operationId: "listChannels",
        tags: TAGS,
        summary: "List channels",
        response: { 200: z.object({ items: z.array(channelSchema) }) },
      },
    },
    async () => {
      const rows = await service.list();
      const sessions = await findSessions(rows);
      return { items: rows.map((row) => presentChannel(row, sessions)) };
    },
  );

  app.post(
    "/api/v1/channels",
    {
      config: WRITE,
      schema: {
        operationId: "createChannel",
        tags: TAGS,
        summary: "Add a channel",
        body: z.strictObject({ kind: z.enum(["cloud-api", "linked-device", "sandbox"]), name, config: settings }),
        response: { 201: channelSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await present(await service.create(body))),
  );

  app.get(
    "/api/v1/channels/:id",
    {
      config: READ,
      schema: {
        operationId: "getChannel",
        tags: TAGS,
        summary: "One channel",
        params: idParams,
        response: { 200: channelSchema },
      },
    },
    async ({ params }) => present(await service.get(params.id)),
  );

  app.patch(
    "/api/v1/channels/:id",
    {
      config: WRITE,
      schema: {
        operationId: "updateChannel",
        tags: TAGS,
        summary: "Change a channel's name or settings; settings not given keep their value",
        params: idParams,
        body: z.strictObject({ name: name.optional(), config: settings.optional() }),
        response: { 200: channelSchema },
      },
    },
    async ({ params, body }) => present(await service.update(params.id, body)),
  );

  app.delete(
    "/api/v1/channels/:id",
    {
      config: WRITE,
      schema: {
        operationId: "removeChannel",
        tags: TAGS,
        summary: "Remove a channel; its history stays",
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      await service.remove(params.id);
      return reply.code(204).send(null);
    },
  );

  for (const [action, summary] of [
    ["pause", "Stop sending on a channel; what is queued stays queued"],
    ["resume", "Send again on a paused or stopped channel"],
  ] as const) {
    app.post(
      `/api/v1/channels/:id/${action}`,
      {
        config: WRITE,
        schema: {
          operationId: `${action}Channel`,
          tags: TAGS,
          summary,
          params: idParams,
          response: { 200: channelSchema },
        },
      },
      async (request) => present(await service[action]((request.params as { id: string }).id)),
    );
  }

  app.post(
    "/api/v1/channels/:id/check",
    {
      config: { ...READ, audit: false },
      schema: {
        operationId: "checkChannel",
        tags: TAGS,
        summary: "Check everything that can be wrong with a channel, with the mend of each",
        params: idParams,
        response: { 200: z.object({ checks: z.array(checkSchema) }) },
      },
    },
    async ({ params }) => ({ checks: await service.open(await service.get(params.id)).check() }),
  );
}

function presentChannel(row: ChannelRow, sessions: Awaited<ReturnType<ListSessions>> | undefined) {
  const { secrets: _secrets, version: _version, ...channel } = row;
  return { ...channel, session: isPairedByPhone(row) ? (sessions?.get(row.address) ?? NEVER_PAIRED) : null };
}

const NEVER_PAIRED: ChannelSession = { state: "unpaired", stateReason: null, phone: null };
const isPairedByPhone = ({ kind }: ChannelRow) => kind === "linked-device";
