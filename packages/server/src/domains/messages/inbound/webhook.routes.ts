import type { ChannelKind } from "../../../channels/channel.ts";
import { type ChannelsService, fingerprintSecret } from "../../../channels/channels.service.ts";
import type { Clock } from "../../../platform/clock.ts";
import { ChasquiError } from "../../../platform/errors.ts";
import { type HttpApp, registerRawBodyRoute } from "../../../platform/http/index.ts";
import type { IngestBuffer } from "./ingest-buffer.ts";

interface Deps {
  channels: ChannelsService;
  buffer: IngestBuffer;
  clock: Clock;
}

const KIND: ChannelKind = "cloud-api";

/** Where Meta posts to. All numbers of an app share one callback, so every path takes the events of every channel. */
export function registerWebhookRoutes(app: HttpApp, deps: Deps): void {
  for (const url of ["/webhook", "/webhooks/cloud-api", "/webhooks/cloud-api/:channelId"]) {
    app.get(url, { config: { access: "public" }, schema: { hide: true } }, async (request, reply) => {
      const { verifyTokens } = await deps.channels.inboundRoutes(KIND);
      const challenge = translatorOf(deps).answerChallenge(
        new URL(request.url, "http://localhost").searchParams,
        verifyTokens,
      );
      if (challenge === undefined) {
        throw new ChasquiError("forbidden", "verify-token-wrong", "This verify token is none of ours.", {
          mend: "Use the verify token of the channel.",
        });
      }
      return reply.type("text/plain").send(challenge);
    });
    registerRawBodyRoute(app, {
      url,
      access: "public",
      async handler(body, request, reply) {
        const signature = request.headers["x-hub-signature-256"];
        const { appSecrets } = await deps.channels.inboundRoutes(KIND);
        const signer = translatorOf(deps).findSigner(
          body,
          typeof signature === "string" ? signature : undefined,
          appSecrets,
        );
        if (signer === undefined) {
          throw new ChasquiError("unauthenticated", "signature-wrong", "The signature does not match the body.", {
            mend: "Check the app secret of the channel.",
          });
        }
        // Answered only when it is stored: what got a 200 is never lost.
        await deps.buffer.store({
          channelKind: KIND,
          signer: fingerprintSecret(signer),
          body,
          receivedAt: deps.clock.now(),
        });
        return reply.type("text/plain").send("");
      },
    });
  }
}

function translatorOf({ channels }: Deps) {
  const { webhook } = channels.driver(KIND);
  if (!webhook) throw new Error("the cloud-api driver takes webhooks");
  return webhook;
}
