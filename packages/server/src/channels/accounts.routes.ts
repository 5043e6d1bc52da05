import { z } from "zod";
import { ChasquiError } from "../platform/errors.ts";
import { dateTimeSchema, type HttpApp, idParams, particularsSchema } from "../platform/http/index.ts";
import type { ChannelDetailsService } from "./channel-details.service.ts";
import type { ChannelDetails } from "./channel-details.store.ts";
import type { ChannelsService } from "./channels.service.ts";
import { registerTemplateRoutes } from "./message-templates.routes.ts";
import { ManagementAbsent, type MessageTemplates } from "./message-templates.service.ts";

const READ = { access: { scope: "channels:read" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const tags = ["channels"];

const time = dateTimeSchema.nullable();
const text = z.string().nullable();

const detailsSchema = z.object({
  displayPhone: text.describe("The number as the platform shows it"),
  verifiedName: text.describe("The name people see"),
  status: text.describe("State of the number at the platform, e.g. CONNECTED"),
  nameStatus: text.describe("Whether the name is approved"),
  quality: text.describe("GREEN, YELLOW or RED: how often people block or report the number"),
  tier: text.describe("How many people a day may be written to first, e.g. TIER_2K"),
  throughput: text.describe("STANDARD: up to 80 messages a second; HIGH: up to 1000"),
  portfolioId: text.describe("The business whose numbers share one messaging limit"),
  reachedPeople: z
    .int()
    .nullable()
    .describe("People written to first in the 24 hours before `checkedAt`, all numbers of the business together"),
  health: z
    .object({
      canSend: z.string().describe("AVAILABLE, LIMITED or BLOCKED"),
      parts: z.array(z.object({ name: z.string(), canSend: z.string(), problems: z.array(z.string()) })),
    })
    .nullable(),
  tokenExpiresAt: time.describe("Null: never, or not known"),
  dataAccessExpiresAt: time.describe("When the token may no longer read the account; null: never, or not known"),
  usagePercent: z
    .number()
    .nullable()
    .describe("How much of the limit on calls was used when sending was last slowed down"),
  restUntil: time.describe("Until then sending rests, so that the limit on calls is never reached"),
  checkedAt: time,
  checkError: text.describe("Why the last look failed; null: it did not"),
  checkReason: z
    .object({ code: z.string(), particulars: particularsSchema })
    .nullable()
    .describe("The same for programs and translations"),
  templatesSyncedAt: time,
  templatesSyncError: text,
}) satisfies z.ZodType<ChannelDetails, unknown>;

const callbackUrl = z
  .url({ protocol: /^https?$/, error: "must be an https URL" })
  .max(2048)
  .optional()
  .describe("Where the platform should post; default: this server's public URL");

interface Deps {
  channels: ChannelsService;
  details: ChannelDetailsService;
  templates: MessageTemplates;
  webhookUrl: () => string | undefined;
}

export function registerAccountRoutes(app: HttpApp, { channels, details, templates, webhookUrl }: Deps): void {
  registerTemplateRoutes(app, templates);

  app.get(
    "/api/v1/channels/:id/details",
    {
      config: READ,
      schema: {
        operationId: "getChannelDetails",
        tags,
        summary: "What is known of the account behind a channel",
        params: idParams,
        response: { 200: detailsSchema },
      },
    },
    ({ params }) => details.get(params.id),
  );

  app.post(
    "/api/v1/channels/:id/details/refresh",
    {
      config: { ...READ, audit: false },
      schema: {
        operationId: "refreshChannelDetails",
        tags,
        summary: "Ask the platform now what it says of the account",
        params: idParams,
        response: { 200: detailsSchema },
      },
    },
    ({ params }) => details.check(params.id),
  );

  async function manage(channelId: string) {
    const { management } = channels.open(await channels.get(channelId));
    if (!management) throw new ManagementAbsent();
    return management;
  }

  app.post(
    "/api/v1/channels/:id/webhook-setup",
    {
      config: WRITE,
      schema: {
        operationId: "setUpChannelWebhook",
        tags,
        summary: "Have the platform post this account's events to this server",
        description:
          "Sets the app's callback address, subscribes the app to the account, and checks the address by a handshake.",
        params: idParams,
        body: z.strictObject({ callbackUrl }).nullish(),
        response: { 200: z.object({ callbackUrl: z.string(), fields: z.array(z.string()) }) },
      },
    },
    async ({ params, body }) => {
      const url = body?.callbackUrl ?? webhookUrl();
      if (url === undefined) throw new PublicUrlUnknown();
      const { fields, ...setup } = await (await manage(params.id)).setUpWebhook(url);
      return { ...setup, fields: [...fields] };
    },
  );

  app.delete(
    "/api/v1/channels/:id/webhook-setup",
    {
      config: WRITE,
      schema: {
        operationId: "removeChannelWebhook",
        tags,
        summary: "Have the platform post no more events of this account, whatever its number",
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      await (await manage(params.id)).removeWebhook();
      return reply.code(204).send(null);
    },
  );
}

class PublicUrlUnknown extends ChasquiError {
  constructor() {
    super("refused", "public-url-unknown", "This server does not know under which address the internet reaches it.", {
      mend: "Set CHASQUI_PUBLIC_URL, or give callbackUrl.",
    });
  }
}
