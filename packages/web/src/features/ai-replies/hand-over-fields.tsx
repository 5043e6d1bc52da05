import { Group, NumberInput, Stack, TagsInput, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import type { AiFieldsProps } from "./ai-fields.ts";

/** When a person takes over, and for how long. */
export function HandOverFields({ form }: AiFieldsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("aiReplies.handOver.title")} text={t("aiReplies.handOver.text")}>
      <Stack maw={560}>
        <TagsInput
          {...form.getInputProps("handOverWords")}
          label={t("aiReplies.fields.handOverWords")}
          description={t("aiReplies.fields.handOverWordsHint")}
          splitChars={[","]}
          maxTags={50}
        />
        <Textarea
          {...form.getInputProps("handOverMessage")}
          label={t("aiReplies.fields.handOverMessage")}
          description={t("aiReplies.fields.handOverMessageHint")}
          autosize
          minRows={2}
          maxLength={1000}
        />
        <Group align="flex-end">
          <NumberInput
            {...form.getInputProps("quietMinutesAfterPerson")}
            label={t("aiReplies.fields.quietMinutesAfterPerson")}
            description={t("aiReplies.fields.quietMinutesAfterPersonHint")}
            min={0}
            max={10_080}
            suffix={` ${t("fields.units.minute")}`}
            flex={1}
            miw={200}
          />
          <NumberInput
            {...form.getInputProps("resumeAfterHours")}
            label={t("aiReplies.fields.resumeAfterHours")}
            description={t("aiReplies.fields.resumeAfterHoursHint")}
            min={1}
            max={720}
            suffix={` ${t("fields.units.hour")}`}
            flex={1}
            miw={200}
          />
        </Group>
      </Stack>
    </Section>
  );
}
