import type { Channel } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { StateBadge, type Tone } from "./state-badge.tsx";

const TONES = { active: "done", paused: "off", stopped: "failed" } as const satisfies Record<Channel["state"], Tone>;

export function ChannelState({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  return (
    <StateBadge
      tone={TONES[channel.state]}
      label={t(`channels.states.${channel.state}`)}
      reason={channel.state === "stopped" ? channel.stateReason?.title : undefined}
    />
  );
}
