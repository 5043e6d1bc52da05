import type { OutboundMessage, Recipient } from "../../../channels/channel.ts";
import type { ClaimedMessage } from "./claim.store.ts";

const LID_ENDING = "@lid";

/** How a conversation is addressed with a person of whom only the LID is known. */
export const lidAddress = (lid: string) => `${lid}${LID_ENDING}`;

/** A conversation's address as a recipient: +E164, a group's id, a LID, or else Meta's business-scoped user id. */
function toRecipient(address: string, isGroup: boolean): Recipient {
  if (isGroup) return { group: address };
  if (address.startsWith("+")) return { phone: address };
  return address.endsWith(LID_ENDING) ? { lid: address.slice(0, -LID_ENDING.length) } : { bsuid: address };
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
