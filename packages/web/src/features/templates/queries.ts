import type { ListMessageTemplatesResponse } from "@chasqui/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../app/api.ts";

export type MetaTemplate = ListMessageTemplatesResponse["items"][number];

export const templateQuery = (id: string) =>
  queryOptions({ queryKey: ["templates", id], queryFn: ({ signal }) => api.templates.get(id, { signal }) });

export const variablesQuery = queryOptions({
  queryKey: ["templates", "variables"],
  queryFn: ({ signal }) => api.templates.listVariables({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Those with an account at Meta: only they have templates there. */
export const metaChannelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: ({ signal }) => api.channels.list({ signal }),
  select: ({ items }) => items.filter(({ kind }) => kind === "cloud-api"),
});

export const channelDetailsQuery = (channelId: string) =>
  queryOptions({
    queryKey: ["channels", channelId, "details"],
    queryFn: ({ signal }) => api.channels.getDetails(channelId, { signal }),
  });

export const metaTemplateQuery = (channelId: string, templateId: string) =>
  queryOptions({
    queryKey: ["channels", channelId, "templates", templateId],
    queryFn: ({ signal }) => api.channels.getMessageTemplate(channelId, templateId, { signal }),
  });
