import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { Page } from "../../components/page.tsx";
import { RuleEditor } from "./rule-editor.tsx";

/** A rule is written, tried and added behind the others. */
export function NewRulePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("rules:write");
  return (
    <Page
      title={t("autoReplies.add")}
      text={t("autoReplies.newText")}
      back={{ to: "/auto-replies", label: t("autoReplies.title") }}
    >
      <RuleEditor mayWrite={mayWrite} onSaved={() => navigate({ to: "/auto-replies" })} />
    </Page>
  );
}
