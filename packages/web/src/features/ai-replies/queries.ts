import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

export const USAGE_DAYS = 30;

export const aiSettingsQuery = queryOptions({
  queryKey: ["ai-replies", "settings"],
  queryFn: ({ signal }) => api.aiReplies.getAiSettings({ signal }),
});

export const aiUsageQuery = queryOptions({
  queryKey: ["ai-replies", "usage"],
  queryFn: ({ signal }) => api.aiReplies.getAiUsage({ days: USAGE_DAYS }, { signal }),
});

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => api.channels.list({ signal }),
  select: ({ items }) => items,
});
