import type { ChannelLimits } from "@chasqui/client";
import { Group, List, Progress, SimpleGrid, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useFormat } from "../../components/use-format.ts";

/** What of today's limits is used, and what waits because of them. */
export function LimitsToday({ limits }: { readonly limits: ChannelLimits }) {
  const { t } = useTranslation();
  const { today, held, timezone } = limits;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Use
          label={t("limits.today.messages")}
          text={t("limits.today.messagesText")}
          used={today.messages}
          limit={today.messagesLimit}
        />
        <Use
          label={t("limits.today.newPeople")}
          text={t("limits.today.newPeopleText")}
          used={today.newPeople}
          limit={today.newPeopleLimit}
        />
      </SimpleGrid>
      <Text c="dimmed">
        {t("limits.today.resets", { timezone })} <RelativeTime at={today.resetsAt} timeZone={timezone} />
      </Text>
      {today.quietUntil !== null && (
        <Text>
          {t("limits.today.quiet")} <RelativeTime at={today.quietUntil} timeZone={timezone} />
        </Text>
      )}
      {held.length > 0 && (
        <List>
          {held.map(({ code, count }) => (
            <List.Item key={code}>{t(`limits.held.${code}`, { count })}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}

interface UseProps {
  readonly label: string;
  readonly text: string;
  readonly used: number;
  /** Null: any number. */
  readonly limit: number | null;
}

function Use({ label, text, used, limit }: UseProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const percent = limit === null ? 0 : limit === 0 ? 100 : Math.min(100, (used / limit) * 100);
  const told =
    limit === null
      ? t("limits.today.usedOfAny", { used: number(used) })
      : t("limits.today.used", { used: number(used), limit: number(limit) });
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Text fw={500}>{label}</Text>
        <Text style={{ fontVariantNumeric: "tabular-nums" }}>{told}</Text>
      </Group>
      <Progress
        value={percent}
        color={percent >= 100 ? "amber" : "fern"}
        aria-label={t("limits.today.bar", { what: label, use: told })}
      />
      <Text size="sm" c="dimmed">
        {percent >= 100 ? `${t("limits.today.full")} ${text}` : text}
      </Text>
    </Stack>
  );
}
