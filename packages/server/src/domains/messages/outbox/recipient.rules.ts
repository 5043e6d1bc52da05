import type { OutboundMessage, Recipient } from "../../../channels/channel.ts";
import type { ClaimedMessage } from "./claim.store.ts";

/** A conversation's address as a recipient: +E164, a group's id, or else Meta's business-scoped user id. */
function toRecipient(address: string, isGroup: boolean): Recipient {
  if (isGroup) return { group: address };
  return address.startsWith("+") ? { phone: address } : { bsuid: address };
}

export function toOutboundMessage(
  message: ClaimedMessage,
  providerMediaIds?: ReadonlyMap<string, string>,
): OutboundMessage {
  return {
    id: message.messageId,
    to: toRecipient(message.address, message.isGroup),
    content: message.content,
    ...(message.quotedProviderId === null ? {} : { quotedProviderId: message.quotedProviderId }),
    ...(providerMediaIds === undefined ? {} : { providerMediaIds }),
  };
}
