import type { Channel } from "@chasqui/client";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ChannelState } from "../../components/channel-state.tsx";
import { CopyableId } from "../../components/copyable-id.tsx";
import { Facts, Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { Page } from "../../components/page.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { AccountSection } from "./account-section.tsx";
import { ChannelActions } from "./channel-actions.tsx";
import { CheckSection } from "./check-section.tsx";
import { GroupsSection } from "./groups-section.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { channelQuery } from "./queries.ts";
import { SessionSection } from "./session-section.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { StateAlert } from "./state-alert.tsx";
import { WebhookSection } from "./webhook-section.tsx";

const route = getRouteApi("/shell/channels/$channelId");

/** One channel: its state and why, what its platform says of it, its settings. */
export function ChannelPage() {
  const { t } = useTranslation();
  const { channelId } = route.useParams();
  const channel = useQuery(channelQuery(channelId));
  const back = { to: "/channels", label: t("shell.pages.channels") } as const;
  if (channel.isPending) return <PageSkeleton />;
  if (channel.isError) {
    return (
      <Page title={t("channels.one")} back={back}>
        <ErrorState error={channel.error} onRetry={() => void channel.refetch()} />
      </Page>
    );
  }
  return <ChannelDetail channel={channel.data} />;
}

function ChannelDetail({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const mayWrite = useCan("channels:write");
  const isCloudApi = channel.kind === "cloud-api";
  return (
    <Page
      title={channel.name}
      text={t(`channels.kinds.${channel.kind}.text`)}
      width="narrow"
      badge={<ChannelState channel={channel} />}
      back={{ to: "/channels", label: t("shell.pages.channels") }}
      action={mayWrite && <ChannelActions channel={channel} />}
    >
      <StateAlert channel={channel} />
      {channel.session !== null && <SessionSection channel={channel} mayWrite={mayWrite} />}
      {!isCloudApi && <LimitsSection channel={channel} mayWrite={mayWrite} />}
      <CheckSection channelId={channel.id} />
      <GroupsSection channel={channel} />
      {isCloudApi && <AccountSection channelId={channel.id} />}
      {isCloudApi && <WebhookSection channelId={channel.id} mayWrite={mayWrite} />}
      {/* A change from elsewhere is what the form goes on from. */}
      {mayWrite && <SettingsSection key={channel.updatedAt} channel={channel} />}
      <Section title={t("channels.about")}>
        <Facts
          facts={[
            { label: t("channels.kind"), value: t(`channels.kinds.${channel.kind}.name`) },
            { label: t("channels.address"), value: <CopyableId value={channel.address} /> },
            { label: t("channels.added"), value: <RelativeTime at={channel.createdAt} /> },
            { label: t("common.id"), value: <CopyableId value={channel.id} /> },
          ]}
        />
      </Section>
    </Page>
  );
}
