import { z } from "zod";
import { ChasquiError } from "../../platform/errors.ts";
import { dateTimeSchema, type HttpApp, idParams } from "../../platform/http/index.ts";
import { DEVICE_STATES } from "./device-states.ts";
import type { DevicesService } from "./devices.service.ts";
import { drawQrPng, drawQrSvg } from "./qr-picture.ts";

const READ = { access: { scope: "channels:read" } } as const;
const WRITE = { access: { scope: "channels:write" } } as const;
const tags = ["channels"];

const reasonSchema = z.object({ code: z.string(), title: z.string(), mend: z.string().optional() }).nullable();
const state = z.enum(DEVICE_STATES);

const sessionSchema = z
  .object({
    state,
    stateReason: reasonSchema.describe("Why it is in this state, and what to do"),
    stateSince: dateTimeSchema,
    account: z
      .object({
        phone: z.string().describe("E.164"),
        jid: z.string(),
        lid: z.string().nullable(),
        name: z.string().nullable(),
      })
      .nullable()
      .describe("Who it is paired with"),
    pairedAt: dateTimeSchema.nullable(),
    connectedAt: dateTimeSchema.nullable(),
    coldStoppedUntil: dateTimeSchema
      .nullable()
      .describe("WhatsApp restricts the account: nobody who never wrote to it is written to until then"),
  })
  .meta({ id: "WhatsAppWebSession" });

const lifeFields = {
  expiresAt: dateTimeSchema,
  secondsLeft: z
    .int()
    .describe("Until `expiresAt`, by the server's clock: for countdowns on devices whose clock is wrong"),
};

const pairingSchema = z
  .object({
    state,
    stateReason: reasonSchema,
    offer: z
      .discriminatedUnion("kind", [
        z.object({ kind: z.literal("qr"), text: z.string().describe("What the picture says"), ...lifeFields }),
        z.object({ kind: z.literal("code"), code: z.string(), phone: z.string(), ...lifeFields }),
      ])
      .nullable()
      .describe("What to scan or to type now. Null: it is being fetched, or the phone is paired"),
  })
  .meta({ id: "WhatsAppWebPairing" });

class NoPicture extends ChasquiError {
  constructor() {
    super("not-found", "no-qr-code", "There is no QR code to scan at the moment.", {
      mend: "Ask for pairing first, then try again after a second.",
    });
  }
}

export function registerDeviceRoutes(app: HttpApp, service: DevicesService): void {
  app.get(
    "/api/v1/channels/:id/session",
    {
      config: READ,
      schema: {
        operationId: "getChannelSession",
        tags,
        summary: "The WhatsApp Web session of a channel",
        params: idParams,
        response: { 200: sessionSchema },
      },
    },
    ({ params }) => service.get(params.id),
  );

  app.get(
    "/api/v1/channels/:id/pairing",
    {
      // Whoever scans it has the account.
      config: WRITE,
      schema: {
        operationId: "getChannelPairing",
        tags,
        summary: "What a phone has to scan, or its owner to type, to be paired",
        params: idParams,
        response: { 200: pairingSchema },
      },
    },
    ({ params }) => service.getPairing(params.id),
  );

  app.post(
    "/api/v1/channels/:id/pairing",
    {
      config: WRITE,
      schema: {
        operationId: "pairChannel",
        tags,
        summary: "Pair a phone: codes are shown for 160 seconds from now",
        description:
          "They change by themselves, and are the same for everybody who looks. Ask again when they have run out. With `phone` a code to type on that phone comes instead of a picture.",
        params: idParams,
        body: z
          .strictObject({
            phone: z
              .string()
              .regex(/^\+[1-9]\d{6,14}$/, "must be a number like +34600000001")
              .optional(),
          })
          .nullish(),
        response: { 202: pairingSchema },
      },
    },
    async ({ params, body }, reply) => reply.code(202).send(await service.pair(params.id, body?.phone)),
  );

  app.delete(
    "/api/v1/channels/:id/pairing",
    {
      config: WRITE,
      schema: {
        operationId: "stopChannelPairing",
        tags,
        summary: "Show no codes any more",
        params: idParams,
        response: { 204: z.null() },
      },
    },
    async ({ params }, reply) => {
      await service.stopPairing(params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/v1/channels/:id/session/log-out",
    {
      config: WRITE,
      schema: {
        operationId: "logOutChannel",
        tags,
        summary: "Remove this device from the phone; another phone can be paired then",
        params: idParams,
        response: { 202: sessionSchema },
      },
    },
    async ({ params }, reply) => reply.code(202).send(await service.logOut(params.id)),
  );

  app.post(
    "/api/v1/channels/:id/session/use-here",
    {
      config: WRITE,
      schema: {
        operationId: "useChannelHere",
        tags,
        summary: "Take a session back that was opened somewhere else",
        params: idParams,
        response: { 202: sessionSchema },
      },
    },
    async ({ params }, reply) => reply.code(202).send(await service.useHere(params.id)),
  );

  async function getQrText(channelId: string): Promise<string> {
    const { offer } = await service.getPairing(channelId);
    if (offer?.kind !== "qr") throw new NoPicture();
    return offer.text;
  }

  app.get(
    "/api/v1/channels/:id/pairing/qr.svg",
    {
      config: WRITE,
      schema: {
        operationId: "getChannelQrSvg",
        tags,
        summary: "The QR code as a drawing",
        params: idParams,
        produces: ["image/svg+xml"],
        response: { 200: z.any() },
      },
    },
    async ({ params }, reply) =>
      reply
        .header("cache-control", "no-store")
        .type("image/svg+xml")
        .send(drawQrSvg(await getQrText(params.id))),
  );

  app.get(
    "/api/v1/channels/:id/pairing/qr.png",
    {
      config: WRITE,
      schema: {
        operationId: "getChannelQrPng",
        tags,
        summary: "The QR code as a picture",
        params: idParams,
        produces: ["image/png"],
        response: { 200: z.any() },
      },
    },
    async ({ params }, reply) => {
      const png = await drawQrPng(await getQrText(params.id));
      return reply.header("cache-control", "no-store").type("image/png").send(png);
    },
  );
}
