import type { ConversationDetail, MessageTemplate, MessageTemplatePreview } from "@chasqui/client";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconChevronLeft } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { WhatsAppText } from "../../components/message/whatsapp-text.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import classes from "./composer.module.css";
import { type AnswerContent, sendOutgoing } from "./outgoing.ts";

interface TemplateFormProps {
  readonly conversation: ConversationDetail;
  readonly name: string;
  readonly template: MessageTemplate;
  readonly onBack: () => void;
  readonly onSent: () => void;
}

const PAUSE_MS = 300;

/** A template of WhatsApp's, filled for this contact: what stands in its places, and how it will look. */
export function TemplateForm({ conversation, name, template, onBack, onSent }: TemplateFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [settled] = useDebouncedValue(values, PAUSE_MS);
  const contactId = conversation.contact?.id;
  const given = Object.fromEntries(Object.entries(settled).filter(([, value]) => value.trim() !== ""));
  const preview = useQuery({
    queryKey: ["channels", conversation.channelId, "template-preview", template.id, contactId, given],
    queryFn: ({ signal }) =>
      api.channels.previewMessageTemplate(
        conversation.channelId,
        template.id,
        { ...(contactId !== undefined && { contactId }), ...(Object.keys(given).length > 0 && { values: given }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const isSettled = settled === values && !preview.isFetching;
  const content = preview.data?.content;
  function send(): void {
    if (!content) return;
    sendOutgoing(queryClient, { conversationId: conversation.id, content: content as unknown as AnswerContent });
    onSent();
  }
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconChevronLeft size={14} />}
          onClick={onBack}
        >
          {t("inbox.templates.back")}
        </Button>
        <Text fw={600}>{template.name}</Text>
        <Text c="dimmed">{template.language}</Text>
      </Group>
      {preview.isPending && <RowSkeletons rows={3} />}
      {preview.isError && <ErrorState error={preview.error} level={3} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <>
          {preview.data.placeholders.map((place) => (
            <Place
              key={place.id}
              place={place}
              typed={values[place.id]}
              onChange={(value) => setValues({ ...values, [place.id]: value })}
            />
          ))}
          <Text size="sm" c="dimmed">
            {t("inbox.templates.asItWillLook", { name })}
          </Text>
          <TemplatePreview preview={preview.data} />
          {content === null && isSettled && <Text size="sm">{t("inbox.templates.incomplete")}</Text>}
          <Group justify="flex-end">
            <Button disabled={!content || !isSettled} onClick={send}>
              {t("inbox.templates.send")}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

type PlaceholderOf = MessageTemplatePreview["placeholders"][number];

function Place(props: {
  readonly place: PlaceholderOf;
  readonly typed: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { place, typed, onChange } = props;
  const isFile = place.kind === "image" || place.kind === "video" || place.kind === "document";
  return (
    <TextInput
      label={t("inbox.templates.place", { name: place.name })}
      description={isFile ? t("inbox.templates.fileHint") : undefined}
      placeholder={place.value ?? place.example ?? undefined}
      value={typed ?? ""}
      error={place.problem?.message}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function TemplatePreview({ preview }: { readonly preview: MessageTemplatePreview }) {
  const { header, body, footer, buttons } = preview;
  return (
    <div className={classes.preview}>
      {header?.text && <Text fw={600}>{header.text}</Text>}
      {body !== null && <WhatsAppText text={body} />}
      {footer !== null && (
        <Text size="sm" c="dimmed">
          {footer}
        </Text>
      )}
      {buttons.map(({ text }) => (
        <div key={text} className={classes.previewButton}>
          {text}
        </div>
      ))}
    </div>
  );
}
