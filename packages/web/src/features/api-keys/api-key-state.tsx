import type { ApiKey } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { StateBadge } from "../../components/state-badge.tsx";
import { useFormat } from "../../components/use-format.ts";

/** @param now in milliseconds */
export function ApiKeyState({ apiKey, now }: { readonly apiKey: ApiKey; readonly now: number }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const { revokedAt, expiresAt } = apiKey;
  if (revokedAt !== null) {
    return <StateBadge tone="off" label={t("apiKeys.states.revoked")} reason={dateTime(revokedAt)} />;
  }
  if (expiresAt === null) return <StateBadge tone="done" label={t("apiKeys.states.valid")} />;
  const isOver = Date.parse(expiresAt) <= now;
  return (
    <StateBadge
      tone={isOver ? "off" : "done"}
      label={t(isOver ? "apiKeys.states.expired" : "apiKeys.states.valid")}
      reason={t(isOver ? "apiKeys.expired" : "apiKeys.expires", { time: dateTime(expiresAt) })}
    />
  );
}
