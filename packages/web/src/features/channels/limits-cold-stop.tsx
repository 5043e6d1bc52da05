import type { ChannelLimits } from "@chasqui/client";
import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";

interface LimitsColdStopProps {
  readonly channelId: string;
  readonly coldStop: ChannelLimits["coldStop"];
  readonly mayWrite: boolean;
}

/** WhatsApp lets the account write to no strangers: until when, and how a person lifts that. */
export function LimitsColdStop({ channelId, coldStop, mayWrite }: LimitsColdStopProps) {
  const { t } = useTranslation();
  const lift = useAction({
    run: () => api.channels.liftColdStop(channelId),
    changes: [["channels"]],
    done: () => t("limits.coldStop.lifted"),
  });
  if (coldStop === null) return null;
  const ask = () =>
    confirmDestruction(
      {
        title: t("limits.coldStop.liftTitle"),
        text: t("limits.coldStop.liftText"),
        verb: t("limits.coldStop.lift"),
        onConfirm: () => lift.mutate(),
      },
      t,
    );
  return (
    <Alert color="amber" icon={<IconHandStop size={18} />} title={t("limits.coldStop.title")}>
      <Stack gap="sm" align="flex-start">
        <Text size="md">{t("limits.coldStop.text")}</Text>
        <Text size="md">
          {t("limits.coldStop.ends")} <RelativeTime at={coldStop.until} />
          {coldStop.count > 1 && ` ${t("limits.coldStop.repeated", { count: coldStop.count })}`}
        </Text>
        {mayWrite && (
          <Button variant="default" loading={lift.isPending} onClick={ask}>
            {t("limits.coldStop.lift")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
