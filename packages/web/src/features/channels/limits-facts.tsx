import type { Channel, ChannelLimits } from "@chasqui/client";
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Facts } from "../../components/detail.tsx";
import { formatDuration } from "../../components/duration.rules.ts";
import { describeWindows } from "../../components/time-windows.rules.ts";
import { useFormat } from "../../components/use-format.ts";

/** Everything else that keeps the channel careful, each with a sentence on what it does. */
export function LimitsFacts({ channel, limits }: { readonly channel: Channel; readonly limits: ChannelLimits }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const { settings, timezone } = limits;
  const { windows, timezone: own } = settings.quietHours;
  const { gapSecondsFrom, gapSecondsTo, showsTyping } = channel.config;
  const limit = (value: number | null) => (value === null ? t("limits.anyNumber") : number(value));
  return (
    <Facts
      facts={[
        limits.warmUp === null
          ? undefined
          : {
              label: t("limits.facts.full"),
              value: told(
                t("limits.facts.fullValue", {
                  messages: limit(settings.dailyMessages),
                  newPeople: limit(settings.dailyNewPeople),
                }),
                t("limits.facts.fullText"),
              ),
            },
        {
          label: t("limits.facts.quietHours"),
          value: told(
            windows.length === 0
              ? t("limits.facts.noQuietHours")
              : `${describeWindows(windows, i18n.language)} (${own ?? timezone})`,
            t("limits.facts.quietHoursText"),
          ),
        },
        {
          label: t("limits.facts.coldStop"),
          value: told(
            t("limits.facts.coldStopValue", {
              duration: formatDuration(settings.coldStop.hours * 3600, i18n.language),
            }),
            t("limits.facts.coldStopText"),
          ),
        },
        channel.kind === "linked-device"
          ? {
              label: t("limits.facts.gap"),
              value:
                Number(gapSecondsTo) === 0
                  ? told(t("limits.facts.noGap"), t("limits.facts.noGapText"))
                  : told(
                      t(showsTyping === false ? "limits.facts.gapValue" : "limits.facts.gapAndTyping", {
                        from: number(Number(gapSecondsFrom)),
                        to: number(Number(gapSecondsTo)),
                      }),
                      t("limits.facts.gapText"),
                    ),
            }
          : undefined,
      ]}
    />
  );
}

function told(value: string, text: string): ReactNode {
  return (
    <Stack gap={0}>
      <span>{value}</span>
      <Text span size="sm" c="dimmed">
        {text}
      </Text>
    </Stack>
  );
}
