export { findAcquaintances } from "./acquaintance.store.ts";
export { type ConversationEvent, listConversationEvents } from "./conversation-changes.store.ts";
export { findConversationTimes } from "./conversation-times.store.ts";
export type { ConversationsService } from "./conversations.service.ts";
export { type Conversations, createConversations } from "./conversations.ts";
export { registerExplanationRoutes } from "./explanation/explanation.routes.ts";
export { createExplainMessage, type FindSource } from "./explanation/explanation.service.ts";
export { noteGroupNews } from "./group-news.ts";
export type { ReceivedHandler, ReceivedMessage } from "./inbound/apply-events.ts";
export { attachMedia, failMedia, findMediaUses } from "./media-links.store.ts";
export { MessageUnknown } from "./messages.errors.ts";
export type { MessageDraft, MessagesService } from "./messages.service.ts";
export { listMessages } from "./messages.store.ts";
export { createMessages, type Messages } from "./messages.ts";
export type { ClaimedMessage } from "./outbox/claim.store.ts";
export type { Reason, SendGuard, Verdict } from "./outbox/guards.ts";
export {
  countLimited,
  type DueRow,
  findDueRows,
  passesLimited,
  putOff,
  releaseLimited,
  releaseLimitedOf,
} from "./outbox/limited.store.ts";
export { countReached } from "./reach.store.ts";
export { CHANNEL_REMOVED } from "./service-window.rules.ts";
export { createTemplateCheck, createTemplateGuard } from "./template-checks.ts";
export { isInStretch, orderStretch, type Stretch, type StretchStart } from "./thread/stretch.ts";
export { type ThreadMessage, threadMessageSchema } from "./thread/thread.schemas.ts";
export { createThreadReader, type ThreadReader } from "./thread/thread-reader.ts";
export { deleteConversations, findConversationIds, shiftConversation } from "./whole-conversations.store.ts";
