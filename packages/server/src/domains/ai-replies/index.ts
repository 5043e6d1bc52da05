export { type AiReplies, createAiReplies } from "./ai-replies.ts";
export { findAiReplyId } from "./source-id.rules.ts";
