import { Alert, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ChatPreview, PreviewBubble } from "../../components/chat-preview.tsx";
import { describeError } from "../../components/describe-error.ts";
import { Section } from "../../components/detail.tsx";
import { MissingValues } from "../../components/missing-values.tsx";
import { describeTextProblem } from "../../components/text-problem.ts";
import { type PreviewRequest, useTextPreviews } from "../../components/use-text-preview.ts";
import type { RuleValues } from "./rule-form.rules.ts";

interface AnswerPreviewProps {
  readonly values: RuleValues;
  /** What the contact wrote, as far as it was tried. */
  readonly said: string;
  readonly contactId: string | undefined;
}

/** The answer as it will look, while it is written. */
export function AnswerPreview({ values, said, contactId }: AnswerPreviewProps) {
  const { t } = useTranslation();
  const texts = listTexts(values);
  const { previews, error } = useTextPreviews(
    texts.map((wanted) => ({
      ...wanted,
      ...(contactId !== undefined && { contactId }),
      values: { "message.text": said || t("autoReplies.preview.said"), "message.rest": restOf(values, said) },
    })),
  );
  const shown = previews.map((preview) => preview?.text ?? "");
  const problems = previews.flatMap((preview) => (preview?.problem ? [preview.problem] : []));
  const collect = (name: "missing" | "unknown") => [...new Set(previews.flatMap((preview) => preview?.[name] ?? []))];
  return (
    <Section title={t("autoReplies.preview.title")}>
      <Stack gap="xs">
        <ChatPreview label={t("autoReplies.preview.title")}>
          {values.replyType === "ask-ai" ? (
            <Text size="sm">{t("autoReplies.test.aiWouldWrite")}</Text>
          ) : shown[0] ? (
            <PreviewBubble from="us" content={toContent(values, shown)} />
          ) : (
            <Text size="sm">{t("autoReplies.preview.empty")}</Text>
          )}
        </ChatPreview>
        {error !== null && <Text size="sm">{describeError(error, t).title}</Text>}
        {problems.map((problem) => (
          <Alert key={problem.message} color="red" p="xs">
            <Text size="sm">{describeTextProblem(problem, t)}</Text>
          </Alert>
        ))}
        <MissingValues missing={collect("missing")} unknown={collect("unknown")} />
        {contactId === undefined && (
          <Text size="xs" c="dimmed">
            {t("autoReplies.preview.samples")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

/** The text first, then footer and buttons. */
function listTexts({ replyType, text, templateId, footer, buttons }: RuleValues): PreviewRequest[] {
  switch (replyType) {
    case "text":
      return text === "" ? [] : [{ body: text }];
    case "buttons":
      return text === "" ? [] : [text, footer, ...buttons.map(({ title }) => title)].map((body) => ({ body }));
    case "saved-template":
      return templateId === null ? [] : [{ templateId }];
    case "ask-ai":
      return [];
  }
}

function toContent({ replyType, buttons }: RuleValues, [text = "", footer = "", ...titles]: string[]) {
  if (replyType !== "buttons") return { type: "text", text };
  return {
    type: "buttons",
    body: text,
    ...(footer !== "" && { footer }),
    buttons: buttons.map(({ id }, index) => ({ id, title: titles[index] || "…" })),
  };
}

/** What follows the words a rule looks for; shown as a sample until somebody tries a message. */
function restOf({ kind, values }: RuleValues, said: string): string {
  if (kind !== "starts-with") return "";
  const begun = values.find((value) => said.toLowerCase().startsWith(value.toLowerCase()));
  return begun === undefined ? "…" : said.slice(begun.length).trim();
}
