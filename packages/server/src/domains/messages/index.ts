export type { ReceivedHandler, ReceivedMessage } from "./inbound/apply-events.ts";
export type { AccountEventHandler } from "./inbound/processor.ts";
export type { AccountEvent } from "./inbound/route-events.ts";
export type { MessageDraft, MessagesService } from "./messages.service.ts";
export { createMessages } from "./messages.ts";
export type { ClaimedMessage } from "./outbox/claim.store.ts";
export type { SendGuard, Verdict } from "./outbox/guards.ts";
