import type { RuleReply } from "@chasqui/client";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";

/** What a rule answers, in two lines. */
export function AnswerSummary({ reply }: { readonly reply: RuleReply }) {
  const { t } = useTranslation();
  switch (reply.type) {
    case "text":
      return <Quoted text={reply.text} />;
    case "buttons":
      return <Quoted text={`${reply.body}  ${reply.buttons.map(({ title }) => `[${title}]`).join(" ")}`} />;
    case "saved-template":
      return <SavedTemplate templateId={reply.templateId} />;
    case "ask-ai":
      return <Text inherit>{t("autoReplies.answers.askAi")}</Text>;
  }
}

function Quoted({ text }: { readonly text: string }) {
  return (
    <Text inherit lineClamp={2}>
      {text}
    </Text>
  );
}

function SavedTemplate({ templateId }: { readonly templateId: string }) {
  const { t } = useTranslation();
  const template = useQuery({
    queryKey: ["templates", templateId],
    queryFn: ({ signal }) => api.templates.get(templateId, { signal }),
  });
  return <Text inherit>{t("autoReplies.answers.template", { name: template.data?.name ?? "…" })}</Text>;
}
