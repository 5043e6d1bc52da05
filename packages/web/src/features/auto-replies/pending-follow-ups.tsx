import type { FollowUp } from "@chasqui/client";
import { Button, Select, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { channelsQuery, LOOK_AGAIN_MS } from "./queries.ts";

const route = getRouteApi("/shell/auto-replies/follow-ups");

/** To whom something will be sent if they stay silent, the soonest first. */
export function PendingFollowUps({ mayWrite }: { readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const { channel } = route.useSearch();
  const navigate = route.useNavigate();
  const channels = useQuery(channelsQuery);
  const setChannel = (id: string | undefined) =>
    void navigate({ search: id === undefined ? {} : { channel: id }, replace: true });
  const pending = useCursorList({
    queryKey: ["follow-ups", "pending", channel],
    fetchPage: (page, options) =>
      api.followUps.list({ ...page, ...(channel !== undefined && { channelId: channel }) }, options),
  });
  useInterval(pending.retry, LOOK_AGAIN_MS, { autoInvoke: true });
  const formatPhone = usePhoneFormat();
  const nameOf = ({ contact }: FollowUp) =>
    contact?.name ?? (contact?.phone == null ? t("fields.nameless") : formatPhone(contact.phone));
  const cancel = useAction({
    run: ({ conversationId }: FollowUp) => api.followUps.cancel(conversationId),
    changes: [["follow-ups", "pending"]],
    done: (_nothing, one) => t("autoReplies.pending.cancelled", { name: nameOf(one) }),
  });
  const columns: Column<FollowUp>[] = [
    { id: "contact", header: t("autoReplies.pending.contact"), cell: nameOf, onPhone: "title" },
    { id: "rule", header: t("autoReplies.pending.rule"), cell: ({ ruleName }) => ruleName },
    {
      id: "channel",
      header: t("autoReplies.pending.channel"),
      cell: ({ channelId }) => channels.data?.find(({ id }) => id === channelId)?.name ?? "",
    },
    {
      id: "silent",
      header: t("autoReplies.pending.silentSince"),
      cell: ({ triggerAt }) => <RelativeTime at={triggerAt} />,
    },
    {
      id: "due",
      header: t("autoReplies.pending.due"),
      cell: ({ dueAt }) => <RelativeTime at={dueAt} />,
      onPhone: "aside",
    },
  ];
  return (
    <>
      {(channels.data?.length ?? 0) > 1 && (
        <FilterBar>
          <Select
            aria-label={t("autoReplies.pending.channel")}
            placeholder={t("autoReplies.fields.everyChannel")}
            clearable
            value={channel ?? null}
            onChange={(id) => setChannel(id ?? undefined)}
            data={(channels.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </FilterBar>
      )}
      <CursorList
        list={pending}
        empty={<Text c="dimmed">{t("autoReplies.pending.empty")}</Text>}
        onClearFilters={channel === undefined ? undefined : () => setChannel(undefined)}
      >
        {(rows) => (
          <DataTable
            label={t("autoReplies.pending.title")}
            columns={columns}
            rows={rows}
            idOf={({ conversationId }) => conversationId}
            nameOf={nameOf}
            linkOf={({ conversationId }) => ({ to: "/inbox/$conversationId", params: { conversationId } })}
            {...(mayWrite && {
              actionsOf: (one: FollowUp) => (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t("autoReplies.pending.cancelOne", { name: nameOf(one) })}
                  onClick={() => cancel.mutate(one)}
                >
                  {t("common.cancel")}
                </Button>
              ),
            })}
          />
        )}
      </CursorList>
    </>
  );
}
