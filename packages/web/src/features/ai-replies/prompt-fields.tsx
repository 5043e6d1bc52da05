import { Group, NumberInput, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { LiquidField } from "../../components/liquid-field.tsx";
import type { AiFieldsProps } from "./ai-fields.ts";

const LONGEST_PROMPT = 10_000;

/** What the model is told, and how much of the conversation it sees. */
export function PromptFields({ form, mayWrite }: AiFieldsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("aiReplies.prompt.title")} text={t("aiReplies.prompt.text")}>
      <Stack maw={560}>
        <LiquidField
          label={t("aiReplies.fields.prompt")}
          value={form.values.prompt}
          onChange={(prompt) => form.setFieldValue("prompt", prompt)}
          error={form.errors.prompt}
          limit={LONGEST_PROMPT}
          minRows={8}
          disabled={!mayWrite}
        />
        <Group align="flex-end">
          <NumberInput
            {...form.getInputProps("contextMessages")}
            label={t("aiReplies.fields.contextMessages")}
            description={t("aiReplies.fields.contextMessagesHint")}
            min={1}
            max={50}
            flex={1}
            miw={200}
          />
          <NumberInput
            {...form.getInputProps("maxReplyCharacters")}
            label={t("aiReplies.fields.maxReplyCharacters")}
            description={t("aiReplies.fields.maxReplyCharactersHint")}
            min={50}
            max={4096}
            flex={1}
            miw={200}
          />
        </Group>
      </Stack>
    </Section>
  );
}
