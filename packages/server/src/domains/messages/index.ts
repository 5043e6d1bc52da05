export type { ReceivedHandler, ReceivedMessage } from "./inbound/apply-events.ts";
export { createMessagesService, type MessageDraft, type MessagesService } from "./messages.service.ts";
export { createMessages, type Messages } from "./messages.ts";
export type { ClaimedMessage } from "./outbox/claim.store.ts";
export type { SendGuard, Verdict } from "./outbox/guards.ts";
export type { SourceKind } from "./outbox/lanes.rules.ts";
