import { z } from "zod";
import { dateTimeSchema, type HttpApp, idParams } from "../../platform/http/index.ts";
import { limitSettingsSchema } from "./limits.schemas.ts";
import type { LimitsService } from "./limits.service.ts";

const READ = { access: { scope: "channels:read" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const tags = ["channels"];

const count = z.int().min(0);
const limit = count.nullable();

const limitsSchema = z
  .object({
    settings: limitSettingsSchema,
    defaults: limitSettingsSchema.describe("The conservative choice: what holds when nobody set anything"),
    timezone: z.string().describe("The installation's: its days are counted"),
    today: z.object({
      date: z.iso.date(),
      messages: count.describe("Handed over so far, answers included"),
      newPeople: count.describe("People written to for the first time, each counted once"),
      messagesLimit: limit.describe("In force today, warm-up included; null: any number"),
      newPeopleLimit: limit,
      resetsAt: dateTimeSchema.describe("When the next day begins"),
      quietUntil: dateTimeSchema.nullable().describe("null: it is not quiet now"),
    }),
    warmUp: z
      .object({
        day: z.int().min(1).describe("Today's, from 1"),
        days: z.int(),
        since: dateTimeSchema.nullable().describe("null: it begins when a phone is paired"),
        schedule: z
          .array(z.object({ day: z.int(), messages: limit, newPeople: limit }))
          .describe("The limits of each day; the last entry is the first day after it"),
      })
      .nullable()
      .describe("null: it is over, or off"),
    coldStop: z
      .object({
        since: dateTimeSchema,
        until: dateTimeSchema,
        count: z.int().min(1).describe("How many in a row; each lasts twice as long as the one before"),
        reason: z.object({
          code: z.string(),
          title: z.string(),
          detail: z.string().optional(),
          mend: z.string().optional(),
        }),
      })
      .nullable()
      .describe("WhatsApp refuses messages to people who never wrote; null: it does not"),
    held: z
      .array(
        z.object({
          code: z.enum(["limit-cold-stop", "limit-quiet-hours", "limit-messages", "limit-new-people"]),
          count,
        }),
      )
      .describe("How many messages wait because of each limit"),
  })
  .meta({ id: "ChannelLimits" });

export function registerLimitRoutes(app: HttpApp, service: LimitsService): void {
  app.get(
    "/api/v1/channels/:id/limits",
    {
      config: READ,
      schema: {
        operationId: "getChannelLimits",
        tags,
        summary: "How much a channel may send, and how much of it is used today",
        params: idParams,
        response: { 200: limitsSchema },
      },
    },
    ({ params }) => service.get(params.id),
  );

  app.put(
    "/api/v1/channels/:id/limits",
    {
      config: WRITE,
      schema: {
        operationId: "updateChannelLimits",
        tags,
        summary: "Set a channel's limits; what is not given gets its default",
        description: "Messages that a limit held back are looked at anew.",
        params: idParams,
        body: limitSettingsSchema,
        response: { 200: limitsSchema },
      },
    },
    ({ params, body }) => service.update(params.id, body),
  );

  app.post(
    "/api/v1/channels/:id/limits/lift-cold-stop",
    {
      config: WRITE,
      schema: {
        operationId: "liftChannelColdStop",
        tags,
        summary: "Write to people who never wrote again, although WhatsApp refused it",
        description: "If WhatsApp refuses again, the next stop lasts twice as long.",
        params: idParams,
        response: { 200: limitsSchema },
      },
    },
    ({ params }) => service.liftColdStop(params.id),
  );
}
