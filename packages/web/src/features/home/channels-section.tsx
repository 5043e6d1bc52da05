import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ChannelState } from "../../components/channel-state.tsx";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { TextLink } from "../../components/links.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import classes from "./channels-section.module.css";

/** Each channel with its state. */
export function ChannelsSection() {
  const { t } = useTranslation();
  const channels = useQuery({
    queryKey: ["channels"],
    queryFn: async ({ signal }) => api.channels.list({ signal }),
  });
  return (
    <Section title={t("shell.pages.channels")}>
      {channels.isPending && <RowSkeletons rows={2} />}
      {channels.isError && <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.data?.items.length === 0 && <Text c="dimmed">{t("home.noChannels")}</Text>}
      <ul className={classes.list}>
        {channels.data?.items.map((channel) => (
          <li key={channel.id} className={classes.item}>
            <TextLink to="/channels/$channelId" params={{ channelId: channel.id }} c="inherit" fw={500}>
              {channel.name}
            </TextLink>
            <ChannelState channel={channel} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
