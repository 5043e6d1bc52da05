import { ActionIcon, Alert, Button, Checkbox, Group, Input, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { Section } from "../../components/detail.tsx";
import { LiquidField } from "../../components/liquid-field.tsx";
import { MOST_BUTTONS, nextButtonId, REPLY_TYPES } from "./rule-form.rules.ts";
import type { FieldGroupProps } from "./rule-form.ts";

/** WhatsApp's own limits, in characters. */
const LONGEST = { text: 4096, body: 1024, footer: 60, button: 20, instructions: 4000 };

interface ReplyFieldsProps extends FieldGroupProps {
  readonly mayWrite: boolean;
}

/** What a rule sends. */
export function ReplyFields(props: ReplyFieldsProps) {
  const { t } = useTranslation();
  const { form, errors, mayWrite } = props;
  const { replyType } = form.values;
  const isWritten = replyType === "text" || replyType === "buttons";
  return (
    <Section title={t("autoReplies.editor.answer")} text={t("autoReplies.editor.answerText")}>
      <Stack maw={560}>
        <Select
          label={t("autoReplies.fields.replyType")}
          value={replyType}
          onChange={(value) => form.setFieldValue("replyType", REPLY_TYPES.find((one) => one === value) ?? replyType)}
          data={REPLY_TYPES.map((one) => ({ value: one, label: t(`autoReplies.replyTypes.${one}`) }))}
          allowDeselect={false}
        />
        {isWritten && (
          <LiquidField
            label={t("autoReplies.fields.text")}
            value={form.values.text}
            onChange={(text) => form.setFieldValue("text", text)}
            error={errors.text}
            where="answers"
            limit={replyType === "text" ? LONGEST.text : LONGEST.body}
            minRows={4}
            disabled={!mayWrite}
          />
        )}
        {replyType === "text" && (
          <Checkbox
            {...form.getInputProps("previewUrl", { type: "checkbox" })}
            label={t("autoReplies.fields.previewUrl")}
          />
        )}
        {replyType === "buttons" && <ButtonFields {...props} />}
        {replyType === "saved-template" && <TemplateField {...props} />}
        {replyType === "ask-ai" && <AiFields {...props} />}
      </Stack>
    </Section>
  );
}

function ButtonFields({ form, errors, mayWrite }: ReplyFieldsProps) {
  const { t } = useTranslation();
  const { buttons } = form.values;
  const setButtons = (next: typeof buttons) => form.setFieldValue("buttons", next);
  return (
    <>
      <TextInput
        {...form.getInputProps("footer")}
        label={t("autoReplies.fields.footer")}
        description={t("autoReplies.fields.footerHint")}
        error={errors.footer}
        maxLength={500}
      />
      <Input.Wrapper
        label={t("autoReplies.fields.buttons")}
        description={t("autoReplies.fields.buttonsHint")}
        error={errors.buttons}
        labelElement="div"
      >
        <Stack gap="xs" mt={6}>
          {buttons.map(({ id, title }, index) => (
            <Group key={id} gap="xs" wrap="nowrap" align="flex-start">
              <TextInput
                flex={1}
                aria-label={t("autoReplies.fields.button", { number: index + 1 })}
                placeholder={t("autoReplies.fields.button", { number: index + 1 })}
                value={title}
                onChange={(event) =>
                  setButtons(buttons.map((one) => (one.id === id ? { id, title: event.currentTarget.value } : one)))
                }
                error={
                  errors[`buttons.${index}`] ??
                  (title.length > LONGEST.button && !title.includes("{{")
                    ? t("autoReplies.fields.buttonLong", { limit: LONGEST.button })
                    : undefined)
                }
                maxLength={200}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("autoReplies.fields.removeButton", { number: index + 1 })}
                onClick={() => setButtons(buttons.filter((one) => one.id !== id))}
                disabled={!mayWrite}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ))}
          {buttons.length < MOST_BUTTONS && (
            <Group>
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconPlus size={14} />}
                onClick={() => setButtons([...buttons, { id: nextButtonId(buttons), title: "" }])}
                disabled={!mayWrite}
              >
                {t("autoReplies.fields.addButton")}
              </Button>
            </Group>
          )}
        </Stack>
      </Input.Wrapper>
    </>
  );
}

/** More are found by their names. */
const LISTED_TEMPLATES = 200;

function TemplateField({ form, errors }: FieldGroupProps) {
  const { t } = useTranslation();
  const templates = useQuery({
    queryKey: ["templates", "choice"],
    queryFn: ({ signal }) => api.templates.list({ limit: LISTED_TEMPLATES }, { signal }).then(({ items }) => items),
  });
  return (
    <Select
      label={t("autoReplies.fields.template")}
      description={t("autoReplies.fields.templateHint")}
      placeholder={t("autoReplies.fields.templateChoose")}
      searchable
      value={form.values.templateId}
      onChange={(templateId) => form.setFieldValue("templateId", templateId)}
      data={(templates.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      nothingFoundMessage={t("autoReplies.fields.noTemplate")}
      error={errors.templateId}
    />
  );
}

function AiFields({ form, errors, mayWrite }: ReplyFieldsProps) {
  const { t } = useTranslation();
  const maySee = useCan("ai-replies:read");
  const settings = useQuery({
    queryKey: ["ai-replies", "settings"],
    queryFn: ({ signal }) => api.aiReplies.getAiSettings({ signal }),
    enabled: maySee,
  });
  return (
    <>
      {settings.data?.isOn === false && (
        <Alert color="amber" title={t("autoReplies.fields.aiOff")}>
          <Text size="md">{t("autoReplies.fields.aiOffText")}</Text>
        </Alert>
      )}
      <LiquidField
        label={t("autoReplies.fields.instructions")}
        description={t("autoReplies.fields.instructionsHint")}
        value={form.values.instructions}
        onChange={(instructions) => form.setFieldValue("instructions", instructions)}
        error={errors.instructions}
        limit={LONGEST.instructions}
        disabled={!mayWrite}
      />
    </>
  );
}
