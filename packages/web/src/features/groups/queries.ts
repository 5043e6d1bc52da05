import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

/** Everything about groups begins with this: live events read it anew. */
export const groupsKey = ["groups"] as const;

export const groupQuery = (channelId: string, id: string) =>
  queryOptions({
    queryKey: [...groupsKey, "one", id] as const,
    queryFn: ({ signal }) => api.channels.getGroup(channelId, id, { signal }),
  });

export const channelQuery = (id: string) =>
  queryOptions({ queryKey: ["channels", id] as const, queryFn: ({ signal }) => api.channels.get(id, { signal }) });
