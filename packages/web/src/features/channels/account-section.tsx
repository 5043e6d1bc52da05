import type { ChannelDetails } from "@chasqui/client";
import { Button, Progress, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { PhoneNumber } from "../../components/phone-number.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { findReasonText } from "../../components/server-text.ts";
import { StateBadge } from "../../components/state-badge.tsx";
import { useAction } from "../../components/use-action.ts";
import { useFormat } from "../../components/use-format.ts";
import { channelDetailsQuery } from "./queries.ts";
import { limitOfTier, readQuality } from "./tiers.rules.ts";

const QUALITY_TONES = { green: "done", yellow: "waiting", red: "failed" } as const;

/** What Meta says of the number: quality, limits and their use, when the token ends. */
export function AccountSection({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  const details = useQuery(channelDetailsQuery(channelId));
  const refresh = useAction({
    run: () => api.channels.refreshDetails(channelId),
    changes: [["channels", channelId, "details"]],
  });
  return (
    <Section
      title={t("channels.account.title")}
      text={t("channels.account.text")}
      action={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          {t("channels.account.refresh")}
        </Button>
      }
    >
      {details.isPending && <RowSkeletons rows={4} />}
      {details.isError && <ErrorState error={details.error} onRetry={() => void details.refetch()} />}
      {details.isSuccess && <AccountFacts details={details.data} />}
    </Section>
  );
}

function AccountFacts({ details }: { readonly details: ChannelDetails }) {
  const { t } = useTranslation();
  const quality = readQuality(details.quality);
  const unknown = <Text c="dimmed">{t("channels.account.unknown")}</Text>;
  return (
    <Stack>
      <Facts
        facts={[
          {
            label: t("channels.account.number"),
            value: details.displayPhone === null ? unknown : <PhoneNumber phone={details.displayPhone} />,
          },
          { label: t("channels.account.name"), value: details.verifiedName ?? unknown },
          {
            label: t("channels.account.quality"),
            value:
              quality === undefined ? (
                unknown
              ) : (
                <StateBadge tone={QUALITY_TONES[quality]} label={t(`channels.quality.${quality}`)} />
              ),
          },
          { label: t("channels.account.tier"), value: <TierUse details={details} /> },
          { label: t("channels.account.throughput"), value: <Throughput value={details.throughput} /> },
          { label: t("channels.account.token"), value: <TokenEnd details={details} /> },
          {
            label: t("channels.account.checked"),
            value: details.checkedAt === null ? t("channels.account.never") : <RelativeTime at={details.checkedAt} />,
          },
        ]}
      />
      {details.health !== null && details.health.canSend !== "AVAILABLE" && (
        <Text c="red">{details.health.parts.flatMap(({ problems }) => problems).join(" ")}</Text>
      )}
      {details.checkError !== null && (
        <Text c="red">{t("channels.account.checkFailed", { reason: describeFailure(details) })}</Text>
      )}
    </Stack>
  );
}

function describeFailure({ checkError, checkReason }: ChannelDetails): string | null {
  return (checkReason && findReasonText(checkReason, "title")) ?? checkError;
}

function TierUse({ details }: { readonly details: ChannelDetails }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const limit = limitOfTier(details.tier);
  const reached = details.reachedPeople ?? 0;
  if (limit === undefined) return <Text c="dimmed">{t("channels.account.unknown")}</Text>;
  if (limit === Number.POSITIVE_INFINITY) {
    return <Text>{t("channels.account.noLimit", { reached: number(reached) })}</Text>;
  }
  const percent = Math.min(100, (reached / limit) * 100);
  return (
    <Stack gap={4} w="min(20rem, 100%)">
      <Text>{t("channels.account.tierUse", { reached: number(reached), limit: number(limit) })}</Text>
      <Progress
        value={percent}
        color={percent >= 90 ? "red" : percent >= 70 ? "amber" : "fern"}
        aria-label={t("channels.account.tier")}
      />
    </Stack>
  );
}

function Throughput({ value }: { readonly value: string | null }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (value === "HIGH") return t("channels.account.perSecond", { count: 1000, rate: number(1000) });
  if (value === "STANDARD") return t("channels.account.perSecond", { count: 80, rate: number(80) });
  return <Text c="dimmed">{t("channels.account.unknown")}</Text>;
}

function TokenEnd({ details }: { readonly details: ChannelDetails }) {
  const { t } = useTranslation();
  if (details.tokenExpiresAt !== null) return <RelativeTime at={details.tokenExpiresAt} />;
  return details.checkedAt === null ? (
    <Text c="dimmed">{t("channels.account.unknown")}</Text>
  ) : (
    t("channels.account.tokenNever")
  );
}
