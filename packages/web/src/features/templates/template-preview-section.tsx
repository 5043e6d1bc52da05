import { Alert, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ChatPreview, PreviewBubble } from "../../components/chat-preview.tsx";
import { ContactSelect } from "../../components/contact-select.tsx";
import { describeError } from "../../components/describe-error.ts";
import { Section } from "../../components/detail.tsx";
import { MissingValues } from "../../components/missing-values.tsx";
import { describeTextProblem } from "../../components/text-problem.ts";
import { useTextPreviews } from "../../components/use-text-preview.ts";

interface TemplatePreviewSectionProps {
  readonly body: string;
  readonly samples: Readonly<Record<string, string>>;
}

/** The text as it will look for somebody, while it is written. */
export function TemplatePreviewSection({ body, samples }: TemplatePreviewSectionProps) {
  const { t } = useTranslation();
  const mayChoose = useCan("contacts:read");
  const [contactId, setContactId] = useState<string>();
  const given = Object.fromEntries(Object.entries(samples).filter(([, sample]) => sample.trim() !== ""));
  const {
    previews: [preview],
    error,
    // Of a real contact nothing is made up.
  } = useTextPreviews(body === "" ? [] : [contactId === undefined ? { body, values: given } : { body, contactId }]);
  return (
    <Section title={t("templates.preview.title")}>
      <Stack gap="sm">
        {mayChoose && (
          <ContactSelect
            label={t("templates.preview.for")}
            placeholder={t("templates.preview.samples")}
            value={contactId}
            onChange={setContactId}
          />
        )}
        <ChatPreview label={t("templates.preview.title")}>
          {preview?.text ? (
            <PreviewBubble from="us" content={{ type: "text", text: preview.text }} />
          ) : (
            <Text size="sm">{t("templates.preview.empty")}</Text>
          )}
        </ChatPreview>
        {preview?.problem && (
          <Alert color="red" p="xs">
            <Text size="sm">{describeTextProblem(preview.problem, t)}</Text>
          </Alert>
        )}
        {error !== null && <Text size="sm">{describeError(error, t).title}</Text>}
        <MissingValues missing={preview?.missing ?? []} unknown={preview?.unknown ?? []} />
      </Stack>
    </Section>
  );
}
