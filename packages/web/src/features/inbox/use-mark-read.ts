import type { ConversationDetail } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { unreadCountsQuery } from "../../app/unread-counts.ts";
import { putIntoLists } from "./live-inbox.ts";
import { conversationQuery } from "./queries.ts";

/** Marked unread by hand: it stays so until it is opened again. */
const keptUnread = new Set<string>();

export function keepUnread(conversationId: string): void {
  keptUnread.add(conversationId);
}

/** Marks a conversation read as far as it was seen, while the window is looked at.
 *  @param lastSeenId the contact's last message that is in sight; undefined: none yet */
export function useMarkRead({ id, unreadCount }: ConversationDetail, lastSeenId: string | undefined): void {
  const queryClient = useQueryClient();
  const mayWrite = useCan("conversations:write");
  const isVisible = usePageVisibility();
  const marked = useRef<string>(undefined);

  useEffect(() => {
    keptUnread.delete(id);
    return () => void keptUnread.delete(id);
  }, [id]);

  useEffect(() => {
    if (!mayWrite || !isVisible || unreadCount === 0 || lastSeenId === undefined) return;
    if (keptUnread.has(id) || marked.current === lastSeenId) return;
    marked.current = lastSeenId;
    const { queryKey } = conversationQuery(id);
    const before = queryClient.getQueryData(queryKey);
    queryClient.setQueryData(queryKey, (now) => now && { ...now, unreadCount: 0 });
    putIntoLists(queryClient, new Set([id]), (row) => ({ ...row, unreadCount: 0 }));
    api.conversations.markRead(id, { upToMessageId: lastSeenId }).then(
      () => void queryClient.invalidateQueries({ queryKey: unreadCountsQuery.queryKey }),
      () => {
        // It is read in the inbox even when WhatsApp does not take the receipt; if not, the next look tries again.
        marked.current = undefined;
        if (before) void queryClient.invalidateQueries({ queryKey });
      },
    );
  }, [id, unreadCount, lastSeenId, isVisible, mayWrite, queryClient]);
}

function usePageVisibility(): boolean {
  const [isVisible, setVisible] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isVisible;
}
