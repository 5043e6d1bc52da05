import { Alert, Button, Group, Select, Text } from "@mantine/core";
import { IconPlus, IconRefresh, IconTemplate } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters, type FilterChange } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { findText } from "../../components/find-text.ts";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { useAction } from "../../components/use-action.ts";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { nameLanguage } from "./languages.ts";
import { META_CATEGORIES, META_STATUSES, MetaQuality, MetaStatus } from "./meta-status.tsx";
import { channelDetailsQuery, type MetaTemplate, metaChannelsQuery } from "./queries.ts";
import { TemplatesTabs } from "./templates-tabs.tsx";

const route = getRouteApi("/shell/templates/meta");

/** The texts that Meta has to approve, of one channel. */
export function MetaTemplatesPage() {
  const { t } = useTranslation();
  const { channel: wanted } = route.useSearch();
  const channels = useQuery(metaChannelsQuery);
  const mayWrite = useCan("channels:write");
  const channel = channels.data?.find(({ id }) => id === wanted) ?? channels.data?.[0];
  return (
    <Page
      title={t("templates.meta.title")}
      text={t("templates.meta.text")}
      action={
        mayWrite &&
        channel && (
          <ButtonLink to="/templates/meta/new" search={{ channel: channel.id }} leftSection={<IconPlus size={16} />}>
            {t("templates.meta.add")}
          </ButtonLink>
        )
      }
    >
      <TemplatesTabs />
      {channels.isPending && <RowSkeletons rows={6} />}
      {channels.isError && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.isSuccess && channel === undefined && (
        <EmptyState
          icon={IconTemplate}
          title={t("templates.meta.noChannel.title")}
          text={t("templates.meta.noChannel.text")}
          action={mayWrite && <ButtonLink to="/channels/new">{t("channels.add")}</ButtonLink>}
        />
      )}
      {channel !== undefined && (
        <MetaTemplateList channelId={channel.id} channels={channels.data ?? []} mayWrite={mayWrite} />
      )}
    </Page>
  );
}

interface MetaTemplateListProps {
  readonly channelId: string;
  readonly channels: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly mayWrite: boolean;
}

function MetaTemplateList({ channelId, channels, mayWrite }: MetaTemplateListProps) {
  const { t, i18n } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const { q, status, category } = filters;
  const setFilter = (change: FilterChange<typeof filters>) =>
    void navigate({ search: changeFilters(filters, change), replace: true });
  const isFiltered = q !== undefined || status !== undefined || category !== undefined;
  const clear = isFiltered ? () => setFilter({ q: undefined, status: undefined, category: undefined }) : undefined;
  const templates = useCursorList({
    queryKey: ["channels", channelId, "templates", "list", q, status, category],
    fetchPage: (page, options) =>
      api.channels.listMessageTemplates(
        channelId,
        {
          ...page,
          ...(q !== undefined && { search: q }),
          ...(status !== undefined && { status }),
          ...(category !== undefined && { category }),
        },
        options,
      ),
  });
  const columns: Column<MetaTemplate>[] = [
    { id: "name", header: t("templates.fields.name"), cell: ({ name }) => name, onPhone: "title" },
    {
      id: "language",
      header: t("templates.meta.language"),
      cell: ({ language }) => nameLanguage(language, i18n.language),
    },
    {
      id: "category",
      header: t("templates.meta.category"),
      cell: (one) => findText(`templates.meta.categories.${one.category}`) ?? one.category,
    },
    {
      id: "status",
      header: t("common.state"),
      cell: (template) => <MetaStatus template={template} />,
      onPhone: "aside",
    },
    {
      id: "quality",
      header: t("templates.meta.quality"),
      cell: ({ quality }) => <MetaQuality quality={quality} />,
    },
  ];
  return (
    <>
      <SyncBar channelId={channelId} mayWrite={mayWrite} />
      <FilterBar onClear={clear}>
        <SearchField label={t("templates.search")} value={q} onChange={(text) => setFilter({ q: text })} />
        {channels.length > 1 && (
          <Select
            aria-label={t("templates.meta.channel")}
            value={channelId}
            onChange={(id) => setFilter({ channel: id ?? undefined })}
            data={channels.map(({ id, name }) => ({ value: id, label: name }))}
            allowDeselect={false}
          />
        )}
        <Select
          aria-label={t("common.state")}
          placeholder={t("templates.meta.anyStatus")}
          clearable
          value={status ?? null}
          onChange={(value) => setFilter({ status: META_STATUSES.find((one) => one === value) })}
          data={META_STATUSES.map((one) => ({ value: one, label: t(`templates.meta.statuses.${one}`) }))}
        />
        <Select
          aria-label={t("templates.meta.category")}
          placeholder={t("templates.meta.anyCategory")}
          clearable
          value={category ?? null}
          onChange={(value) => setFilter({ category: META_CATEGORIES.find((one) => one === value) })}
          data={META_CATEGORIES.map((one) => ({ value: one, label: t(`templates.meta.categories.${one}`) }))}
        />
      </FilterBar>
      <CursorList
        list={templates}
        onClearFilters={clear}
        empty={
          <EmptyState
            icon={IconTemplate}
            title={t("templates.meta.empty.title")}
            text={t("templates.meta.empty.text")}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={t("templates.meta.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            linkOf={({ id }) => ({
              to: "/templates/meta/$channelId/$templateId",
              params: { channelId, templateId: id },
            })}
          />
        )}
      </CursorList>
    </>
  );
}

/** When they were last read from Meta, and a button to read them now. */
function SyncBar({ channelId, mayWrite }: { readonly channelId: string; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const details = useQuery(channelDetailsQuery(channelId));
  const sync = useAction({
    run: () => api.channels.syncMessageTemplates(channelId),
    changes: [["channels", channelId]],
    done: () => t("templates.meta.synced"),
  });
  const syncedAt = details.data?.templatesSyncedAt ?? null;
  const problem = details.data?.templatesSyncError ?? null;
  return (
    <>
      <Group gap="sm">
        {mayWrite && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            loading={sync.isPending}
            onClick={() => sync.mutate()}
          >
            {t("templates.meta.sync")}
          </Button>
        )}
        {details.isSuccess && (
          <Text size="sm" c="dimmed">
            {syncedAt === null ? (
              t("templates.meta.neverSynced")
            ) : (
              <>
                {t("templates.meta.lastSynced")} <RelativeTime at={syncedAt} />
              </>
            )}
          </Text>
        )}
      </Group>
      {problem !== null && (
        <Alert color="red" title={t("templates.meta.syncFailed")}>
          <Text size="md">{problem}</Text>
        </Alert>
      )}
    </>
  );
}
