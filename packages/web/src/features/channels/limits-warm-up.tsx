import type { ChannelLimits } from "@chasqui/client";
import { Button, Group, Progress, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../components/use-format.ts";
import classes from "./limits.module.css";

type WarmUp = NonNullable<ChannelLimits["warmUp"]>;

/** How far the account's first days are, and what each of them allows. */
export function LimitsWarmUp({ warmUp }: { readonly warmUp: WarmUp }) {
  const { t } = useTranslation();
  const [showsDays, setShowsDays] = useState(false);
  const figures = useFigures();
  const { day, days, schedule } = warmUp;
  const told = t("limits.warmUp.day", { day, days });
  const tomorrow = schedule.find((one) => one.day === day + 1);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text fw={500}>{t("limits.warmUp.title")}</Text>
        <Text>{told}</Text>
      </Group>
      <Progress
        value={(day / days) * 100}
        color="fern"
        aria-label={t("limits.today.bar", { what: t("limits.warmUp.title"), use: told })}
      />
      <Text size="sm" c="dimmed">
        {t("limits.warmUp.text")}
        {tomorrow !== undefined && ` ${t("limits.warmUp.tomorrow", figures(tomorrow))}`}
      </Text>
      <Group>
        <Button variant="subtle" size="compact-sm" onClick={() => setShowsDays(!showsDays)} aria-expanded={showsDays}>
          {t(showsDays ? "limits.warmUp.hideDays" : "limits.warmUp.showDays")}
        </Button>
      </Group>
      {showsDays && <Schedule warmUp={warmUp} />}
    </Stack>
  );
}

function Schedule({ warmUp: { day: today, days, schedule } }: { readonly warmUp: WarmUp }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Table aria-label={t("limits.warmUp.title")} className={classes.schedule}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("limits.warmUp.dayHead")}</Table.Th>
          <Table.Th>{t("limits.warmUp.messages")}</Table.Th>
          <Table.Th>{t("limits.warmUp.newPeople")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {schedule.map((one) => (
          <Table.Tr key={one.day} aria-current={one.day === today ? "date" : undefined} data-today={one.day === today}>
            <Table.Td>
              {one.day > days ? t("limits.warmUp.after", { day: one.day }) : one.day}
              {one.day === today && ` (${t("limits.warmUp.today")})`}
            </Table.Td>
            <Table.Td>{figures(one).messages}</Table.Td>
            <Table.Td>{figures(one).newPeople}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function useFigures() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const told = (limit: number | null) => (limit === null ? t("limits.anyNumber") : number(limit));
  return ({ messages, newPeople }: WarmUp["schedule"][number]) => ({
    messages: told(messages),
    newPeople: told(newPeople),
  });
}
