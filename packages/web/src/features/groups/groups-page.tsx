import type { Group } from "@chasqui/client";
import { Button, Group as Line, Select } from "@mantine/core";
import { IconRefresh, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { Page } from "../../components/page.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { useAction } from "../../components/use-action.ts";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { useFormat } from "../../components/use-format.ts";
import { GroupMarks } from "./group-marks.tsx";
import { channelQuery, groupsKey } from "./queries.ts";

const route = getRouteApi("/shell/channels/$channelId/groups");

/** The groups that a channel's account is in. */
export function GroupsPage() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { channelId } = route.useParams();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const mayAsk = useCan("messages:send");
  const channel = useQuery(channelQuery(channelId));
  const change = (next: Parameters<typeof changeFilters<typeof filters>>[1]) =>
    void navigate({ search: changeFilters(filters, next), replace: true });
  const groups = useCursorList({
    queryKey: [...groupsKey, "list", channelId, filters],
    fetchPage: (page, options) =>
      api.channels.listGroups(
        channelId,
        {
          ...page,
          ...(filters.q !== undefined && { search: filters.q }),
          ...(filters.state !== undefined && { state: filters.state }),
        },
        options,
      ),
  });
  const refresh = useAction({
    run: () => api.channels.refreshGroups(channelId),
    changes: [groupsKey],
    done: ({ count }) => t("groups.refreshed", { count }),
  });
  const refreshButton = mayAsk && (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate()}
    >
      {t("groups.refresh")}
    </Button>
  );
  const columns: Column<Group>[] = [
    {
      id: "name",
      header: t("groups.name"),
      onPhone: "title",
      cell: ({ subject }) => subject || t("fields.nameless"),
    },
    { id: "marks", header: "", width: 190, cell: (group) => <GroupMarks group={group} />, onPhone: "aside" },
    {
      id: "participants",
      header: t("groups.participants"),
      align: "right",
      width: 120,
      cell: ({ participantCount }) => number(participantCount),
    },
    { id: "role", header: t("groups.role"), width: 140, cell: ({ role }) => t(`groups.roles.${role}`) },
  ];
  const isFiltered = filters.q !== undefined || filters.state !== undefined;
  return (
    <Page
      title={t("groups.title")}
      text={t("groups.text")}
      back={{ to: "/channels/$channelId", label: channel.data?.name ?? t("channels.one") }}
      action={refreshButton}
    >
      <FilterBar>
        <SearchField label={t("groups.search")} value={filters.q} onChange={(q) => change({ q })} />
        <Line>
          <Select
            aria-label={t("groups.which")}
            allowDeselect={false}
            value={filters.state ?? "joined"}
            onChange={(state) => change({ state: state === "left" ? "left" : undefined })}
            data={[
              { value: "joined", label: t("groups.joined") },
              { value: "left", label: t("groups.leftOnes") },
            ]}
          />
        </Line>
      </FilterBar>
      <CursorList
        list={groups}
        onClearFilters={isFiltered ? () => change({ q: undefined, state: undefined }) : undefined}
        empty={
          <EmptyState
            icon={IconUsersGroup}
            title={t("groups.empty.title")}
            text={t(channel.data?.kind === "sandbox" ? "groups.empty.sandbox" : "groups.empty.text")}
            action={refreshButton}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={t("groups.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={({ subject }) => subject}
            linkOf={({ id }) => ({
              to: "/channels/$channelId/groups/$groupId",
              params: { channelId, groupId: id },
            })}
          />
        )}
      </CursorList>
    </Page>
  );
}
