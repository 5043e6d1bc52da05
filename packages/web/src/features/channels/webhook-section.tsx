import { Button, Stack, Text } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { CopyableId } from "../../components/copyable-id.tsx";
import { Facts, Section } from "../../components/detail.tsx";
import { useAction } from "../../components/use-action.ts";

interface WebhookSectionProps {
  readonly channelId: string;
  readonly mayWrite: boolean;
}

/** Where Meta must post, and the button that tells it. */
export function WebhookSection({ channelId, mayWrite }: WebhookSectionProps) {
  const { t } = useTranslation();
  const setUp = useAction({
    run: () => api.channels.setUpWebhook(channelId),
    done: ({ callbackUrl }) => t("channels.webhook.done", { url: callbackUrl }),
  });
  return (
    <Section
      title={t("channels.webhook.title")}
      text={t("channels.webhook.text")}
      action={
        mayWrite && (
          <Button
            variant="default"
            leftSection={<IconWebhook size={16} />}
            loading={setUp.isPending}
            onClick={() => setUp.mutate()}
          >
            {t("channels.webhook.verb")}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Facts
          facts={[
            {
              label: t("channels.webhook.url"),
              value: <CopyableId value={`${window.location.origin}/webhooks/cloud-api`} />,
            },
            { label: t("channels.webhook.field"), value: <CopyableId value="messages" /> },
          ]}
        />
        <Text c="dimmed">{t("channels.webhook.tokenHint")}</Text>
      </Stack>
    </Section>
  );
}
