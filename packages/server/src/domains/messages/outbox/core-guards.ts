/** The guards that hold for every source. */
import type { ChannelCapabilities } from "../../../channels/channel.ts";
import type { Db, Tx } from "../../../platform/db/index.ts";
import type { ContactsService } from "../../contacts/index.ts";
import { nextAllowedAt } from "./budget.rules.ts";
import type { ClaimedMessage } from "./claim.store.ts";
import type { SendGuard, Verdict } from "./guards.ts";

/** Past its time: it ends as `expired` (see expiry in the recorder), not as a failure. */
export const EXPIRED_CODE = "expired";

/** Looked at from the messages' own columns, without a query. */
export function createRuleGuard(
  capabilities: ChannelCapabilities,
  paceUsedUntil: (message: ClaimedMessage) => Date | null,
): SendGuard {
  return {
    name: "expiry, service window, recipient pace",
    async check(messages, _tx, now) {
      const verdicts = new Map<string, Verdict>();
      for (const message of messages) {
        const verdict = judge(message, capabilities, paceUsedUntil(message), now);
        if (verdict) verdicts.set(message.messageId, verdict);
      }
      return verdicts;
    },
  };
}

function judge(
  message: ClaimedMessage,
  capabilities: ChannelCapabilities,
  usedUntil: Date | null,
  now: Date,
): Verdict | undefined {
  if (message.expiresAt && message.expiresAt <= now) {
    return {
      kind: "cancel",
      reason: { code: EXPIRED_CODE, title: "Not sent: its time was over before it could go out." },
    };
  }
  if (capabilities.hasServiceWindow && isWindowKnownClosed(message, now)) {
    return { kind: "fail", reason: WINDOW_CLOSED };
  }
  const pace = capabilities.pacing.perRecipient;
  const until = pace ? nextAllowedAt(usedUntil, pace, now) : now;
  if (until > now) {
    const title = "Waits: WhatsApp takes only so many messages to one person at a time.";
    return { kind: "defer", until, othersMayPass: false, reason: { code: "recipient-pace", title } };
  }
  return undefined;
}

const WINDOW_CLOSED = {
  code: "service-window-closed",
  title:
    "Not sent: the contact's last message is more than 24 hours old, and then WhatsApp allows only approved templates.",
  mend: "Send an approved template, or wait until the contact writes.",
};

/** A contact we never heard from may have written before we were installed: then the platform decides. */
function isWindowKnownClosed(message: ClaimedMessage, now: Date): boolean {
  return message.content.type !== "template" && message.windowExpiresAt !== null && message.windowExpiresAt <= now;
}

/** What nobody asked for at that moment. Answers, and what a person or another system sends on purpose, still reach them. */
const UNASKED_SOURCES: ReadonlySet<string> = new Set(["campaign", "rotation", "reminder", "follow-up"]);

/** A contact who is suppressed gets nothing; one who asked to stop gets nothing unasked. */
export function createSuppressionGuard(contacts: ContactsService, channelId: string): SendGuard {
  return {
    name: "suppression",
    async check(messages, tx: Db | Tx) {
      const ids = [...new Set(messages.map((message) => message.contactId).filter((id) => id !== null))];
      const suppressed = await contacts.findSuppressed(tx, ids, channelId);
      const verdicts = new Map<string, Verdict>();
      for (const message of messages) {
        const found = suppressed.find(
          (one) =>
            one.contactId === message.contactId &&
            (one.scope !== "marketing" || UNASKED_SOURCES.has(message.sourceKind)),
        );
        if (!found) continue;
        const reason = {
          code: "suppressed",
          title: "Not sent: this contact asked to stop.",
          mend: "Only the contact can ask to start again.",
        };
        verdicts.set(message.messageId, { kind: "cancel", reason });
      }
      return verdicts;
    },
  };
}
