import type { Rule } from "@chasqui/client";
import { Alert, Menu, Text } from "@mantine/core";
import { IconAlertTriangle, IconCopy, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { describeMatch } from "./describe-rule.ts";
import { ruleQuery } from "./queries.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleStatisticsSection } from "./rule-statistics-section.tsx";
import { useRuleActions } from "./use-rule-actions.tsx";

const route = getRouteApi("/shell/auto-replies/$ruleId");

/** One rule: changed, tried, and what it did. */
export function RulePage() {
  const { t } = useTranslation();
  const { ruleId } = route.useParams();
  const rule = useQuery(ruleQuery(ruleId));
  if (rule.isPending) return <PageSkeleton />;
  if (rule.isError) {
    return (
      <Page title={t("autoReplies.one")} back={{ to: "/auto-replies", label: t("autoReplies.title") }}>
        <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />
      </Page>
    );
  }
  // Another rule is another form.
  return <RuleDetail key={ruleId} rule={rule.data} />;
}

function RuleDetail({ rule }: { readonly rule: Rule }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("rules:write");
  const { actions } = useRuleActions({
    onRemoved: () => navigate({ to: "/auto-replies", ignoreBlocker: true }),
    onDuplicated: ({ id }) => navigate({ to: "/auto-replies/$ruleId", params: { ruleId: id } }),
  });
  return (
    <Page
      title={rule.name}
      text={describeMatch(rule.match, t, i18n.language)}
      badge={
        <StateBadge
          tone={rule.enabled ? "done" : "off"}
          label={t(rule.enabled ? "autoReplies.on" : "autoReplies.off")}
        />
      }
      back={{ to: "/auto-replies", label: t("autoReplies.title") }}
      action={
        mayWrite && (
          <RowMenu name={rule.name}>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => actions.duplicate(rule)}>
              {t("autoReplies.duplicate")}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => actions.remove(rule)}>
              {t("common.delete")}
            </Menu.Item>
          </RowMenu>
        )
      }
    >
      {rule.lastError !== null && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t("autoReplies.failingTitle")}>
          <Text size="md">
            {rule.lastError} {rule.lastErrorAt !== null && <RelativeTime at={rule.lastErrorAt} />}
          </Text>
        </Alert>
      )}
      <RuleEditor rule={rule} mayWrite={mayWrite} />
      <RuleStatisticsSection rule={rule} />
    </Page>
  );
}
