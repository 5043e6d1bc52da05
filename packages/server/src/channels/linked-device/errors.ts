/** What WhatsApp's answers to a message mean to the outbox. Pure. */
import type { SendOutcome } from "../channel.ts";

type Failed = Exclude<SendOutcome, { kind: "accepted" }>;

export const NOT_CONNECTED: Failed = {
  kind: "retry",
  scope: "channel",
  afterMs: 2_000,
  error: { code: "not-connected", title: "Not sent: the WhatsApp Web session is not connected." },
};

/** People who have not written to us can't be written to for now. */
const RESTRICTIONS: ReadonlySet<string> = new Set(["463", "475", "403"]);
const RESTRICTED_MS = 24 * 3_600_000;

export function explainAck(number: string): { outcome: Failed; isRestriction: boolean } {
  if (RESTRICTIONS.has(number)) {
    return {
      isRestriction: true,
      outcome: {
        kind: "defer",
        afterMs: RESTRICTED_MS,
        limitedBy: "limit-cold-stop",
        error: {
          code: `whatsapp-${number}`,
          title: "WhatsApp does not let this account start conversations for now.",
          mend: "Wait: trying again makes it worse. People who write to you are answered all the same.",
        },
      },
    };
  }
  if (number === "479" || number === "400" || number === "406") {
    return {
      isRestriction: false,
      outcome: {
        kind: "permanent",
        error: { code: `whatsapp-${number}`, title: "WhatsApp refused this message.", detail: `error ${number}` },
      },
    };
  }
  if (number === "429" || number === "500" || number === "503") {
    return {
      isRestriction: false,
      outcome: {
        kind: "retry",
        scope: "channel",
        afterMs: 30_000,
        error: {
          code: `whatsapp-${number}`,
          title: "WhatsApp takes no messages at the moment.",
          detail: `error ${number}`,
        },
      },
    };
  }
  return {
    isRestriction: false,
    outcome: {
      kind: "permanent",
      error: { code: "whatsapp-refused", title: "WhatsApp refused this message.", detail: `error ${number}` },
    },
  };
}
