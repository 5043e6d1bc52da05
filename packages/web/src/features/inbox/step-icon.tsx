import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClockPause,
  IconDeviceMobile,
  IconHelpCircle,
  IconInbox,
  IconPencil,
  IconPlayerPause,
  IconPoint,
  IconRefresh,
  IconSend2,
} from "@tabler/icons-react";

const ICONS = {
  received: IconInbox,
  queued: IconInbox,
  dispatched: IconSend2,
  accepted: IconCheck,
  sent: IconCheck,
  delivered: IconDeviceMobile,
  read: IconChecks,
  played: IconChecks,
  retried: IconRefresh,
  resent: IconRefresh,
  "retried-by-person": IconRefresh,
  deferred: IconClockPause,
  "waits-for-channel": IconPlayerPause,
  held: IconPlayerPause,
  unknown: IconHelpCircle,
  parked: IconHelpCircle,
  failed: IconAlertTriangle,
  expired: IconAlertTriangle,
  cancelled: IconBan,
  edited: IconPencil,
} as const;

/** What kind of step it was. */
export function StepIcon({ code }: { readonly code: string }) {
  const Icon = code in ICONS ? ICONS[code as keyof typeof ICONS] : IconPoint;
  return <Icon size={13} stroke={2} aria-hidden />;
}
