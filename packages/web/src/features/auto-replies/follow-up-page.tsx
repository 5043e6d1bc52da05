import type { FollowUpRule } from "@chasqui/client";
import { Alert, Menu, Text } from "@mantine/core";
import { IconAlertTriangle, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { Facts, Section } from "../../components/detail.tsx";
import { formatDuration } from "../../components/duration.rules.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { useFormat } from "../../components/use-format.ts";
import { FollowUpEditor } from "./follow-up-editor.tsx";
import { followUpRuleQuery } from "./queries.ts";
import { useFollowUpActions } from "./use-follow-up-actions.ts";

const route = getRouteApi("/shell/auto-replies/follow-ups/$ruleId");

/** One follow-up rule. */
export function FollowUpPage() {
  const { t } = useTranslation();
  const { ruleId } = route.useParams();
  const rule = useQuery(followUpRuleQuery(ruleId));
  if (rule.isPending) return <PageSkeleton />;
  if (rule.isError) {
    return (
      <Page
        title={t("autoReplies.followUps.one")}
        back={{ to: "/auto-replies/follow-ups", label: t("autoReplies.followUps.title") }}
      >
        <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />
      </Page>
    );
  }
  return <FollowUpDetail key={ruleId} rule={rule.data} />;
}

function FollowUpDetail({ rule }: { readonly rule: FollowUpRule }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const navigate = useNavigate();
  const mayWrite = useCan("follow-ups:write");
  const { actions } = useFollowUpActions({
    onRemoved: () => navigate({ to: "/auto-replies/follow-ups", ignoreBlocker: true }),
  });
  return (
    <Page
      title={rule.name}
      text={t("autoReplies.followUps.after", { duration: formatDuration(rule.delaySeconds, i18n.language) })}
      badge={
        <StateBadge
          tone={rule.enabled ? "done" : "off"}
          label={t(rule.enabled ? "autoReplies.on" : "autoReplies.off")}
        />
      }
      back={{ to: "/auto-replies/follow-ups", label: t("autoReplies.followUps.title") }}
      action={
        mayWrite && (
          <RowMenu name={rule.name}>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => actions.remove(rule)}>
              {t("common.delete")}
            </Menu.Item>
          </RowMenu>
        )
      }
    >
      {rule.lastError !== null && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t("autoReplies.failingTitle")}>
          <Text size="md">{rule.lastError}</Text>
        </Alert>
      )}
      <FollowUpEditor rule={rule} mayWrite={mayWrite} />
      <Section title={t("autoReplies.statistics.title")}>
        <Facts
          facts={[
            { label: t("autoReplies.followUps.counts.sent"), value: number(rule.queuedCount) },
            { label: t("autoReplies.followUps.counts.cancelled"), value: number(rule.cancelledCount) },
            { label: t("autoReplies.followUps.counts.missed"), value: number(rule.missedCount) },
            { label: t("autoReplies.followUps.counts.failed"), value: number(rule.failedCount) },
          ]}
        />
      </Section>
    </Page>
  );
}
