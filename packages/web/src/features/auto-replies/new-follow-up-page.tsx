import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { Page } from "../../components/page.tsx";
import { FollowUpEditor } from "./follow-up-editor.tsx";

export function NewFollowUpPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("follow-ups:write");
  return (
    <Page
      title={t("autoReplies.followUps.add")}
      text={t("autoReplies.followUps.text")}
      back={{ to: "/auto-replies/follow-ups", label: t("autoReplies.followUps.title") }}
    >
      <FollowUpEditor mayWrite={mayWrite} onSaved={() => navigate({ to: "/auto-replies/follow-ups" })} />
    </Page>
  );
}
