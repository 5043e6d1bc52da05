/** One open Cloud API channel: sends, marks read, checks its own health. */
import type { Clock } from "../../platform/clock.ts";
import type { Channel, ChannelCapabilities, OutboundMessage, SendOutcome } from "../channel.ts";
import { createGraphClient, type GraphTimeLimits } from "./graph-client.ts";
import { checkCloudApiChannel } from "./health-check.ts";
import { createManagement } from "./management.ts";
import { readManagementAnswer } from "./management-errors.ts";
import { createMarketingRoute } from "./marketing.ts";
import { createMediaTransfer } from "./media-transfer.ts";
import { buildMessageBody, buildReadBody } from "./message-body.ts";
import { readFailure, readSendAnswer } from "./outcome.ts";
import type { CloudApiSettings } from "./settings.ts";
import { createUsageReader } from "./usage.ts";

export interface CloudApiDeps {
  readonly clock: Clock;
  /** Told to Meta in the user agent. */
  readonly appVersion: string;
  /** The address Meta should post webhooks to, when this server knows its own; asked at each check. */
  readonly webhookUrl?: () => string | undefined;
  /** The category of a channel's template as far as this process knows it. Answers at once: between the last look at a message and the
   *  wire there must be no waiting. */
  readonly findTemplateCategory?: (address: string, name: string, language: string) => string | undefined;
  /** Only tests wait less long than the default. */
  readonly timeLimits?: Partial<GraphTimeLimits>;
}

export function createCloudApiChannel(settings: CloudApiSettings, deps: CloudApiDeps): Channel {
  const capabilities = describeCapabilities(settings);
  const userAgent = `chasqui/${deps.appVersion}`;
  const graph = createGraphClient({
    baseUrl: settings.graphBaseUrl,
    accessToken: settings.accessToken,
    userAgent,
    connections: capabilities.concurrency,
    ...(deps.timeLimits === undefined ? {} : { timeLimits: deps.timeLimits }),
  });
  const path = `/${settings.graphVersion}/${settings.phoneNumberId}/messages`;
  const secrets = [settings.accessToken, settings.appSecret, settings.previousAppSecret ?? "", settings.verifyToken];
  const media = createMediaTransfer({ settings, graph, userAgent, secrets, clock: deps.clock });
  const management = createManagement({ settings, graph, secrets, clock: deps.clock });
  const marketing = createMarketingRoute(settings, deps.findTemplateCategory);
  const readUsage = createUsageReader("messaging");

  async function send(message: OutboundMessage): Promise<SendOutcome> {
    const special = marketing(message.content);
    if (special === undefined) return post(message, path);
    const outcome = await post(message, special.path, special.extra);
    return special.canFallBack(outcome) ? post(message, path) : outcome;
  }

  async function post(message: OutboundMessage, to: string, extra?: Record<string, unknown>): Promise<SendOutcome> {
    const body = buildMessageBody(message, extra);
    if (body === undefined) return NO_ADDRESS;
    const result = await graph.request({ method: "POST", path: to, body });
    if ("failure" in result) return readFailure(result.failure, secrets);
    const outcome = readSendAnswer(result.answer, message.to.phone, secrets);
    if (outcome.kind === "accepted") {
      const usage = readUsage(result.answer.headers);
      return usage.restMs > 0 ? { ...outcome, rest: { ms: usage.restMs, usagePercent: usage.percent } } : outcome;
    }
    return message.providerMediaIds === undefined ? outcome : markMediaDoubt(outcome);
  }

  /** Nothing is lost when it fails: the next reading marks everything before it. */
  async function markRead(providerId: string, { typing }: { typing: boolean }): Promise<void> {
    readManagementAnswer(
      await graph.request({ method: "POST", path, body: buildReadBody(providerId, typing) }),
      secrets,
    );
  }

  return {
    capabilities,
    send,
    markRead,
    management,
    check: () =>
      checkCloudApiChannel({ settings, graph, secrets, now: deps.clock.now(), webhookUrl: deps.webhookUrl?.() }),
    uploadMedia: (file) => media.upload(file),
    downloadMedia: (inbound, signal) => media.download(inbound, signal),
    async close() {
      await Promise.all([graph.close(), media.close()]);
    },
  };
}

/** What Meta says of a file id it does not know: the same as of any other wrong part of a message. */
const PERHAPS_MEDIA = new Set(["meta-100", "meta-131009", "meta-131053"]);

function markMediaDoubt(outcome: SendOutcome): SendOutcome {
  if (outcome.kind !== "permanent" || !PERHAPS_MEDIA.has(outcome.error.code)) return outcome;
  return { ...outcome, error: { ...outcome.error, concerns: "media" } };
}

const NO_ADDRESS: SendOutcome = {
  kind: "permanent",
  error: {
    code: "recipient-missing",
    title: "not sent: the contact has neither a phone number nor a WhatsApp user id",
    mend: "Add the contact's phone number.",
  },
};

/** Half a second is what Meta needs for an answer on a slow day: so many are in flight at the full rate. */
const EXPECTED_ANSWER_SECONDS = 0.5;
const MIN_CONNECTIONS = 8;
const MAX_CONNECTIONS = 256;

function describeCapabilities({ messagesPerSecond, bulkShare }: CloudApiSettings): ChannelCapabilities {
  const inFlight = Math.ceil(messagesPerSecond * EXPECTED_ANSWER_SECONDS);
  return {
    sends: SENDS,
    hasServiceWindow: true,
    marksRead: true,
    showsTyping: true,
    // Meta has no idempotency key.
    resendIsSafe: false,
    stateAfterSend: "accepted",
    concurrency: Math.min(MAX_CONNECTIONS, Math.max(MIN_CONNECTIONS, inFlight)),
    pacing: {
      perSecond: messagesPerSecond,
      burst: Math.max(1, Math.round(messagesPerSecond / 10)),
      // Meta: one message each 6 s to one user; a short burst is lent against the future (error 131056 beyond it).
      perRecipient: { intervalMs: 6000, burst: 5 },
      bulkShare,
    },
  };
}

const SENDS: ChannelCapabilities["sends"] = new Set([
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  "buttons",
  "list",
  "cta-url",
  "interactive",
  "template",
]);
