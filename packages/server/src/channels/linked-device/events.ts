import { createOwnEventsTranslator } from "../own-events.ts";

/** In whose name a session posts. */
export function signerOfDevice(address: string): string {
  return `WhatsApp Web session of ${address}`;
}

export const linkedDeviceWebhook = createOwnEventsTranslator({
  author: "a WhatsApp Web session",
  signerOf: signerOfDevice,
  // Phones and LIDs are the same for everybody.
  identityScopeOf: () => "",
});
