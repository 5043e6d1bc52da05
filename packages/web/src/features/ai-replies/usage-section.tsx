import type { AiUsage } from "@chasqui/client";
import { Progress, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { useFormat } from "../../components/use-format.ts";
import { aiUsageQuery, USAGE_DAYS } from "./queries.ts";
import classes from "./usage-section.module.css";

/** What of today's limit is used, and what the last days brought. */
export function UsageSection() {
  const { t } = useTranslation();
  const usage = useQuery(aiUsageQuery);
  return (
    <Section title={t("aiReplies.usage.title")} text={t("aiReplies.usage.text", { days: USAGE_DAYS })}>
      {usage.isPending && <RowSkeletons rows={3} />}
      {usage.isError && <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.data && <Usage usage={usage.data} />}
    </Section>
  );
}

function Usage({ usage: { askedToday, limitADay, days } }: { readonly usage: AiUsage }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const percent = Math.min(100, (askedToday / limitADay) * 100);
  const formatDay = (day: string) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(i18n.language, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <Stack>
      <Stack gap={4} maw={420}>
        <Text>{t("aiReplies.usage.today", { asked: number(askedToday), limit: number(limitADay) })}</Text>
        <Progress
          value={percent}
          color={percent >= 100 ? "red" : percent >= 80 ? "amber" : "fern"}
          aria-label={t("aiReplies.usage.todayLabel")}
        />
      </Stack>
      {days.length === 0 ? (
        <Text c="dimmed">{t("aiReplies.usage.nothing")}</Text>
      ) : (
        <Table.ScrollContainer
          minWidth={560}
          type="native"
          // What scrolls must be reachable by keyboard.
          tabIndex={0}
          role="region"
          aria-label={t("aiReplies.usage.title")}
        >
          <Table aria-label={t("aiReplies.usage.title")} className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("aiReplies.usage.day")}</Table.Th>
                <Table.Th>{t("aiReplies.usage.answered")}</Table.Th>
                <Table.Th>{t("aiReplies.usage.handedOver")}</Table.Th>
                <Table.Th>{t("aiReplies.usage.failed")}</Table.Th>
                <Table.Th>{t("aiReplies.usage.skipped")}</Table.Th>
                <Table.Th>{t("aiReplies.usage.tokens")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {days.toReversed().map((day) => (
                <Table.Tr key={day.day}>
                  <Table.Td>{formatDay(day.day)}</Table.Td>
                  <Table.Td>{number(day.answered)}</Table.Td>
                  <Table.Td>{number(day.handedOver)}</Table.Td>
                  <Table.Td>{number(day.failed)}</Table.Td>
                  <Table.Td>{number(day.skipped)}</Table.Td>
                  <Table.Td>{number(day.promptTokens + day.completionTokens)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
