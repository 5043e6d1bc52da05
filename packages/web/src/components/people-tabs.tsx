import { useTranslation } from "react-i18next";
import { useCan } from "../app/session.ts";
import { LinkTabs } from "./link-tabs.tsx";

/** People and programs: the two kinds that may use Chasqui. */
export function PeopleTabs() {
  const { t } = useTranslation();
  if (!useCan("api-keys:read")) return null;
  return (
    <LinkTabs
      label={t("shell.pages.usersAndKeys")}
      tabs={[
        { to: "/users", label: t("shell.pages.users") },
        { to: "/api-keys", label: t("shell.pages.apiKeys") },
      ]}
    />
  );
}
