export type { ReceivedHandler, ReceivedMessage } from "./inbound/apply-events.ts";
export type { MessageDraft, MessagesService } from "./messages.service.ts";
export { createMessages } from "./messages.ts";
export type { ClaimedMessage } from "./outbox/claim.store.ts";
export type { SendGuard, Verdict } from "./outbox/guards.ts";
