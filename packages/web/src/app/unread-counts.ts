import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "./api.ts";
import { onLiveEvent } from "./live-connection.ts";

/** How many conversations somebody has yet to read. `useUnreadCounts` keeps it up to date. */
export const unreadCountsQuery = queryOptions({
  queryKey: ["conversations", "unread-counts"] as const,
  queryFn: ({ signal }) => api.conversations.countUnread({ signal }),
  meta: { readsAnewByItself: true },
});

/** A busy server tells of changes many times a second; a badge needs no more than this. */
const GATHER_MS = 1_000;
const COUNTED: ReadonlySet<string> = new Set(["messages.received", "conversations.changed", "reset"]);

/** The counts, live. `enabled`: whether the user may read conversations. */
export function useUnreadCounts(enabled: boolean) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLiveEvent(({ kind }) => {
      if (!COUNTED.has(kind)) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: unreadCountsQuery.queryKey, exact: true });
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queryClient, enabled]);
  return useQuery({ ...unreadCountsQuery, enabled });
}
