/** Events of platforms that are part of this server (the virtual phone, WhatsApp Web sessions). They travel to the core as the bodies that other
 *  platforms post do: stored first, processed in order. Nobody outside can post such a body. */
import { z } from "zod";
import { type InboundEvent, TranslationError, type WebhookTranslator } from "./channel.ts";

/** As much as tells who wrote it: the rest has its shape by InboundEvent. */
const bodySchema = z.array(
  z.looseObject({
    kind: z.enum(["message", "echo", "status"]),
    channelAddress: z.string(),
    providerId: z.string(),
    occurredAt: z.iso.datetime().optional(),
  }),
);

export function writeEvents(events: readonly InboundEvent[]): Buffer {
  return Buffer.from(JSON.stringify(events));
}

/** `signerOf`: in whose name a channel's platform posts, in place of a signature. `author`: who writes the bodies, for people. */
export function createOwnEventsTranslator(options: {
  readonly author: string;
  readonly signerOf: (address: string) => string;
  readonly identityScopeOf: (address: string) => string;
}): WebhookTranslator {
  return {
    findSigningSecrets: ({ address }) => [options.signerOf(address)],
    findVerifyTokens: () => [],
    findIdentityScope: ({ address }) => options.identityScopeOf(address),
    answerChallenge: () => undefined,
    findSigner: () => undefined,
    translate(body) {
      const parsed = bodySchema.safeParse(parseJson(body));
      if (!parsed.success) throw new TranslationError(`This was not written by ${options.author} of this version.`);
      return parsed.data.map(({ occurredAt, ...event }) => ({
        ...(event as unknown as InboundEvent),
        ...(occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt) }),
      }));
    },
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
