import type { Alert } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { StateBadge, type Tone } from "./state-badge.tsx";

const TONES = { critical: "failed", warning: "waiting", info: "progress" } as const satisfies Record<
  Alert["severity"],
  Tone
>;

/** How bad it is; over when it is resolved. */
export function AlertSeverity({ alert }: { readonly alert: Pick<Alert, "severity" | "state"> }) {
  const { t } = useTranslation();
  const tone = alert.state === "resolved" ? "off" : TONES[alert.severity];
  return <StateBadge tone={tone} label={t(`alerts.severities.${alert.severity}`)} />;
}
