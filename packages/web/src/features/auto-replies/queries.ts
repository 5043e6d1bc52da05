import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

/** What rules did, and who is waited for, changes without an event: it is looked up anew while it is in sight. */
export const LOOK_AGAIN_MS = 30_000;
/** How far back the counts beside the rules go. */
export const STATISTICS_DAYS = 30;

export const rulesQuery = queryOptions({
  queryKey: ["rules", "list"],
  queryFn: ({ signal }) => api.rules.list({ signal }).then(({ items }) => items),
  refetchInterval: LOOK_AGAIN_MS,
});

export const ruleQuery = (id: string) =>
  queryOptions({ queryKey: ["rules", "one", id], queryFn: ({ signal }) => api.rules.get(id, { signal }) });

export const ruleStatisticsQuery = queryOptions({
  queryKey: ["rules", "statistics"],
  queryFn: ({ signal }) => api.rules.getStatistics({ days: STATISTICS_DAYS }, { signal }),
  refetchInterval: LOOK_AGAIN_MS,
});

export const followUpRulesQuery = queryOptions({
  queryKey: ["follow-ups", "rules"],
  queryFn: ({ signal }) => api.followUpRules.list({ signal }).then(({ items }) => items),
});

export const followUpRuleQuery = (id: string) =>
  queryOptions({
    queryKey: ["follow-ups", "rules", id],
    queryFn: ({ signal }) => api.followUpRules.get(id, { signal }),
  });

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => api.channels.list({ signal }),
  select: ({ items }) => items,
});
