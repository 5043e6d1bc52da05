import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { Page } from "../../components/page.tsx";
import { TemplateEditor } from "./template-editor.tsx";

export function NewTemplatePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("templates:write");
  return (
    <Page
      title={t("templates.add")}
      text={t("templates.text")}
      back={{ to: "/templates", label: t("templates.title") }}
    >
      <TemplateEditor mayWrite={mayWrite} onSaved={() => navigate({ to: "/templates" })} />
    </Page>
  );
}
