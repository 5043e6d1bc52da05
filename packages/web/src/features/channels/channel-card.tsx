import type { Channel } from "@chasqui/client";
import { Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ChannelState } from "../../components/channel-state.tsx";
import { PhoneNumber } from "../../components/phone-number.tsx";
import { describeReason } from "../../components/server-text.ts";
import classes from "./channel-card.module.css";
import { ChannelKindIcon } from "./channel-kind-icon.tsx";
import { channelDetailsQuery } from "./queries.ts";
import { readQuality } from "./tiers.rules.ts";

/** One channel among others: what it is, how it is, and why. */
export function ChannelCard({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { data: details } = useQuery({ ...channelDetailsQuery(channel.id), enabled: channel.kind === "cloud-api" });
  const phone = channel.session?.phone ?? details?.displayPhone;
  const reason = channel.state === "active" ? channel.session?.stateReason : undefined;
  const quality = readQuality(details?.quality ?? null);
  return (
    <Paper withBorder className={classes.root}>
      <ChannelKindIcon kind={channel.kind} />
      <div className={classes.body}>
        <div className={classes.top}>
          <Link to="/channels/$channelId" params={{ channelId: channel.id }} className={classes.link} data-row-link>
            {channel.name}
          </Link>
          <ChannelState channel={channel} />
        </div>
        <Text c="dimmed" size="sm">
          {t(`channels.kinds.${channel.kind}.${channel.kind === "sandbox" ? "text" : "name"}`)}
          {phone != null && (
            <>
              {" · "}
              <PhoneNumber phone={phone} />
            </>
          )}
          {quality !== undefined && ` · ${t(`channels.quality.${quality}`)}`}
        </Text>
        {reason != null && (
          <Text size="sm" mt={4}>
            {describeReason(reason).mend}
          </Text>
        )}
        {channel.state === "stopped" && channel.stateReason?.mend !== undefined && (
          <Text size="sm" mt={4}>
            {describeReason(channel.stateReason).mend}
          </Text>
        )}
      </div>
    </Paper>
  );
}
