/** One open Cloud API channel: sends, marks read, checks its own health. */
import type { Clock } from "../../platform/clock.ts";
import { ChasquiError } from "../../platform/errors.ts";
import type { Channel, ChannelCapabilities, OutboundMessage, SendOutcome } from "../channel.ts";
import { createGraphClient, type GraphTimeLimits } from "./graph-client.ts";
import { checkCloudApiChannel } from "./health-check.ts";
import { buildMessageBody, buildReadBody } from "./message-body.ts";
import { readFailure, readSendAnswer } from "./outcome.ts";
import type { CloudApiSettings } from "./settings.ts";

export interface CloudApiDeps {
  readonly clock: Clock;
  /** Told to Meta in the user agent. */
  readonly appVersion: string;
  /** The address Meta should post webhooks to, when this server knows its own; asked at each check. */
  readonly webhookUrl?: () => string | undefined;
  /** Only tests wait less long than the default. */
  readonly timeLimits?: Partial<GraphTimeLimits>;
}

/** Thrown by `markRead`. Nothing is lost by it: the next reading marks everything before it. */
class MarkReadFailed extends ChasquiError {
  constructor(reason: string) {
    super("unavailable", "mark-read-failed", `The message could not be marked read: ${reason}`);
  }
}

export function createCloudApiChannel(settings: CloudApiSettings, deps: CloudApiDeps): Channel {
  const capabilities = describeCapabilities(settings);
  const graph = createGraphClient({
    baseUrl: settings.graphBaseUrl,
    accessToken: settings.accessToken,
    userAgent: `chasqui/${deps.appVersion}`,
    connections: capabilities.concurrency,
    ...(deps.timeLimits === undefined ? {} : { timeLimits: deps.timeLimits }),
  });
  const path = `/${settings.graphVersion}/${settings.phoneNumberId}/messages`;
  const secrets = [settings.accessToken, settings.appSecret, settings.previousAppSecret ?? "", settings.verifyToken];

  async function send(message: OutboundMessage): Promise<SendOutcome> {
    const body = buildMessageBody(message);
    if (body === undefined) return NO_ADDRESS;
    const result = await graph.request({ method: "POST", path, body });
    if ("failure" in result) return readFailure(result.failure, secrets);
    return readSendAnswer(result.answer, message.to.phone, secrets);
  }

  async function markRead(providerId: string, { typing }: { typing: boolean }): Promise<void> {
    const result = await graph.request({ method: "POST", path, body: buildReadBody(providerId, typing) });
    if ("failure" in result) throw new MarkReadFailed(result.failure.code);
    const { status } = result.answer;
    if (status >= 200 && status < 300) return;
    const outcome = readSendAnswer(result.answer, undefined, secrets);
    throw new MarkReadFailed(outcome.kind === "accepted" ? `HTTP ${status}` : `${outcome.error.code}, HTTP ${status}`);
  }

  return {
    capabilities,
    send,
    markRead,
    check: () =>
      checkCloudApiChannel({ settings, graph, secrets, now: deps.clock.now(), webhookUrl: deps.webhookUrl?.() }),
    close: () => graph.close(),
  };
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
  "template",
]);
