import type { Channel, ChannelSession } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { describeReason } from "./server-text.ts";
import { StateBadge, type Tone } from "./state-badge.tsx";

const TONES = { active: "done", paused: "off", stopped: "failed" } as const satisfies Record<Channel["state"], Tone>;
const SESSION_TONES = {
  unpaired: "off",
  connecting: "progress",
  "awaiting-scan": "waiting",
  connected: "done",
  restricted: "failed",
  "logged-out": "failed",
  replaced: "failed",
} as const satisfies Record<ChannelSession["state"], Tone>;

/** How a channel is, in a word. One that is paired by phone sends only while its session is connected, so that is what is told of it. */
export function ChannelState({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { state, session } = channel;
  if (state === "active" && session !== null) {
    return (
      <StateBadge
        tone={SESSION_TONES[session.state]}
        label={t(`channels.session.states.${session.state}`)}
        reason={session.stateReason === null ? undefined : describeReason(session.stateReason).title}
      />
    );
  }
  return (
    <StateBadge
      tone={TONES[state]}
      label={t(`channels.states.${state}`)}
      reason={state === "stopped" && channel.stateReason ? describeReason(channel.stateReason).title : undefined}
    />
  );
}
