import type { SandboxChat } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { onLiveEvent } from "../../app/live-connection.ts";

/** What the virtual phone itself does not tell: the business's side of a chat begins a moment after its first message, and a changed rule
 *  moves the follow-up. */
export function useConversationNews({ conversationId }: SandboxChat): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      onLiveEvent(({ kind }) => {
        const isBegun = conversationId === null && kind === "messages.received";
        if (isBegun) void queryClient.invalidateQueries({ queryKey: ["sandbox"] });
        if (kind === "follow-ups.changed") void queryClient.invalidateQueries({ queryKey: ["conversations"] });
      }),
    [queryClient, conversationId],
  );
}
