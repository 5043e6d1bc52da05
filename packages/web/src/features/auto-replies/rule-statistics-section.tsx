import type { Rule } from "@chasqui/client";
import { Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useFormat } from "../../components/use-format.ts";
import { ruleStatisticsQuery, STATISTICS_DAYS } from "./queries.ts";
import classes from "./rule-statistics-section.module.css";

interface Day {
  readonly day: string;
  readonly matched: number;
  readonly replied: number;
  readonly failed: number;
}

/** What a rule did: its last thirty days, and ever. */
export function RuleStatisticsSection({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [isTable, { toggle }] = useDisclosure(false);
  const statistics = useQuery(ruleStatisticsQuery);
  const days = statistics.data?.items.find(({ ruleId }) => ruleId === rule.id)?.days ?? [];
  return (
    <Section
      title={t("autoReplies.statistics.title")}
      text={t("autoReplies.statistics.text", { days: STATISTICS_DAYS })}
      action={
        days.length > 0 && (
          <Button variant="default" size="compact-sm" onClick={toggle}>
            {t(isTable ? "autoReplies.statistics.asChart" : "autoReplies.statistics.asTable")}
          </Button>
        )
      }
    >
      {statistics.isPending && <RowSkeletons rows={3} />}
      {statistics.isError && <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.isSuccess && (isTable ? <DayTable days={days} /> : <DayChart days={days} />)}
      <Facts
        facts={[
          { label: t("autoReplies.statistics.matched"), value: number(rule.matchedCount) },
          { label: t("autoReplies.statistics.replied"), value: number(rule.repliedCount) },
          { label: t("autoReplies.statistics.failed"), value: number(rule.failedCount) },
          {
            label: t("autoReplies.statistics.last"),
            value: rule.lastMatchedAt === null ? t("autoReplies.neverFired") : <RelativeTime at={rule.lastMatchedAt} />,
          },
        ]}
      />
    </Section>
  );
}

function DayChart({ days }: { readonly days: readonly Day[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const formatDay = useDayFormat();
  const highest = Math.max(...days.map(({ matched }) => matched));
  if (highest <= 0) return <Text c="dimmed">{t("autoReplies.statistics.nothing")}</Text>;
  const total = days.reduce((sum, { matched }) => sum + matched, 0);
  return (
    <figure className={classes.figure}>
      <div
        className={classes.chart}
        role="img"
        aria-label={t("autoReplies.statistics.chart", { total: number(total), days: STATISTICS_DAYS })}
      >
        {days.map(({ day, matched, failed }) => (
          <div
            key={day}
            className={classes.bar}
            title={`${formatDay(day)}: ${number(matched)}`}
            data-failed={failed > 0 || undefined}
            style={{ height: `${matched === 0 ? 0 : Math.max(4, (matched / highest) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption className={classes.caption}>
        <span>{formatDay(days[0]?.day ?? "")}</span>
        <span>{t("autoReplies.statistics.highest", { count: highest, times: number(highest) })}</span>
        <span>{t("autoReplies.statistics.today")}</span>
      </figcaption>
    </figure>
  );
}

function DayTable({ days }: { readonly days: readonly Day[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const formatDay = useDayFormat();
  return (
    <Table.ScrollContainer
      minWidth={0}
      mah={320}
      type="native"
      // What scrolls must be reachable by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t("autoReplies.statistics.title")}
    >
      <Table aria-label={t("autoReplies.statistics.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("autoReplies.statistics.day")}</Table.Th>
            <Table.Th ta="right">{t("autoReplies.statistics.matched")}</Table.Th>
            <Table.Th ta="right">{t("autoReplies.statistics.replied")}</Table.Th>
            <Table.Th ta="right">{t("autoReplies.statistics.failed")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.toReversed().map(({ day, matched, replied, failed }) => (
            <Table.Tr key={day}>
              <Table.Td>{formatDay(day)}</Table.Td>
              <Table.Td className={classes.number}>{number(matched)}</Table.Td>
              <Table.Td className={classes.number}>{number(replied)}</Table.Td>
              <Table.Td className={classes.number}>{number(failed)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** A day of a calendar, whatever the viewer's zone. */
function useDayFormat(): (day: string) => string {
  const { language } = useTranslation().i18n;
  return (day) =>
    day === ""
      ? ""
      : new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { day: "numeric", month: "short", timeZone: "UTC" });
}
