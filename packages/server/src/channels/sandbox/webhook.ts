/** Understands what the virtual phone posts. */
import { createOwnEventsTranslator } from "../own-events.ts";
import { signerOfSandbox } from "../sandbox-phone.ts";

export const sandboxWebhook = createOwnEventsTranslator({
  author: "a virtual phone",
  signerOf: signerOfSandbox,
  identityScopeOf: (address) => address,
});
