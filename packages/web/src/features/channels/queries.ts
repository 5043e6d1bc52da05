import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: async ({ signal }) => api.channels.list({ signal }),
});

export const channelQuery = (id: string) =>
  queryOptions({ queryKey: ["channels", id], queryFn: ({ signal }) => api.channels.get(id, { signal }) });

/** What the platform says of the account. */
export const channelDetailsQuery = (id: string) =>
  queryOptions({
    queryKey: ["channels", id, "details"],
    queryFn: ({ signal }) => api.channels.getDetails(id, { signal }),
  });
