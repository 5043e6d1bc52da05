import { Button, Skeleton, Stack } from "@mantine/core";
import { IconStethoscope } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { CheckList } from "./check-list.tsx";

/** Everything that can be wrong with a channel, looked at when asked. */
export function CheckSection({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const check = useMutation({ mutationFn: () => api.channels.check(channelId) });
  return (
    <Section
      title={t("channels.check.title")}
      text={t("channels.check.text")}
      action={
        <Button
          variant="default"
          leftSection={<IconStethoscope size={16} />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t("channels.check.verb")}
        </Button>
      }
    >
      {check.isPending && (
        <Stack gap="xs">
          <Skeleton height={20} />
          <Skeleton height={20} />
        </Stack>
      )}
      {check.isError && <ErrorState error={check.error} onRetry={() => check.mutate()} />}
      {check.isSuccess && <CheckList checks={check.data.checks} />}
    </Section>
  );
}
