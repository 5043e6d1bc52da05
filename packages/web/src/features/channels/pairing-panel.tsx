import type { ChannelPairing } from "@chasqui/client";
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { PairingCode } from "./pairing-code.tsx";
import { PairingCountdown } from "./pairing-countdown.tsx";
import { PairingNumberForm } from "./pairing-number-form.tsx";
import classes from "./pairing-panel.module.css";
import { PairingSteps } from "./pairing-steps.tsx";
import { channelPairingQuery } from "./queries.ts";
import { usePair, useStopPairing } from "./use-pairing.ts";

/** What the phone has to scan, or its owner to type, beside the steps on the phone. It changes as WhatsApp changes it, for everybody who
 *  looks. */
export function PairingPanel({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const pairing = useQuery(channelPairingQuery(channelId));
  const [wantsNumber, setWantsNumber] = useState(false);
  const pair = usePair(channelId);
  const stop = useStopPairing(channelId);
  if (pairing.isError) return <ErrorState error={pairing.error} onRetry={() => void pairing.refetch()} />;
  const offer = pairing.data?.offer ?? null;
  if (wantsNumber) {
    const close = () => setWantsNumber(false);
    return <PairingNumberForm channelId={channelId} onDone={close} onBack={close} />;
  }
  return (
    <div className={classes.root}>
      <div className={classes.offer}>
        <Offer channelId={channelId} offer={offer} />
        {offer !== null && (
          <PairingCountdown
            key={offer.expiresAt}
            kind={offer.kind}
            secondsLeft={offer.secondsLeft}
            saidAtMs={pairing.dataUpdatedAt}
          />
        )}
      </div>
      <Stack gap="md" className={classes.steps}>
        <PairingSteps kind={offer?.kind ?? "qr"} />
        <Group gap="xs">
          {offer?.kind === "code" ? (
            <Button variant="default" loading={pair.isPending} onClick={() => pair.mutate(undefined)}>
              {t("channels.pairing.useQr")}
            </Button>
          ) : (
            <Button variant="default" onClick={() => setWantsNumber(true)}>
              {t("channels.pairing.byNumber")}
            </Button>
          )}
          <Button variant="subtle" color="gray" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t("common.cancel")}
          </Button>
        </Group>
      </Stack>
    </div>
  );
}

interface OfferProps {
  readonly channelId: string;
  readonly offer: ChannelPairing["offer"];
}

function Offer({ channelId, offer }: OfferProps) {
  const { t } = useTranslation();
  if (offer === null) {
    return (
      <Stack gap="xs" align="center">
        <Skeleton className={classes.picture} aria-hidden />
        <Text c="dimmed">{t("channels.pairing.fetching")}</Text>
      </Stack>
    );
  }
  if (offer.kind === "code") return <PairingCode code={offer.code} phone={offer.phone} />;
  return (
    <img
      className={classes.picture}
      src={`${api.channels.qrSvgUrl(channelId)}?until=${encodeURIComponent(offer.expiresAt)}`}
      alt={t("channels.pairing.qrAlt")}
    />
  );
}
