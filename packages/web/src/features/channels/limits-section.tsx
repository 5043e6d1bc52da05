import type { Channel, ChannelLimits } from "@chasqui/client";
import { Button, Stack, Text } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { LimitsColdStop } from "./limits-cold-stop.tsx";
import { LimitsFacts } from "./limits-facts.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { LimitsToday } from "./limits-today.tsx";
import { LimitsWarmUp } from "./limits-warm-up.tsx";
import { channelLimitsQuery } from "./queries.ts";

interface LimitsSectionProps {
  readonly channel: Channel;
  readonly mayWrite: boolean;
}

/** How much a channel may send, so that its number is not banned: what is used of it today, and everything that can be set. */
export function LimitsSection({ channel, mayWrite }: LimitsSectionProps) {
  const { t } = useTranslation();
  const [isChanging, setIsChanging] = useState(false);
  const limits = useQuery(channelLimitsQuery(channel.id));
  const isOn = limits.data?.settings.isOn;
  return (
    <Section
      title={t("limits.title")}
      text={t(channel.kind === "sandbox" ? "limits.sandboxText" : "limits.text")}
      action={
        mayWrite &&
        limits.isSuccess &&
        !isChanging && (
          <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={() => setIsChanging(true)}>
            {t(isOn ? "limits.change" : "limits.set")}
          </Button>
        )
      }
    >
      {limits.isPending && <RowSkeletons rows={4} />}
      {limits.isError && <ErrorState error={limits.error} onRetry={() => void limits.refetch()} />}
      {limits.isSuccess && (
        <Stack gap="lg">
          <LimitsColdStop channelId={channel.id} coldStop={limits.data.coldStop} mayWrite={mayWrite} />
          {isChanging ? (
            <LimitsForm channelId={channel.id} limits={limits.data} onClose={() => setIsChanging(false)} />
          ) : (
            <LimitsView channel={channel} limits={limits.data} />
          )}
        </Stack>
      )}
    </Section>
  );
}

function LimitsView({ channel, limits }: { readonly channel: Channel; readonly limits: ChannelLimits }) {
  const { t } = useTranslation();
  if (!limits.settings.isOn) return <Text>{t("limits.off")}</Text>;
  return (
    <>
      <LimitsToday limits={limits} />
      {limits.warmUp !== null && <LimitsWarmUp warmUp={limits.warmUp} />}
      <LimitsFacts channel={channel} limits={limits} />
    </>
  );
}
