import { Radio, Select, Stack, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { DurationField } from "../../components/duration-field.tsx";
import { ActiveHoursField } from "./active-hours-field.tsx";
import { channelsQuery } from "./queries.ts";
import type { FieldGroupProps } from "./rule-form.ts";

/** Where, when and how often a rule answers, and what becomes of the rules after it. */
export function LimitFields({ form, errors, mayWrite }: FieldGroupProps & { readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  return (
    <Section title={t("autoReplies.editor.limits")} text={t("autoReplies.editor.limitsText")}>
      <Stack maw={560}>
        <Select
          label={t("autoReplies.fields.channel")}
          placeholder={t("autoReplies.fields.everyChannel")}
          clearable
          value={form.values.channelId}
          onChange={(channelId) => form.setFieldValue("channelId", channelId)}
          data={(channels.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.channelId}
        />
        <Switch
          {...form.getInputProps("appliesToGroups", { type: "checkbox" })}
          label={t("autoReplies.fields.groups")}
          description={t("autoReplies.fields.groupsHint")}
        />
        <ActiveHoursField
          value={form.values.activeHours}
          onChange={(activeHours) => form.setFieldValue("activeHours", activeHours)}
          error={errors.activeHours}
          disabled={!mayWrite}
        />
        <DurationField
          label={t("autoReplies.fields.cooldown")}
          description={t("autoReplies.fields.cooldownHint")}
          value={form.values.cooldownSeconds}
          onChange={(cooldownSeconds) => form.setFieldValue("cooldownSeconds", cooldownSeconds)}
          units={["minute", "hour", "day"]}
          error={errors.cooldownSeconds}
          disabled={!mayWrite}
        />
        <Radio.Group
          label={t("autoReplies.fields.afterMatch")}
          value={form.values.afterMatch}
          onChange={(value) => form.setFieldValue("afterMatch", value === "continue" ? "continue" : "stop")}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="stop" label={t("autoReplies.fields.stop")} />
            <Radio value="continue" label={t("autoReplies.fields.continue")} />
          </Stack>
        </Radio.Group>
      </Stack>
    </Section>
  );
}
