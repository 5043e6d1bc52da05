import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { LinkTabs } from "../../components/link-tabs.tsx";

/** Texts of our own, and those that Meta has approved. */
export function TemplatesTabs() {
  const { t } = useTranslation();
  if (!useCan("channels:read")) return null;
  return (
    <LinkTabs
      label={t("templates.title")}
      tabs={[
        { to: "/templates", label: t("templates.ours") },
        { to: "/templates/meta", label: t("templates.metas") },
      ]}
    />
  );
}
