import type { ConversationDetail, ThreadMessage } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { toastProblem } from "../../components/toasts.tsx";
import { inboxRoute } from "./filters.ts";
import { putIntoThreads } from "./live-inbox.ts";
import type { Quoted, ThreadActions } from "./thread-actions.ts";
import { putItems } from "./thread-cache.rules.ts";

interface Options {
  readonly conversation: ConversationDetail;
  readonly name: string;
  readonly onQuote: (quoted: Quoted) => void;
  readonly onGoTo: (messageId: string) => void;
}

/** What the rows of a thread can do. The same object as long as what it says is the same. */
export function useNewThreadActions({ conversation, name, onQuote, onGoTo }: Options): ThreadActions {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = inboxRoute.useNavigate();
  const { id, channelId, isGroup, composer } = conversation;
  const maySend = useCan("messages:send") && composer.mode === "any";
  const mayNote = useCan("conversations:write");
  const latest = useRef({ onQuote, onGoTo, t });
  useEffect(() => {
    latest.current = { onQuote, onGoTo, t };
  });
  return useMemo(() => {
    const put = (message: ThreadMessage) => putIntoThreads(queryClient, id, (data) => putItems(data, [message]));
    async function run(change: () => Promise<ThreadMessage | undefined>): Promise<void> {
      try {
        const message = await change();
        if (message) put(message);
      } catch (error) {
        toastProblem(error, latest.current.t);
      }
    }
    return {
      conversationId: id,
      channelId,
      name,
      isGroup,
      maySend,
      mayNote,
      quote: (quoted) => latest.current.onQuote(quoted),
      goTo: (messageId) => latest.current.onGoTo(messageId),
      explain: (why) =>
        void navigate({
          to: "/inbox/$conversationId",
          params: { conversationId: id },
          search: (now) => ({ ...now, why }),
        }),
      react: (message, emoji) => void run(() => api.messages.setReaction(message.id, { emoji })),
      act: (message, action) =>
        void run(async () => {
          await api.messages[action](message.id);
          const { items } = await api.conversations.getThread(id, { messageIds: message.id });
          return items.find((item) => item.kind === "message");
        }),
    };
  }, [queryClient, navigate, id, channelId, name, isGroup, maySend, mayNote]);
}
