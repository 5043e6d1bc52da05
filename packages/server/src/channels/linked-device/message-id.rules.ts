import { createHash } from "node:crypto";

/** The id a message of ours has on WhatsApp: the same however often it is sent, so that a repeat can be told there. In the form that the
 *  browser app gives its own. */
export function toWhatsAppId(address: string, messageId: string): string {
  const digest = createHash("sha256").update(`${address}\n${messageId}`).digest("hex");
  return `3EB0${digest.slice(0, 18).toUpperCase()}`;
}
