/** One open sandbox channel. Its platform is the virtual phone: nothing leaves this server. */
import { type Clock, waitFor } from "../../platform/clock.ts";
import { describeError } from "../../platform/errors.ts";
import {
  type Channel,
  type ChannelCapabilities,
  MediaDownloadFailed,
  type OutboundMessage,
  type SendOutcome,
} from "../channel.ts";
import { PlatformRefused } from "../management.ts";
import type { SandboxFailure, SandboxPhone } from "../sandbox-phone.ts";
import { CLOSED, NOBODY_THERE, OUTCOMES } from "./failures.ts";
import type { SandboxSettings } from "./settings.ts";

export interface SandboxDeps {
  readonly clock: Clock;
  readonly phone: SandboxPhone;
}

/** As long as one waits at a telephone before one wonders. */
const SLOW_MS = 5_000;
const TRY_AGAIN_MS = 1_000;

export function createSandboxChannel(settings: SandboxSettings, { clock, phone }: SandboxDeps): Channel {
  const { address } = settings;
  const inFlight = new Set<Promise<SendOutcome>>();
  const closing = new AbortController();

  async function attempt(message: OutboundMessage): Promise<SendOutcome> {
    const failure = await phone.takeFailure(address, message.to);
    const simulated = failure === undefined ? undefined : findSimulated(failure);
    if (simulated?.arrives === false) return simulated.outcome;
    if (failure === "slow") await waitFor(clock, SLOW_MS, closing.signal);
    const providerId = `sandbox.${message.id}`;
    const taken = await phone.deliver(address, message, {
      providerId,
      delayMs: settings.deliveryDelayMs,
      readAfterMs: settings.readAfterMs,
      fails: failure === "fails-later",
    });
    if (taken === "nobody-there") return NOBODY_THERE;
    return simulated?.outcome ?? { kind: "accepted", providerId };
  }

  async function send(message: OutboundMessage): Promise<SendOutcome> {
    if (closing.signal.aborted) return CLOSED;
    const sending = attempt(message).catch(explain);
    inFlight.add(sending);
    const outcome = await sending;
    inFlight.delete(sending);
    return outcome;
  }

  return {
    capabilities: describeCapabilities(settings),
    send,
    async markRead(providerId, options) {
      if (await phone.markRead(address, providerId, options)) return;
      throw new PlatformRefused("the virtual phone knows no such message", {
        code: "sandbox-message-unknown",
        mend: "It was reset, or the chat deleted. Nothing needs to be done.",
      });
    },
    async downloadMedia({ providerMediaId }) {
      const file = await phone.openFile(providerMediaId);
      if (file) return file;
      const reason = { code: "media-gone", title: "The file was deleted before it could be fetched." };
      throw new MediaDownloadFailed(reason, { isFinal: true });
    },
    groups: { refresh: (group) => phone.tellGroups(address, group) },
    async check() {
      const chats = await phone.countChats(address);
      const detail = `ready, with ${chats} ${chats === 1 ? "chat" : "chats"}`;
      return [{ name: "virtual phone", state: "ok", code: "phone-ready", detail, particulars: { count: chats } }];
    },
    async close() {
      closing.abort();
      await Promise.all(inFlight);
    },
  };
}

function findSimulated(failure: SandboxFailure) {
  return failure === "slow" || failure === "fails-later" ? undefined : OUTCOMES[failure];
}

/** The phone takes a message once, however often it is sent: whatever went wrong, it may be sent again. */
function explain(error: unknown): SendOutcome {
  const detail = describeError(error).slice(0, 500);
  return {
    kind: "retry",
    scope: "channel",
    afterMs: TRY_AGAIN_MS,
    error: { code: "sandbox-unavailable", title: "The virtual phone is not available at the moment.", detail },
  };
}

const IN_FLIGHT = 20;

function describeCapabilities({ hasServiceWindow, messagesPerSecond }: SandboxSettings): ChannelCapabilities {
  return {
    sends: SENDS,
    hasServiceWindow,
    marksRead: true,
    showsTyping: true,
    resendIsSafe: true,
    stateAfterSend: "accepted",
    concurrency: IN_FLIGHT,
    pacing: { perSecond: messagesPerSecond, burst: Math.max(1, Math.round(messagesPerSecond / 2)) },
    sendLimits: "on-request",
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
