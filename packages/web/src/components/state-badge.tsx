import { Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClockHour4, IconLoader2 } from "@tabler/icons-react";
import classes from "./state-badge.module.css";

/** What a state means to people, whatever it is called: green done, blue in progress, amber waiting, red failed, grey off. */
export type Tone = "done" | "progress" | "waiting" | "failed" | "off";

const ICONS = {
  done: IconCircleCheck,
  progress: IconLoader2,
  waiting: IconClockHour4,
  failed: IconAlertTriangle,
  off: IconCircleDashed,
} as const;

interface StateBadgeProps {
  readonly tone: Tone;
  readonly label: string;
  /** Why it is so; shown on hover and on focus. */
  readonly reason?: string | undefined;
}

/** A state as icon, word and colour, never as colour alone. */
export function StateBadge({ tone, label, reason }: StateBadgeProps) {
  const Icon = ICONS[tone];
  const badge = (
    <span className={classes.root} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {label}
    </span>
  );
  if (reason === undefined) return badge;
  return (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      {/* A reason must be reachable by keyboard, too. */}
      <button type="button" className={classes.reason} aria-label={`${label}: ${reason}`}>
        {badge}
      </button>
    </Tooltip>
  );
}
