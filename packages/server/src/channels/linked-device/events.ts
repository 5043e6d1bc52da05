/** How what a session heard travels to the core: as the bodies that other platforms post do, so that it is stored first and processed in
 *  order. Nobody outside can post such a body. */
import { z } from "zod";
import { type InboundEvent, TranslationError, type WebhookTranslator } from "../channel.ts";

/** As much as tells that a session wrote it: the rest has its shape by InboundEvent. */
const bodySchema = z.array(
  z.looseObject({
    kind: z.enum(["message", "echo", "status", "identity"]),
    channelAddress: z.string(),
    occurredAt: z.iso.datetime().optional(),
  }),
);

/** In whose name a session posts, in place of a signature. */
export function signerOfDevice(address: string): string {
  return `WhatsApp Web session of ${address}`;
}

export function writeEvents(events: readonly InboundEvent[]): Buffer {
  return Buffer.from(JSON.stringify(events));
}

export const linkedDeviceWebhook: WebhookTranslator = {
  findSigningSecrets: (stored) => [signerOfDevice(stored.address)],
  findVerifyTokens: () => [],
  findIdentityScope: () => "",
  answerChallenge: () => undefined,
  findSigner: () => undefined,
  translate,
};

function translate(body: Buffer): InboundEvent[] {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) throw new TranslationError("This was not written by a WhatsApp Web session of this version.");
  return parsed.data.map(({ occurredAt, ...event }) => ({
    ...(event as unknown as InboundEvent),
    ...(occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt) }),
  }));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
