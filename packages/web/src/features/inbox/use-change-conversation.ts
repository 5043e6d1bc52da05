import type { ConversationDetail, UpdateConversationData } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { toastDone } from "../../components/toasts.tsx";
import { useAction } from "../../components/use-action.ts";
import { putIntoLists } from "./live-inbox.ts";
import { conversationQuery } from "./queries.ts";
import { keepUnread } from "./use-mark-read.ts";

type Change = NonNullable<UpdateConversationData["body"]>;

/** Opens, closes, assigns, marks unread. What it changed is shown at once, here and in the lists. */
export function useChangeConversation({ id }: Pick<ConversationDetail, "id">) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const change = useAction({
    async run(what: Change) {
      if (what.isRead === false) keepUnread(id);
      const now = await api.conversations.update(id, what);
      queryClient.setQueryData(conversationQuery(id).queryKey, now);
      const { composer: _composer, ...row } = now;
      putIntoLists(queryClient, new Set([id]), (before) => ({ ...row, match: before.match }));
      return now;
    },
    changes: [["conversations", "unread-counts"]],
    onDone(_now, what) {
      if (what.state === "closed") {
        toastDone(t("inbox.closedToast"), { label: t("inbox.reopen"), run: () => change.mutate({ state: "open" }) });
      }
    },
  });
  return change;
}
