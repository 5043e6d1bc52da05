import type { ListConversationsData } from "@chasqui/client";
import { getRouteApi } from "@tanstack/react-router";

/** What the inbox keeps in its address: which conversations are listed, at which message the thread stands, which message is explained; and
 *  whether a new message is written (`write`: on this channel, or "new"), to which group. */
export type InboxSearch = ReturnType<ReturnType<typeof getRouteApi<"/shell/inbox">>["useSearch"]>;

export type ConversationFilters = Omit<InboxSearch, "message" | "why" | "write" | "group">;

export const inboxRoute = getRouteApi("/shell/inbox");

type Query = NonNullable<ListConversationsData["query"]>;

export function filtersOf(search: InboxSearch): ConversationFilters {
  const { message: _message, why: _why, write: _write, group: _group, ...filters } = search;
  return filters;
}

/** The filters as the API takes them. Without a word about it, open ones are meant. */
export function toQuery({ q, state = "open", unread, ...rest }: ConversationFilters): Query {
  return {
    ...rest,
    ...(q !== undefined && { search: q }),
    // Whoever searches wants to find it, also where it is closed by now.
    ...(state !== "all" && q === undefined && { state }),
    ...(unread === "yes" && { unread: "true" }),
  };
}

/** Whether the list shows less than all that is open. */
export function countFilters({ q: _q, sort: _sort, assigned: _assigned, ...filters }: ConversationFilters): number {
  return Object.keys(filters).length;
}
