import type { Channel } from "@chasqui/client";
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { TextLink } from "../../components/links.tsx";
import { describeReason } from "../../components/server-text.ts";
import { useAction } from "../../components/use-action.ts";

/** Nothing reaches the phone while its channel is paused or has stopped: said here, with the way on. */
export function ChannelStateAlert({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const mayResume = useCan("channels:write");
  const { id, name, state, stateReason } = channel;
  const resume = useAction({
    run: () => api.channels.resume(id),
    changes: [["channels"]],
    done: () => t("channels.resumeDone", { name }),
  });
  if (state === "active") return null;
  const isPaused = state === "paused";
  return (
    <Alert
      color={isPaused ? "gray" : "red"}
      icon={isPaused ? <IconPlayerPause size={18} /> : <IconAlertTriangle size={18} />}
      title={t(`channels.${state}.title`)}
    >
      <Group gap="sm" justify="space-between">
        <Text size="md">
          {stateReason && describeReason(stateReason).title} {t(`channels.${state}.text`)}
        </Text>
        {mayResume ? (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} />}
            loading={resume.isPending}
            onClick={() => resume.mutate()}
          >
            {t(isPaused ? "channels.resume" : "channels.tryAgain")}
          </Button>
        ) : (
          <TextLink to="/channels/$channelId" params={{ channelId: id }}>
            {name}
          </TextLink>
        )}
      </Group>
    </Alert>
  );
}
