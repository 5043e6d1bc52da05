import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

/** How far back the counts beside the rules go. */
export const STATISTICS_DAYS = 30;

export const rulesQuery = queryOptions({
  queryKey: ["rules", "list"],
  queryFn: ({ signal }) => api.rules.list({ signal }).then(({ items }) => items),
});

export const ruleQuery = (id: string) =>
  queryOptions({ queryKey: ["rules", "one", id], queryFn: ({ signal }) => api.rules.get(id, { signal }) });

export const ruleStatisticsQuery = queryOptions({
  queryKey: ["rules", "statistics"],
  queryFn: ({ signal }) => api.rules.getStatistics({ days: STATISTICS_DAYS }, { signal }),
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
