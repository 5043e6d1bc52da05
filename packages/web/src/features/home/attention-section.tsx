import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { AlertSeverity } from "../../components/alert-severity.tsx";
import { AlertTitle } from "../../components/alert-title.tsx";
import { describeAlert } from "../../components/describe-alert.ts";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { TextLink } from "../../components/links.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import classes from "./attention-section.module.css";

const MOST = 5;

/** The latest open alerts. */
export function AttentionSection() {
  const { t } = useTranslation();
  const alerts = useQuery({
    queryKey: ["alerts", "open", MOST],
    queryFn: async ({ signal }) => api.alerts.list({ state: "open", limit: MOST }, { signal }),
  });
  return (
    <Section title={t("home.attention.title")} action={<TextLink to="/alerts">{t("home.attention.all")}</TextLink>}>
      {alerts.isPending && <RowSkeletons rows={2} />}
      {alerts.isError && <ErrorState error={alerts.error} onRetry={() => void alerts.refetch()} />}
      {alerts.data?.items.length === 0 && <Text c="dimmed">{t("home.attention.nothing")}</Text>}
      {alerts.data !== undefined && alerts.data.items.length > 0 && (
        <ul className={classes.list}>
          {alerts.data.items.map((alert) => (
            <li key={alert.id} className={classes.item}>
              <AlertSeverity alert={alert} />
              <div className={classes.body}>
                <AlertTitle alert={alert} />
                {alert.mend !== null && <Text c="dimmed">{describeAlert(alert).mend}</Text>}
              </div>
              <Text span size="sm" c="dimmed">
                <RelativeTime at={alert.lastAt} />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
