import type { Rule } from "@chasqui/client";
import { Button } from "@mantine/core";
import { IconFilterOff, IconMessageReply, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { changeFilters } from "../../app/search-params.ts";
import { useCan } from "../../app/session.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { TwoColumns } from "../../components/two-columns.tsx";
import { AutoRepliesTabs } from "./auto-replies-tabs.tsx";
import { fitsSearch } from "./find-rules.rules.ts";
import { channelsQuery, ruleStatisticsQuery, rulesQuery } from "./queries.ts";
import { RuleRow } from "./rule-row.tsx";
import { RuleTestBox } from "./rule-test-box.tsx";
import { SortableList } from "./sortable-list.tsx";
import { useRuleActions } from "./use-rule-actions.tsx";

const route = getRouteApi("/shell/auto-replies");

/** The rules by which messages are answered without a person, and a box to try them. */
export function RulesPage() {
  const { t } = useTranslation();
  const mayWrite = useCan("rules:write");
  const rules = useQuery(rulesQuery);
  const addButton = mayWrite && (
    <ButtonLink to="/auto-replies/new" leftSection={<IconPlus size={16} />}>
      {t("autoReplies.add")}
    </ButtonLink>
  );
  return (
    <Page title={t("autoReplies.title")} text={t("autoReplies.text")} action={addButton}>
      <AutoRepliesTabs />
      <TwoColumns aside={<RuleTestBox />}>
        {rules.isPending && <RowSkeletons rows={6} />}
        {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
        {rules.data?.length === 0 && (
          <EmptyState
            icon={IconMessageReply}
            title={t("autoReplies.empty.title")}
            text={t("autoReplies.empty.text")}
            action={addButton}
          />
        )}
        {rules.data !== undefined && rules.data.length > 0 && <RuleList rules={rules.data} mayWrite={mayWrite} />}
      </TwoColumns>
    </Page>
  );
}

function RuleList({ rules, mayWrite }: { readonly rules: readonly Rule[]; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const channels = useQuery(channelsQuery);
  const statistics = useQuery(ruleStatisticsQuery);
  const { actions, reorder } = useRuleActions();
  const search = (q: string | undefined) => void navigate({ search: changeFilters(filters, { q }), replace: true });
  const shown = filters.q === undefined ? rules : rules.filter((rule) => fitsSearch(rule, filters.q ?? ""));
  const matchedOf = (ruleId: string) =>
    statistics.data?.items.find((one) => one.ruleId === ruleId)?.days.reduce((sum, { matched }) => sum + matched, 0) ??
    undefined;
  return (
    <>
      <FilterBar>
        <SearchField label={t("autoReplies.search")} value={filters.q} onChange={search} />
      </FilterBar>
      {shown.length === 0 ? (
        <EmptyState
          icon={IconFilterOff}
          title={t("common.noMatch.title")}
          text={t("common.noMatch.text")}
          action={
            <Button variant="default" onClick={() => search(undefined)}>
              {t("common.clearFilters")}
            </Button>
          }
        />
      ) : (
        <SortableList
          label={t("autoReplies.rules")}
          items={shown}
          // Among some of them nobody can say where one goes.
          onReorder={mayWrite && shown.length === rules.length ? reorder : undefined}
        >
          {(rule, _index, handle) => {
            const position = rules.indexOf(rule) + 1;
            return (
              <RuleRow
                rule={rule}
                position={position}
                isLast={position === rules.length}
                handle={handle}
                channelName={channels.data?.find(({ id }) => id === rule.channelId)?.name}
                matched={matchedOf(rule.id)}
                actions={mayWrite ? actions : undefined}
              />
            );
          }}
        </SortableList>
      )}
    </>
  );
}
