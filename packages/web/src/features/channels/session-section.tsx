import type { Channel, ChannelSession } from "@chasqui/client";
import { Alert, Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconDeviceMobileCheck, IconLogout } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { confirmDestruction } from "../../components/confirm.tsx";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { PhoneNumber, usePhoneFormat } from "../../components/phone-number.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { describeReason } from "../../components/server-text.ts";
import { PairingPanel } from "./pairing-panel.tsx";
import { PairingStart } from "./pairing-start.tsx";
import { channelSessionQuery } from "./queries.ts";
import { useSessionActions } from "./use-pairing.ts";

interface SessionSectionProps {
  readonly channel: Channel;
  readonly mayWrite: boolean;
}

/** The phone behind a WhatsApp Web channel: which one it is, how its session is, and how to pair one. */
export function SessionSection({ channel, mayWrite }: SessionSectionProps) {
  const { t } = useTranslation();
  const session = useQuery(channelSessionQuery(channel.id));
  const { logOut } = useSessionActions(channel.id);
  const phoneOf = usePhoneFormat();
  const account = session.data?.account ?? null;
  const askLogOut = () =>
    confirmDestruction(
      {
        title: t("channels.session.logOutTitle", { phone: account === null ? "" : phoneOf(account.phone) }),
        text: t("channels.session.logOutText"),
        verb: t("channels.session.logOut"),
        onConfirm: () => logOut.mutate(),
      },
      t,
    );
  return (
    <Section
      title={t(session.data === undefined || account !== null ? "channels.session.title" : "channels.pairing.title")}
      action={
        mayWrite &&
        account !== null && (
          <Button
            variant="default"
            leftSection={<IconLogout size={16} />}
            loading={logOut.isPending}
            onClick={askLogOut}
          >
            {t("channels.session.logOut")}
          </Button>
        )
      }
    >
      {session.isPending && <RowSkeletons rows={3} />}
      {session.isError && <ErrorState error={session.error} onRetry={() => void session.refetch()} />}
      {session.isSuccess && <SessionView channel={channel} session={session.data} mayWrite={mayWrite} />}
      <VisuallyHidden role="status">
        {session.data !== undefined && t(`channels.session.states.${session.data.state}`)}
      </VisuallyHidden>
    </Section>
  );
}

interface SessionViewProps extends SessionSectionProps {
  readonly session: ChannelSession;
}

function SessionView({ channel, session, mayWrite }: SessionViewProps) {
  const { t } = useTranslation();
  const { state, stateReason, account } = session;
  const isActive = channel.state === "active";
  if (state === "awaiting-scan" || (state === "connecting" && account === null)) {
    return mayWrite ? <PairingPanel channelId={channel.id} /> : <Text>{t("channels.session.beingPaired")}</Text>;
  }
  return (
    <Stack>
      <StateExplanation channel={channel} session={session} mayWrite={mayWrite} />
      {account !== null && <AccountFacts session={session} />}
      {account === null && mayWrite && isActive && <PairingStart channelId={channel.id} after={stateReason?.code} />}
    </Stack>
  );
}

/** What the state means, and what helps. */
function StateExplanation({ channel, session, mayWrite }: SessionViewProps) {
  const { t } = useTranslation();
  const { takeBack } = useSessionActions(channel.id);
  const { state, stateReason } = session;
  if (channel.state !== "active") {
    return <Text>{t(session.account === null ? "channels.session.pausedUnpaired" : "channels.session.paused")}</Text>;
  }
  if (state === "connected") return <Text>{t("channels.session.connected")}</Text>;
  const reason = stateReason === null ? undefined : describeReason(stateReason);
  if (state === "restricted" || state === "logged-out" || state === "replaced") {
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle size={18} />}
        title={reason?.title ?? t(`channels.session.states.${state}`)}
      >
        <Stack gap="sm" align="flex-start">
          {reason?.mend !== undefined && <Text size="md">{reason.mend}</Text>}
          {session.account !== null && <Text size="md">{t("channels.session.waits")}</Text>}
          {state === "replaced" && mayWrite && (
            <Button
              leftSection={<IconDeviceMobileCheck size={16} />}
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate()}
            >
              {t("channels.session.useHere")}
            </Button>
          )}
        </Stack>
      </Alert>
    );
  }
  return (
    <Stack gap={4}>
      {reason !== undefined && <Text fw={500}>{reason.title}</Text>}
      <Text>
        {reason?.mend ?? t(state === "connecting" ? "channels.session.connecting" : "channels.session.unpaired")}
      </Text>
      {!mayWrite && state === "unpaired" && <Text c="dimmed">{t("channels.session.mayNotPair")}</Text>}
    </Stack>
  );
}

function AccountFacts({ session }: { readonly session: ChannelSession }) {
  const { t } = useTranslation();
  const { account, pairedAt, connectedAt, state, stateSince } = session;
  if (account === null) return null;
  return (
    <Group>
      <Facts
        facts={[
          { label: t("channels.session.phone"), value: <PhoneNumber phone={account.phone} /> },
          account.name === null ? undefined : { label: t("channels.session.name"), value: account.name },
          pairedAt === null
            ? undefined
            : { label: t("channels.session.pairedAt"), value: <RelativeTime at={pairedAt} /> },
          state === "connected" && connectedAt !== null
            ? { label: t("channels.session.connectedAt"), value: <RelativeTime at={connectedAt} /> }
            : { label: t("channels.session.since"), value: <RelativeTime at={stateSince} /> },
        ]}
      />
    </Group>
  );
}
