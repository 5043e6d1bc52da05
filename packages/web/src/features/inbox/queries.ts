import type { Thread } from "@chasqui/client";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";
import { type ConversationFilters, toQuery } from "./filters.ts";

/** The live connection tells what changes, and live-inbox.ts puts it in its place: nothing long is read twice. */
const KEPT_BY_LIVE = {
  meta: { readsAnewByItself: true },
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;

export const CONVERSATIONS_A_PAGE = 100;
const NEWEST_ITEMS = 50;
const MORE_ITEMS = 200;

export const conversationListKey = ["conversations", "list"] as const;

export const conversationListQuery = (filters: ConversationFilters) =>
  infiniteQueryOptions({
    queryKey: [...conversationListKey, filters] as const,
    queryFn: async ({ pageParam, signal }) =>
      api.conversations.list(
        { ...toQuery(filters), limit: CONVERSATIONS_A_PAGE, ...(pageParam !== undefined && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...KEPT_BY_LIVE,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversations", "one", id] as const,
    queryFn: ({ signal }) => api.conversations.get(id, { signal }),
    ...KEPT_BY_LIVE,
  });

export type ThreadPlace = { before?: string; after?: string; around?: string };

export const threadKey = ["threads"] as const;

/** @param around the id of a message to be in the middle; undefined: the latest */
export const threadQuery = (conversationId: string, around: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...threadKey, conversationId, around ?? "latest"] as const,
    queryFn: ({ pageParam, signal }) =>
      api.conversations.getThread(
        conversationId,
        { ...pageParam, limit: "before" in pageParam || "after" in pageParam ? MORE_ITEMS : NEWEST_ITEMS },
        { signal },
      ),
    initialPageParam: (around === undefined ? {} : { around }) as ThreadPlace,
    getPreviousPageParam: ({ hasOlder, olderCursor }: Thread): ThreadPlace | undefined =>
      hasOlder && olderCursor !== null ? { before: olderCursor } : undefined,
    getNextPageParam: ({ hasNewer, newerCursor }: Thread): ThreadPlace | undefined =>
      hasNewer && newerCursor !== null ? { after: newerCursor } : undefined,
    ...KEPT_BY_LIVE,
  });

/** The latest items of a thread, as they are now. */
export const readLatest = (conversationId: string) =>
  api.conversations.getThread(conversationId, { limit: NEWEST_ITEMS });

export const conversationAiQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversations", "ai", id] as const,
    queryFn: ({ signal }) => api.conversations.getAi(id, { signal }),
    ...KEPT_BY_LIVE,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contacts", "one", id] as const,
    queryFn: ({ signal }) => api.contacts.get(id, { signal }),
  });

export const conversationsOfContactQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["conversations", "of-contact", contactId] as const,
    queryFn: async ({ signal }) => api.conversations.list({ contactId, limit: 20 }, { signal }),
    meta: { readsAnewByItself: true },
  });

export const channelsQuery = queryOptions({
  queryKey: ["channels"] as const,
  queryFn: async ({ signal }) => api.channels.list({ signal }),
});

export const tagsQuery = queryOptions({
  queryKey: ["tags"] as const,
  queryFn: async ({ signal }) => api.tags.list({ signal }),
});

export const quickRepliesQuery = queryOptions({
  queryKey: ["quick-replies"] as const,
  queryFn: async ({ signal }) => api.quickReplies.list({ signal }),
});

/** Of a channel: what may be sent when the service window is closed. */
export const messageTemplatesQuery = (channelId: string) =>
  queryOptions({
    queryKey: ["channels", channelId, "templates", "all"] as const,
    queryFn: async ({ signal }) => api.channels.listMessageTemplates(channelId, { limit: 200 }, { signal }),
  });

const MAY_BE_ASSIGNED: ReadonlySet<string> = new Set(["owner", "manager", "agent"]);

/** Who may answer, and so may be given a conversation. */
export const colleaguesQuery = queryOptions({
  queryKey: ["users", "colleagues"] as const,
  queryFn: async ({ signal }) => {
    const { items } = await api.users.list({ limit: 200 }, { signal });
    return items.filter(({ role, state }) => MAY_BE_ASSIGNED.has(role) && state === "active");
  },
});

export const explanationQuery = (messageId: string) =>
  queryOptions({
    queryKey: ["messages", "explanation", messageId] as const,
    queryFn: ({ signal }) => api.messages.explain(messageId, { signal }),
    ...KEPT_BY_LIVE,
  });
