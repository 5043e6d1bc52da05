import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle, IconClockHour4 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";
import { StateBadge, type Tone } from "../../components/state-badge.tsx";

/** Meta's words; one that is not here is a new one. */
const TONES: Readonly<Record<string, Tone>> = {
  APPROVED: "done",
  PENDING: "progress",
  IN_APPEAL: "progress",
  PAUSED: "waiting",
  FLAGGED: "waiting",
  LOCKED: "waiting",
  LIMIT_EXCEEDED: "waiting",
  REJECTED: "failed",
  DISABLED: "failed",
  PENDING_DELETION: "off",
  DELETED: "off",
  ARCHIVED: "off",
};
const QUALITY_TONES: Readonly<Record<string, Tone>> = { GREEN: "done", YELLOW: "waiting", RED: "failed" };

export const META_STATUSES = ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"] as const;
export const META_CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const;

interface MetaTemplateState {
  readonly status: string;
  readonly rejectedReason: string | null;
}

export function MetaStatus({ template }: { readonly template: MetaTemplateState }) {
  const { status } = template;
  const reason = useRejection(template) ?? findText(`templates.meta.mends.${status}`);
  return (
    <StateBadge
      tone={TONES[status] ?? "off"}
      label={findText(`templates.meta.statuses.${status}`) ?? status}
      reason={status === "APPROVED" ? undefined : reason}
    />
  );
}

/** How people take it, as Meta measures. Nothing is shown before Meta knows. */
export function MetaQuality({ quality }: { readonly quality: string | null }) {
  const { t } = useTranslation();
  const tone = QUALITY_TONES[quality ?? ""];
  if (tone === undefined) return <Text c="dimmed">{t("templates.meta.qualityUnknown")}</Text>;
  return <StateBadge tone={tone} label={findText(`templates.meta.qualities.${quality}`) ?? ""} />;
}

/** Why it can't be sent, and what to do. Nothing is shown while it can. */
export function MetaStatusAlert({ template }: { readonly template: MetaTemplateState }) {
  const { status } = template;
  const rejection = useRejection(template);
  const tone = TONES[status];
  const mend = findText(`templates.meta.mends.${status}`);
  if (status === "APPROVED" || mend === undefined) return null;
  const isBad = tone === "failed";
  return (
    <Alert
      color={isBad ? "red" : tone === "waiting" ? "amber" : "blue"}
      icon={isBad ? <IconAlertTriangle size={18} /> : <IconClockHour4 size={18} />}
      title={findText(`templates.meta.titles.${status}`) ?? findText(`templates.meta.statuses.${status}`)}
    >
      {rejection !== undefined && <Text size="md">{rejection}</Text>}
      <Text size="md">{mend}</Text>
    </Alert>
  );
}

function useRejection({ rejectedReason }: MetaTemplateState): string | undefined {
  const { t } = useTranslation();
  if (rejectedReason === null) return undefined;
  return (
    findText(`templates.meta.rejections.${rejectedReason}`) ??
    t("templates.meta.rejectedFor", { reason: rejectedReason })
  );
}
