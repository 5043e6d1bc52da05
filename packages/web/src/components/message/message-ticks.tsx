import type { ThreadMessage } from "@chasqui/client";
import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClock,
  IconClockOff,
  IconClockPause,
  IconHelpCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./message.module.css";

export type MessageState = ThreadMessage["state"];

const ICONS = {
  queued: IconClock,
  held: IconClockPause,
  sending: IconClock,
  unknown: IconHelpCircle,
  accepted: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  played: IconChecks,
  failed: IconAlertCircle,
  cancelled: IconBan,
  expired: IconClockOff,
} as const satisfies Partial<Record<MessageState, unknown>>;

/** How far a message of ours has come, as people know it from WhatsApp: clock, one tick, two, two blue ones; and what went wrong. */
export function MessageTicks({ state }: { readonly state: MessageState }) {
  const { t } = useTranslation();
  if (state === "received") return null;
  const Icon = ICONS[state];
  const label = t(`message.states.${state}`);
  return (
    <span className={classes.ticks} data-state={state} role="img" aria-label={label} title={label}>
      <Icon size={16} stroke={2} aria-hidden />
    </span>
  );
}
