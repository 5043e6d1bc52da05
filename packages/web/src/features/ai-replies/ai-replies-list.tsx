import type { AiReply } from "@chasqui/client";
import { Select, Stack, Text } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { changeFilters } from "../../app/search-params.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { type Column, DataTable } from "../../components/data-table.tsx";
import { Section } from "../../components/detail.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { findText } from "../../components/find-text.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { StateBadge, type Tone } from "../../components/state-badge.tsx";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { useFormat } from "../../components/use-format.ts";
import { useContactName } from "./use-contact-name.ts";

const route = getRouteApi("/shell/ai-replies");
const AI_STATES = ["answered", "handed-over", "skipped", "silent", "superseded", "failed"] as const;
const TONES = {
  waiting: "progress",
  asking: "progress",
  answered: "done",
  "handed-over": "waiting",
  silent: "off",
  skipped: "off",
  superseded: "off",
  failed: "failed",
} as const satisfies Record<AiReply["state"], Tone>;

/** Messages that were to be answered, and what became of each. */
export function AiRepliesList() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const nameOf = useContactName();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const setState = (state: (typeof AI_STATES)[number] | undefined) =>
    void navigate({ search: changeFilters(filters, { state }), replace: true });
  const replies = useCursorList({
    queryKey: ["ai-replies", "list", filters.state],
    fetchPage: (page, options) =>
      api.aiReplies.list({ ...page, ...(filters.state !== undefined && { state: filters.state }) }, options),
  });
  const columns: Column<AiReply>[] = [
    { id: "contact", header: t("aiReplies.list.contact"), onPhone: "title", cell: nameOf },
    {
      id: "state",
      header: t("common.state"),
      width: 150,
      cell: ({ state }) => <StateBadge tone={TONES[state]} label={t(`aiReplies.states.${state}`)} />,
    },
    {
      id: "why",
      header: t("aiReplies.list.why"),
      cell: ({ reason, detail, ruleId }) => (
        <Stack gap={0} py={4}>
          {reason !== null && (
            <Text span size="sm">
              {findText(`aiReplies.reasons.${reason}`) ?? detail}
            </Text>
          )}
          {reason !== null && detail !== null && SAYS_MORE.has(reason) && (
            <Text span size="xs" c="dimmed">
              {detail}
            </Text>
          )}
          {reason === null && (
            <Text span size="sm" c="dimmed">
              {t(ruleId === null ? "aiReplies.list.noRule" : "aiReplies.list.byRule")}
            </Text>
          )}
        </Stack>
      ),
    },
    { id: "model", header: t("aiReplies.list.model"), cell: ({ model }) => model ?? "", onPhone: "hidden" },
    {
      id: "tokens",
      header: t("aiReplies.usage.tokens"),
      align: "right",
      width: 90,
      onPhone: "hidden",
      cell: ({ promptTokens, completionTokens }) =>
        promptTokens === null && completionTokens === null ? "" : number((promptTokens ?? 0) + (completionTokens ?? 0)),
    },
    {
      id: "took",
      header: t("aiReplies.list.took"),
      align: "right",
      width: 80,
      onPhone: "hidden",
      cell: ({ tookMs }) =>
        tookMs === null ? "" : t("aiReplies.list.seconds", { seconds: number(Math.round(tookMs / 100) / 10) }),
    },
    {
      id: "at",
      header: t("aiReplies.list.when"),
      width: 130,
      onPhone: "aside",
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
  return (
    <Section title={t("aiReplies.list.title")} text={t("aiReplies.list.text")}>
      <FilterBar>
        <Select
          aria-label={t("common.state")}
          placeholder={t("aiReplies.list.anyState")}
          clearable
          value={filters.state ?? null}
          onChange={(value) => setState(AI_STATES.find((state) => state === value))}
          data={AI_STATES.map((state) => ({ value: state, label: t(`aiReplies.states.${state}`) }))}
        />
      </FilterBar>
      <CursorList
        list={replies}
        onClearFilters={filters.state === undefined ? undefined : () => setState(undefined)}
        empty={
          <EmptyState
            icon={IconSparkles}
            level={3}
            title={t("aiReplies.list.empty.title")}
            text={t("aiReplies.list.empty.text")}
          />
        }
      >
        {(rows) => (
          <DataTable
            label={t("aiReplies.list.title")}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={nameOf}
            linkOf={({ conversationId }) => ({
              to: "/inbox/$conversationId",
              params: { conversationId },
            })}
          />
        )}
      </CursorList>
    </Section>
  );
}

/** Where the server's own words tell more than ours. */
const SAYS_MORE = new Set(["provider-failed", "provider-handed-over"]);
