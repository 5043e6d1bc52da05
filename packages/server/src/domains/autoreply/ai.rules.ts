/** Which messages are for the AI. Pure. */
import type { AiAvailability } from "./autoreply.ports.ts";
import type { AnswerableMessage } from "./autoreply.rules.ts";
import { readWords } from "./message-words.rules.ts";

/** `channelId` undefined: none in particular. */
export function isOnAt({ isOn, channelIds }: AiAvailability, channelId: string | undefined): boolean {
  return isOn && (channelIds === null || (channelId !== undefined && channelIds.includes(channelId)));
}

/** Of messages that no rule matched: what a contact wrote to us alone, in words. */
export function isForAi(message: AnswerableMessage, ai: AiAvailability): boolean {
  if (ai.answers !== "unmatched" || !isOnAt(ai, message.channelId) || message.isGroup) return false;
  return (message.text ?? "").trim() !== "" && readWords({ type: message.type }).isConversational;
}
