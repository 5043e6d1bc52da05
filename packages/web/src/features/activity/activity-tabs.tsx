import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { LinkTabs } from "../../components/link-tabs.tsx";

/** What people did, and what needs an eye. */
export function ActivityTabs() {
  const { t } = useTranslation();
  if (!useCan("audit-log:read")) return null;
  return (
    <LinkTabs
      label={t("shell.pages.activity")}
      tabs={[
        { to: "/alerts", label: t("shell.pages.alerts") },
        { to: "/activity", label: t("shell.pages.changes") },
      ]}
    />
  );
}
