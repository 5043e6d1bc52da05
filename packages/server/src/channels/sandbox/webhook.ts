/** Understands what the virtual phone posts. It is never posted to from outside, so there is nothing to sign and to verify. */
import { z } from "zod";
import { type InboundEvent, TranslationError, type WebhookTranslator } from "../channel.ts";
import { type SandboxEvent, signerOfSandbox } from "../sandbox-phone.ts";

/** As much as tells that the phone wrote it: the rest has its shape by SandboxEvent. */
const bodySchema = z.array(
  z.looseObject({
    kind: z.enum(["message", "status"]),
    channelAddress: z.string(),
    providerId: z.string(),
    occurredAt: z.iso.datetime(),
  }),
);

export const sandboxWebhook: WebhookTranslator = {
  findSigningSecrets: (stored) => [signerOfSandbox(stored.address)],
  findVerifyTokens: () => [],
  findIdentityScope: (stored) => stored.address,
  answerChallenge: () => undefined,
  findSigner: () => undefined,
  translate,
};

function translate(body: Buffer): InboundEvent[] {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) throw new TranslationError("This was not written by a virtual phone of this version.");
  return parsed.data.map((event) => ({
    ...(event as unknown as SandboxEvent),
    occurredAt: new Date(event.occurredAt),
  }));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
