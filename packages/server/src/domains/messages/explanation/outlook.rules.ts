/** How a message stands now, and what happens next. Pure. */
import type { ChannelRow } from "../../../channels/channels.store.ts";
import type { Particulars } from "../../../platform/errors.ts";
import type { Message, MessageState } from "../messages.store.ts";
import { UNKNOWN_GRACE_MS } from "../outbox/retry.rules.ts";
import { CHANNEL_REMOVED } from "../service-window.rules.ts";
import { MOST_COUNTED, type Outlook } from "./explanation.store.ts";

export const STATE_TITLES: Readonly<Record<MessageState, string>> = {
  received: "Received.",
  queued: "Waiting to be sent.",
  held: "Held.",
  sending: "Being sent.",
  unknown: "Nobody can tell whether it went out.",
  accepted: "Accepted by WhatsApp, not sent yet.",
  sent: "Sent: one tick.",
  delivered: "On the contact's phone: two ticks.",
  read: "Read by the contact.",
  played: "Played by the contact.",
  failed: "Not sent.",
  cancelled: "Cancelled.",
  expired: "Not sent: its time was over.",
};

export interface NextStep {
  readonly code: string;
  readonly title: string;
  /** When; null: nobody knows. */
  readonly at: Date | null;
  readonly mend: string | null;
  readonly particulars?: Particulars;
}

/** What happens next by itself; null: nothing.
 *  @param outlook undefined: it has left the outbox
 *  @param channel undefined: it was removed */
export function foresee(
  message: Pick<Message, "state">,
  outlook: Outlook | undefined,
  channel: Pick<ChannelRow, "state" | "stateReason"> | undefined,
  now: Date,
): NextStep | null {
  if (!outlook) return foreseeReports(message.state);
  if (outlook.state === "held") return next("waits-for-release", "It stays until a person releases or cancels it.");
  if (outlook.state === "sending" || outlook.state === "claimed")
    return next("being-sent", "WhatsApp's answer is awaited.");
  if (outlook.state === "unknown") return foreseeUnknown(outlook);
  if (!channel) return next("channel-removed", CHANNEL_REMOVED.title, null, CHANNEL_REMOVED.mend);
  if (channel.state !== "active") {
    const { code, title = "", mend = null, particulars = {} } = channel.stateReason ?? {};
    const told = next("waits-for-channel", `It waits until the channel sends again. ${title}`.trim(), null, mend);
    return code === undefined ? told : { ...told, particulars: { reason: { code, particulars } } };
  }
  if (outlook.state === "waiting") return foreseeTurn(outlook.ahead);
  if (outlook.availableAt > now && outlook.limitedBy !== null) {
    const title = "A limit of the channel holds it back. It goes out from then on, in its turn.";
    return next("waits-for-limit", title, outlook.availableAt, "See the limits on the channel's page.");
  }
  if (outlook.availableAt > now) return next("goes-out-later", "It goes out at its time.", outlook.availableAt);
  return next("goes-out-now", "It goes out as soon as the channel's pace allows.");
}

function foreseeReports(state: MessageState): NextStep | null {
  if (state === "accepted") return next("awaits-sent", "WhatsApp reports when it is sent.");
  if (state === "sent") return next("awaits-delivered", "WhatsApp reports when it is on the contact's phone.");
  if (state === "delivered")
    return next("awaits-read", "WhatsApp reports when it is read, unless the contact has turned that off.");
  return null;
}

function foreseeUnknown({ parked, stateSince, resendIfUnknown }: Outlook): NextStep {
  if (parked) return next("left-to-person", "A person decides: send it again, or cancel it.");
  const then = resendIfUnknown ? "it is sent again" : "it is left to a person";
  const title = `WhatsApp's report is awaited. If none has come by then, and reports on later messages have, ${then}.`;
  const told = next("awaits-evidence", title, new Date(stateSince.getTime() + UNKNOWN_GRACE_MS));
  return { ...told, particulars: { variant: resendIfUnknown ? "awaits-evidence-resent" : "awaits-evidence" } };
}

function foreseeTurn(ahead: number): NextStep {
  const count =
    ahead >= MOST_COUNTED ? `${MOST_COUNTED} or more messages` : ahead === 1 ? "one message" : `${ahead} messages`;
  const told = next(
    "waits-its-turn",
    `It goes out after ${count} of the same conversation, so that they arrive in order.`,
  );
  return { ...told, particulars: { count: ahead, ...(ahead >= MOST_COUNTED && { variant: "waits-behind-many" }) } };
}

function next(code: string, title: string, at: Date | null = null, mend: string | null = null): NextStep {
  return { code, title, at, mend };
}
