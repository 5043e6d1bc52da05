import type { Alert } from "@chasqui/client";
import { Button, Select, Stack, Text } from "@mantine/core";
import { IconBellCheck } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters, type FilterChange } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { AlertSeverity } from "../../components/alert-severity.tsx";
import { AlertTitle } from "../../components/alert-title.tsx";
import { BulkBar } from "../../components/bulk-bar.tsx";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { describeAlert } from "../../components/describe-alert.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { Page } from "../../components/page.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { ActivityTabs } from "./activity-tabs.tsx";

const route = getRouteApi("/shell/alerts");
const STATES = ["open", "acknowledged", "resolved"] as const;
const SEVERITIES = ["critical", "warning", "info"] as const;

/** What needs a person's eye, with what to do about each. */
export function AlertsPage() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useCan("alerts:write");
  const isFiltered = filters.state !== undefined || filters.severity !== undefined;
  const setFilter = (change: FilterChange<typeof filters>) =>
    void navigate({ search: changeFilters(filters, change), replace: true });
  const clear = isFiltered ? () => void navigate({ search: {}, replace: true }) : undefined;
  const alerts = useCursorList({
    queryKey: ["alerts", filters],
    fetchPage: (page, options) => api.alerts.list({ ...page, ...filters }, options),
  });
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const selection = { ids: selected, onChange: select };
  const acknowledge = useAction({
    run: (ids: readonly string[]) => Promise.all(ids.map((id) => api.alerts.acknowledge(id))),
    changes: [["alerts"]],
    onDone: () => select(new Set()),
  });
  const openIds = alerts.rows.filter(({ id, state }) => selected.has(id) && state === "open").map(({ id }) => id);
  const columns: Column<Alert>[] = [
    {
      id: "title",
      header: t("alerts.what"),
      width: "60%",
      onPhone: "title",
      cell: (alert) => <AlertCell alert={alert} />,
    },
    {
      id: "severity",
      header: t("alerts.severity"),
      width: 120,
      cell: (alert) => <AlertSeverity alert={alert} />,
      onPhone: "aside",
    },
    { id: "state", header: t("common.state"), width: 110, cell: ({ state }) => t(`alerts.states.${state}`) },
    { id: "at", header: t("alerts.lastSeen"), width: 130, cell: ({ lastAt }) => <RelativeTime at={lastAt} /> },
    { id: "count", header: t("alerts.count"), width: 70, align: "right", cell: ({ count }) => count },
  ];
  return (
    <Page title={t("alerts.title")} text={t("alerts.text")}>
      <ActivityTabs />
      <FilterBar onClear={clear}>
        <Select
          aria-label={t("common.state")}
          placeholder={t("alerts.anyState")}
          clearable
          value={filters.state ?? null}
          onChange={(value) => setFilter({ state: STATES.find((state) => state === value) })}
          data={STATES.map((state) => ({ value: state, label: t(`alerts.states.${state}`) }))}
        />
        <Select
          aria-label={t("alerts.severity")}
          placeholder={t("alerts.anySeverity")}
          clearable
          value={filters.severity ?? null}
          onChange={(value) => setFilter({ severity: SEVERITIES.find((severity) => severity === value) })}
          data={SEVERITIES.map((severity) => ({ value: severity, label: t(`alerts.severities.${severity}`) }))}
        />
      </FilterBar>
      <CursorList
        list={alerts}
        onClearFilters={clear}
        empty={<EmptyState icon={IconBellCheck} title={t("alerts.empty.title")} text={t("alerts.empty.text")} />}
      >
        {(rows) => (
          <DataTable
            label={t("alerts.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={(alert) => describeAlert(alert).title}
            {...(mayWrite && {
              selection,
              actionsOf: (alert: Alert) =>
                alert.state === "open" && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t("alerts.acknowledgeOne", { title: describeAlert(alert).title })}
                    onClick={() => acknowledge.mutate([alert.id])}
                  >
                    {t("alerts.acknowledge")}
                  </Button>
                ),
            })}
          />
        )}
      </CursorList>
      <BulkBar selection={selection}>
        <Button size="compact-sm" loading={acknowledge.isPending} onClick={() => acknowledge.mutate(openIds)}>
          {t("alerts.acknowledge")}
        </Button>
      </BulkBar>
    </Page>
  );
}

/** What happened, what the platform says of it, and what helps. */
function AlertCell({ alert }: { readonly alert: Alert }) {
  const { detail, mend } = describeAlert(alert);
  return (
    <Stack gap={0} py={6} align="flex-start">
      <AlertTitle alert={alert} />
      {detail !== null && (
        <Text span size="sm">
          {detail}
        </Text>
      )}
      {mend !== null && (
        <Text span size="sm" c="dimmed">
          {mend}
        </Text>
      )}
    </Stack>
  );
}
