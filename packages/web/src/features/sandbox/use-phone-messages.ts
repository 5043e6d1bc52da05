import type { SandboxMessage } from "@chasqui/client";
import { api } from "../../app/api.ts";
import { type CursorListState, useCursorList } from "../../components/use-cursor-list.ts";

const AT_ONCE = 50;

/** What a chat shows, the latest first. */
export function usePhoneMessages(chatId: string): CursorListState<SandboxMessage> {
  return useCursorList({
    queryKey: ["sandbox", "messages", chatId],
    fetchPage: (page, options) => api.sandbox.listMessages(chatId, { ...page, limit: AT_ONCE }, options),
  });
}
