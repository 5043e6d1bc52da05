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

/** How the session of a WhatsApp Web channel is. */
export const channelSessionQuery = (id: string) =>
  queryOptions({
    queryKey: ["channels", id, "session"],
    queryFn: ({ signal }) => api.channels.getSession(id, { signal }),
  });

/** A code changes every 20 seconds; the live connection tells of it, and this where that is gone for a moment. */
const CODE_LOOK_MS = 5_000;

/** What the phone must scan, for those who may pair one. */
export const channelPairingQuery = (id: string) =>
  queryOptions({
    queryKey: ["channels", id, "pairing"],
    queryFn: ({ signal }) => api.channels.getPairing(id, { signal }),
    refetchInterval: CODE_LOOK_MS,
  });

/** Messages go out all the time, and no event tells of the count. */
const LOOK_AT_LIMITS_MS = 15_000;

/** How much the channel may send, and how much of it is used today. */
export const channelLimitsQuery = (id: string) =>
  queryOptions({
    queryKey: ["channels", id, "limits"],
    queryFn: ({ signal }) => api.channels.getLimits(id, { signal }),
    refetchInterval: LOOK_AT_LIMITS_MS,
  });
