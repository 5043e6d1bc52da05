export { type AiReplies, createAiReplies } from "./ai-replies.ts";
