import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { LinkTabs } from "../../components/link-tabs.tsx";

/** What answers, and what asks again when somebody has fallen silent. */
export function AutoRepliesTabs() {
  const { t } = useTranslation();
  if (!useCan("follow-ups:read")) return null;
  return (
    <LinkTabs
      label={t("autoReplies.title")}
      tabs={[
        { to: "/auto-replies", label: t("autoReplies.rules") },
        { to: "/auto-replies/follow-ups", label: t("autoReplies.followUps.title") },
      ]}
    />
  );
}
