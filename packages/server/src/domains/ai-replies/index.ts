export { type AiReplies, createAiReplies } from "./ai-replies.ts";
export { findAiReplyId } from "./source-id.rules.ts";
export { shiftAiReplies } from "./time-shift.store.ts";
