import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";
import { conversationAiQuery } from "./queries.ts";

/** Turns the AI off in a conversation (true), or on again, also after a hand-over. */
export function useConversationAi(conversationId: string) {
  const queryClient = useQueryClient();
  return useAction({
    run: (isPaused: boolean) => api.conversations.updateAi(conversationId, { isPaused }),
    onDone: (now) => void queryClient.setQueryData(conversationAiQuery(conversationId).queryKey, now),
  });
}
