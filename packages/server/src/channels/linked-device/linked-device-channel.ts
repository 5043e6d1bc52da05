/** One open WhatsApp Web channel. Only the node that owns it has a connection; the others know its settings. */
import { type Clock, waitFor } from "../../platform/clock.ts";
import { describeError } from "../../platform/errors.ts";
import {
  type Channel,
  type ChannelCapabilities,
  type ChannelCheck,
  type InboundMedia,
  MediaDownloadFailed,
  type OutboundMessage,
  type SendError,
  type SendOutcome,
} from "../channel.ts";
import { PlatformRefused } from "../management.ts";
import { checkDevice } from "./check-device.ts";
import type { ConnectedDevice, DeviceConnection } from "./device-connection.ts";
import type { DeviceRow } from "./devices.store.ts";
import { explainAck, NOT_CONNECTED } from "./errors.ts";
import { explainGroupRefusal, refusalOf } from "./group-errors.ts";
import type { DeviceGroups } from "./groups.ts";
import { jidOfGroup, jidOfLid } from "./jids.ts";
import type { LinkPreviewer } from "./link-preview.ts";
import { toWhatsAppId } from "./message-id.rules.ts";
import type { NumberBook } from "./number-book.ts";
import { compose, type FileSource, Unsendable } from "./outbound.ts";
import type { Reads } from "./reads.ts";
import type { SentIds } from "./sent-ids.ts";
import type { SessionStore } from "./session-store.ts";
import type { LinkedDeviceSettings } from "./settings.ts";
import { typingMs } from "./typing.rules.ts";
import type { Wa } from "./wa.ts";

export interface LinkedDeviceChannelDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly loadWa: () => Promise<Wa>;
  readonly files: FileSource;
  readonly previews: LinkPreviewer;
  readonly numbers: NumberBook;
  readonly sentIds: Pick<SentIds, "remember">;
  readonly groups: Pick<DeviceGroups, "asking">;
  readonly reads: Pick<Reads, "wish" | "tell">;
  /** What is kept of a message somebody wrote to us; on every node. */
  readonly findReceived: SessionStore["findReceived"];
  readonly readDevice: () => Promise<DeviceRow | undefined>;
  readonly connect: NonNullable<Channel["hold"]> extends (...args: infer Args) => unknown
    ? (...args: Args) => DeviceConnection
    : never;
  /** WhatsApp refuses messages to people never written to: none go until then. */
  readonly stopColdSends: (reason: SendError) => Promise<void>;
}

export function createLinkedDeviceChannel(settings: LinkedDeviceSettings, deps: LinkedDeviceChannelDeps): Channel {
  const { clock } = deps;
  const closing = new AbortController();
  const inFlight = new Set<Promise<SendOutcome>>();
  let connection: DeviceConnection | undefined;
  /** By the clock's monotonicMs: when the next message may begin. */
  let nextAtMs = 0;

  async function attempt(message: OutboundMessage): Promise<SendOutcome> {
    await keepGap();
    const device = connection?.connected();
    if (device === undefined) return NOT_CONNECTED;
    const found = await findRecipient(device, message);
    if (typeof found !== "string") return found;
    const id = toWhatsAppId(settings.address, message.id);
    let proto = await device.session.findSent(id);
    if (proto === undefined) {
      const { previews, files } = deps;
      proto = await compose({ wa: await deps.loadWa(), ...device, files, previews }, found, id, message);
      await showTyping(device, found, message);
      // Kept before it goes: whoever can't read it asks for it again.
      await device.session.keepSent(id, proto);
    }
    deps.sentIds.remember(id, message.id);
    const acked = device.waitForAck(id);
    await device.socket.relayMessage(found, proto, { messageId: id });
    const ack = await acked;
    if (ack === undefined) {
      return {
        kind: "unknown",
        error: { code: "no-acknowledgement", title: "WhatsApp did not say whether it took the message." },
      };
    }
    if (ack.error === undefined) return { kind: "accepted", providerId: id };
    const refused = message.to.group === undefined ? undefined : explainGroupRefusal(Number(ack.error));
    if (refused) return refused;
    const { outcome, isRestriction } = explainAck(ack.error);
    if (isRestriction) await deps.stopColdSends(outcome.error);
    return outcome;
  }

  /** The next message begins no sooner than a person would have written it, and never after the same time. */
  async function keepGap(): Promise<void> {
    const { gapSecondsFrom, gapSecondsTo } = settings;
    const nowMs = clock.monotonicMs();
    const startMs = Math.max(nowMs, nextAtMs);
    nextAtMs = startMs + 1_000 * (gapSecondsFrom + deps.random() * (gapSecondsTo - gapSecondsFrom));
    if (startMs > nowMs) await waitFor(clock, startMs - nowMs, closing.signal);
  }

  async function findRecipient(device: ConnectedDevice, { to }: OutboundMessage): Promise<string | SendOutcome> {
    if (to.group !== undefined) return jidOfGroup(to.group);
    if (to.phone === undefined) {
      if (to.lid !== undefined) return jidOfLid(to.lid);
      return { kind: "permanent", error: NO_ADDRESS };
    }
    const jid = await deps.numbers.find(device.socket, to.phone);
    return jid ?? { kind: "permanent", error: NOT_ON_WHATSAPP };
  }

  /** As a person would: WhatsApp looks at that. */
  async function showTyping({ socket }: ConnectedDevice, jid: string, { content }: OutboundMessage): Promise<void> {
    if (!settings.showsTyping || content.type === "reaction") return;
    const isVoice = content.type === "audio" && content.voice === true;
    try {
      await socket.sendPresenceUpdate(isVoice ? "recording" : "composing", jid);
      await waitFor(clock, typingMs(content, deps.random()), closing.signal);
      await socket.sendPresenceUpdate("paused", jid);
    } catch {
      // It is a courtesy: the message goes without it.
    }
  }

  async function send(message: OutboundMessage): Promise<SendOutcome> {
    if (closing.signal.aborted) return NOT_CONNECTED;
    const sending = attempt(message).catch((error) => (isLineGone(error) ? NOT_CONNECTED : explain(error, message)));
    inFlight.add(sending);
    const outcome = await sending;
    inFlight.delete(sending);
    return outcome;
  }

  return {
    capabilities: describeCapabilities(settings),
    send,
    hold(ownership, events) {
      connection = deps.connect(ownership, events);
      return connection;
    },
    async markRead(providerId, { typing }) {
      const key = (await deps.findReceived(providerId))?.key;
      if (!key) {
        throw new PlatformRefused("this session knows no such message", {
          code: "message-unknown",
          variant: "session-knows-no-such-message",
          mend: "It came before the phone was paired, or long ago. Nothing needs to be done.",
        });
      }
      const device = connection?.connected();
      if (device === undefined) return deps.reads.wish(providerId);
      await deps.reads.tell(device, [providerId]);
      if (typing && key.remoteJid) await device.socket.sendPresenceUpdate("composing", key.remoteJid);
    },
    groups: deps.groups.asking(() => connection?.connected()),
    async downloadMedia(media, signal) {
      return download(media, signal);
    },
    async check(): Promise<ChannelCheck[]> {
      return checkDevice(await deps.readDevice(), clock.now());
    },
    async close() {
      closing.abort();
      await Promise.all(inFlight);
    },
  };

  async function download({ providerMediaId }: InboundMedia, signal: AbortSignal) {
    const message = await deps.findReceived(providerMediaId);
    if (!message?.message) {
      const title = "What is needed to fetch this file is no longer there.";
      throw new MediaDownloadFailed({ code: "media-gone", title }, { isFinal: true });
    }
    const wa = await deps.loadWa();
    try {
      const body = await wa.downloadMediaMessage(message as never, "stream", { options: { signal } });
      return { body };
    } catch (cause) {
      const reason = {
        code: "media-not-fetched",
        title: "WhatsApp did not give the file.",
        detail: describeError(cause),
      };
      throw new MediaDownloadFailed(reason, { isFinal: isGone(cause), cause });
    }
  }
}

const NO_ADDRESS: SendError = {
  code: "no-address",
  title: "A WhatsApp Web session can't write to this person: their number is not known.",
  mend: "Add the person's phone number.",
};
const NOT_ON_WHATSAPP: SendError = {
  code: "recipient-not-on-whatsapp",
  title: "Nobody on WhatsApp has this number.",
  mend: "Check the contact's number.",
};

/** What the library says when there is no connection (any more). */
function isLineGone(error: unknown): boolean {
  return (error as { output?: { statusCode?: number } } | undefined)?.output?.statusCode === CONNECTION_CLOSED;
}

const CONNECTION_CLOSED = 428;

function explain(error: unknown, { to }: OutboundMessage): SendOutcome {
  if (error instanceof Unsendable) return { kind: "permanent", error: error.reason };
  const refused = to.group === undefined ? undefined : explainGroupRefusal(refusalOf(error));
  if (refused) return refused;
  // Whatever was reached, the same message goes out under the same id: repeating it is safe.
  const detail = describeError(error).slice(0, 500);
  return {
    kind: "retry",
    scope: "message",
    afterMs: 5_000,
    error: { code: "send-interrupted", title: "Sending was interrupted.", detail },
  };
}

function isGone(error: unknown): boolean {
  const status = (error as { output?: { statusCode?: number } } | undefined)?.output?.statusCode;
  return status === 404 || status === 410;
}

function describeCapabilities({ gapSecondsFrom, gapSecondsTo }: LinkedDeviceSettings): ChannelCapabilities {
  // What is longer than the shortest gap the driver waits itself.
  const gap = gapSecondsFrom;
  return {
    sends: SENDS,
    hasServiceWindow: false,
    marksRead: true,
    showsTyping: true,
    // That a recipient drops a message repeated under its id was seen with the library's own client; not with WhatsApp's.
    resendIsSafe: true,
    stateAfterSend: "sent",
    concurrency: gapSecondsTo === 0 ? 8 : 1,
    pacing: { perSecond: gap === 0 ? 50 : 1 / gap, burst: gap === 0 ? 20 : 1 },
    sendLimits: "by-default",
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
]);
