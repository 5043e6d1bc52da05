import type { Channel } from "@chasqui/client";
import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { asSentence } from "../../components/as-sentence.ts";
import { describeReason } from "../../components/server-text.ts";

/** Why nothing goes out, and what to do. Nothing is shown while it does. */
export function StateAlert({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { state, stateReason } = channel;
  if (state === "active") return null;
  const reason = stateReason === null ? undefined : describeReason(stateReason);
  if (state === "paused") {
    return (
      <Alert color="gray" icon={<IconPlayerPause size={18} />} title={t("channels.paused.title")}>
        <Text size="md">{t(channel.session === null ? "channels.paused.text" : "channels.paused.sessionText")}</Text>
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={reason ? asSentence(reason.title) : t("channels.stopped.title")}
    >
      <Stack gap={4}>
        {stateReason?.detail !== undefined && <Text size="md">{stateReason.detail}</Text>}
        {reason?.mend !== undefined && (
          <Text size="md" fw={500}>
            {reason.mend}
          </Text>
        )}
        <Text size="md">{t("channels.stopped.text")}</Text>
      </Stack>
    </Alert>
  );
}
