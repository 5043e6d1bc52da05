import type { AuditEntry } from "@chasqui/client";
import { Button, Select, Stack, Text } from "@mantine/core";
import { IconHistory, IconX } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters, type FilterChange } from "../../app/search-params.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { Page } from "../../components/page.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { ActivityTabs } from "./activity-tabs.tsx";
import { ActorName } from "./actor-name.tsx";
import { EntryFields } from "./entry-fields.tsx";
import { useOperationText } from "./use-operation-text.ts";

const route = getRouteApi("/shell/activity");
const ACTOR_KINDS = ["user", "api-key", "command-line", "system", "nobody"] as const;
const OUTCOMES = ["done", "refused"] as const;

/** Every change, by whom and from where. */
export function ActivityPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const operationText = useOperationText();
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const setFilter = (change: FilterChange<typeof filters>) =>
    void navigate({ search: changeFilters(filters, change), replace: true });
  const clear = isFiltered ? () => void navigate({ search: {}, replace: true }) : undefined;
  const entries = useCursorList({
    queryKey: ["audit-log", filters],
    fetchPage: (page, options) => api.auditLog.list({ ...page, ...filters }, options),
  });
  const columns: Column<AuditEntry>[] = [
    {
      id: "what",
      header: t("activity.what"),
      onPhone: "title",
      cell: (entry) => (
        <Stack gap={0} py={4}>
          <Text span>{operationText(entry.operation)}</Text>
          <EntryFields entry={entry} />
        </Stack>
      ),
    },
    { id: "who", header: t("activity.who"), width: 200, cell: ({ actor }) => <ActorName actor={actor} /> },
    {
      id: "address",
      header: t("activity.address"),
      width: 130,
      cell: ({ address }) => address ?? "",
      onPhone: "hidden",
    },
    {
      id: "outcome",
      header: t("activity.outcome"),
      width: 120,
      onPhone: "aside",
      cell: ({ outcome, reason }) => (
        <StateBadge
          tone={outcome === "done" ? "done" : "failed"}
          label={t(`activity.outcomes.${outcome}`)}
          reason={reason ?? undefined}
        />
      ),
    },
    { id: "at", header: t("activity.when"), width: 130, cell: ({ at }) => <RelativeTime at={at} /> },
  ];
  return (
    <Page title={t("activity.title")} text={t("activity.text")}>
      <ActivityTabs />
      <FilterBar onClear={clear}>
        <Select
          aria-label={t("activity.who")}
          placeholder={t("activity.anybody")}
          clearable
          value={filters.actorKind ?? null}
          onChange={(value) => setFilter({ actorKind: ACTOR_KINDS.find((kind) => kind === value) })}
          data={ACTOR_KINDS.map((kind) => ({ value: kind, label: t(`activity.actorKinds.${kind}`) }))}
        />
        <Select
          aria-label={t("activity.outcome")}
          placeholder={t("activity.anyOutcome")}
          clearable
          value={filters.outcome ?? null}
          onChange={(value) => setFilter({ outcome: OUTCOMES.find((outcome) => outcome === value) })}
          data={OUTCOMES.map((outcome) => ({ value: outcome, label: t(`activity.outcomes.${outcome}`) }))}
        />
        {filters.actorId !== undefined && (
          <Button variant="light" rightSection={<IconX size={14} />} onClick={() => setFilter({ actorId: undefined })}>
            {entries.rows[0]?.actor.name ?? t("activity.oneUser")}
          </Button>
        )}
      </FilterBar>
      <CursorList
        list={entries}
        onClearFilters={clear}
        empty={<EmptyState icon={IconHistory} title={t("activity.empty.title")} text={t("activity.empty.text")} />}
      >
        {(rows) => (
          <DataTable
            label={t("activity.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={({ operation }) => operationText(operation)}
          />
        )}
      </CursorList>
    </Page>
  );
}
