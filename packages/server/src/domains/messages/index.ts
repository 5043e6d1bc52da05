export { type Conversations, createConversations } from "./conversations.ts";
export type { ReceivedHandler, ReceivedMessage } from "./inbound/apply-events.ts";
export { attachMedia, failMedia, findMediaUses } from "./media-links.store.ts";
export type { MessageDraft, MessagesService } from "./messages.service.ts";
export { createMessages, type Messages } from "./messages.ts";
export type { ClaimedMessage } from "./outbox/claim.store.ts";
export type { SendGuard, Verdict } from "./outbox/guards.ts";
export { countReached } from "./reach.store.ts";
export { createTemplateCheck, createTemplateGuard } from "./template-checks.ts";
