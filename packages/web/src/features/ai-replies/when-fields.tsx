import { Group, MultiSelect, NumberInput, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import type { AiFieldsProps } from "./ai-fields.ts";
import { channelsQuery } from "./queries.ts";

/** Which messages are answered, where, and how many a day. */
export function WhenFields({ form }: AiFieldsProps) {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  return (
    <Section title={t("aiReplies.when.title")} text={t("aiReplies.when.text")}>
      <Stack maw={560}>
        <Radio.Group
          label={t("aiReplies.fields.answers")}
          value={form.values.answers}
          onChange={(value) => form.setFieldValue("answers", value === "rules" ? "rules" : "unmatched")}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="unmatched" label={t("aiReplies.answers.unmatched")} />
            <Radio value="rules" label={t("aiReplies.answers.rules")} />
          </Stack>
        </Radio.Group>
        <MultiSelect
          {...form.getInputProps("channelIds")}
          label={t("aiReplies.fields.channels")}
          placeholder={form.values.channelIds.length === 0 ? t("aiReplies.fields.everyChannel") : ""}
          data={(channels.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          clearable
        />
        <Group align="flex-end">
          <NumberInput
            {...form.getInputProps("limitPerConversationADay")}
            label={t("aiReplies.fields.limitPerConversationADay")}
            description={t("aiReplies.fields.limitPerConversationADayHint")}
            min={1}
            max={1000}
            flex={1}
            miw={200}
          />
          <NumberInput
            {...form.getInputProps("limitADay")}
            label={t("aiReplies.fields.limitADay")}
            description={t("aiReplies.fields.limitADayHint")}
            min={1}
            max={1_000_000}
            flex={1}
            miw={200}
          />
        </Group>
        <NumberInput
          {...form.getInputProps("waitSeconds")}
          label={t("aiReplies.fields.waitSeconds")}
          description={t("aiReplies.fields.waitSecondsHint")}
          min={0}
          max={60}
          suffix={` ${t("fields.units.second")}`}
          w={200}
        />
      </Stack>
    </Section>
  );
}
