import type { FollowUpRule } from "@chasqui/client";
import { IconMessageQuestion, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { Section } from "../../components/detail.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { AutoRepliesTabs } from "./auto-replies-tabs.tsx";
import { FollowUpRow } from "./follow-up-row.tsx";
import { PendingFollowUps } from "./pending-follow-ups.tsx";
import { channelsQuery, followUpRulesQuery } from "./queries.ts";
import { SortableList } from "./sortable-list.tsx";
import { useFollowUpActions } from "./use-follow-up-actions.ts";

/** What is sent to contacts who have fallen silent, and to whom it will be sent next. */
export function FollowUpsPage() {
  const { t } = useTranslation();
  const mayWrite = useCan("follow-ups:write");
  const rules = useQuery(followUpRulesQuery);
  const addButton = mayWrite && (
    <ButtonLink to="/auto-replies/follow-ups/new" leftSection={<IconPlus size={16} />}>
      {t("autoReplies.followUps.add")}
    </ButtonLink>
  );
  return (
    <Page title={t("autoReplies.followUps.title")} text={t("autoReplies.followUps.text")} action={addButton}>
      <AutoRepliesTabs />
      {rules.isPending && <RowSkeletons rows={3} />}
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data?.length === 0 && (
        <EmptyState
          icon={IconMessageQuestion}
          title={t("autoReplies.followUps.empty.title")}
          text={t("autoReplies.followUps.empty.text")}
          action={addButton}
        />
      )}
      {rules.data !== undefined && rules.data.length > 0 && <FollowUpList rules={rules.data} mayWrite={mayWrite} />}
      <Section title={t("autoReplies.pending.title")} text={t("autoReplies.pending.text")}>
        <PendingFollowUps mayWrite={mayWrite} />
      </Section>
    </Page>
  );
}

function FollowUpList({ rules, mayWrite }: { readonly rules: readonly FollowUpRule[]; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  const { actions, reorder } = useFollowUpActions();
  return (
    <SortableList
      label={t("autoReplies.followUps.title")}
      items={rules}
      onReorder={mayWrite && rules.length > 1 ? reorder : undefined}
    >
      {(rule, index, handle) => (
        <FollowUpRow
          rule={rule}
          position={index + 1}
          isLast={index === rules.length - 1}
          handle={handle}
          channelName={channels.data?.find(({ id }) => id === rule.channelId)?.name}
          isShadowed={isShadowed(rules, index)}
          actions={mayWrite ? actions : undefined}
        />
      )}
    </SortableList>
  );
}

/** The first one that is on for a channel counts: after one for every channel none has a turn. */
function isShadowed(rules: readonly FollowUpRule[], index: number): boolean {
  const rule = rules[index];
  return (
    rule?.enabled === true &&
    rules
      .slice(0, index)
      .some(({ enabled, channelId }) => enabled && (channelId === null || channelId === rule.channelId))
  );
}
