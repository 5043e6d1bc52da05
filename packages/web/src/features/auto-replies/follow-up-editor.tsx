import type { FollowUpRule, FollowUpRuleChange } from "@chasqui/client";
import { Alert, Button, Group, Radio, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { IconClockExclamation } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ChatPreview, PreviewBubble } from "../../components/chat-preview.tsx";
import { Section } from "../../components/detail.tsx";
import { formatDuration } from "../../components/duration.rules.ts";
import { DurationField } from "../../components/duration-field.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { LiquidField } from "../../components/liquid-field.tsx";
import { MissingValues } from "../../components/missing-values.tsx";
import { describeTextProblem } from "../../components/text-problem.ts";
import { TwoColumns } from "../../components/two-columns.tsx";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import { useTextPreviews } from "../../components/use-text-preview.ts";
import { ActiveHoursField } from "./active-hours-field.tsx";
import {
  changesTimes,
  type FollowUpValues,
  findEmptyFollowUpFields,
  NEW_FOLLOW_UP,
  SERVICE_WINDOW_SECONDS,
  toFollowUpDraft,
  toFollowUpValues,
} from "./follow-up-form.rules.ts";
import { channelsQuery } from "./queries.ts";
import classes from "./rule-editor.module.css";
import { ruleErrorsOf } from "./rule-errors.ts";
import { changedFields } from "./rule-form.rules.ts";

interface FollowUpEditorProps {
  /** Undefined: a new one. */
  readonly rule?: FollowUpRule;
  readonly mayWrite: boolean;
  readonly onSaved?: () => void | Promise<void>;
}

/** When, to whom and with what somebody silent is asked again. */
export function FollowUpEditor({ rule, mayWrite, onSaved }: FollowUpEditorProps) {
  const { t } = useTranslation();
  const form = useFollowUpForm(rule);
  const isSaved = useRef(false);
  const save = useAction({
    run: async (values: FollowUpValues): Promise<FollowUpRule | FollowUpRuleChange> => {
      if (!rule) return api.followUpRules.create(toFollowUpDraft(values));
      const isMoving = changesTimes(rule, values);
      return api.followUpRules.update(rule.id, {
        ...changedFields(toFollowUpDraft(form.getInitialValues()), toFollowUpDraft(values)),
        ...(isMoving && { timers: values.timers }),
      });
    },
    changes: [["follow-ups"]],
    async onDone(saved) {
      form.setInitialValues(toFollowUpValues(saved));
      form.reset();
      isSaved.current = true;
      await onSaved?.();
      isSaved.current = false;
    },
    done: (saved) => describeDone(saved, rule === undefined),
    onProblem: (error) => form.setErrors(ruleErrorsOf(error, t)),
  });

  function describeDone(saved: FollowUpRule | FollowUpRuleChange, isNew: boolean): string {
    if (isNew) return t("autoReplies.followUps.added", { name: saved.name });
    const { pending, effect } = "timers" in saved ? saved.timers : { pending: 0, effect: "none" as const };
    return effect === "none" ? t("common.saved") : t(`autoReplies.timers.${effect}Done`, { count: pending });
  }

  return (
    <TwoColumns aside={<FollowUpPreview values={form.values} />}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <fieldset disabled={!mayWrite} className={classes.fields}>
          <Stack>
            <FormProblem error={save.error} />
            <Section title={t("autoReplies.editor.about")}>
              <Stack maw={560}>
                <TextInput {...form.getInputProps("name")} label={t("autoReplies.fields.name")} maxLength={120} />
                <Switch
                  {...form.getInputProps("enabled", { type: "checkbox" })}
                  label={t("autoReplies.fields.enabled")}
                />
              </Stack>
            </Section>
            <WhenSection rule={rule} form={form} mayWrite={mayWrite} />
            <Section title={t("autoReplies.followUps.what")}>
              <Stack maw={560}>
                <LiquidField
                  label={t("autoReplies.fields.text")}
                  value={form.values.text}
                  onChange={(text) => form.setFieldValue("text", text)}
                  error={form.errors.text}
                  limit={4096}
                  minRows={4}
                  disabled={!mayWrite}
                />
              </Stack>
            </Section>
          </Stack>
        </fieldset>
        {mayWrite && (
          <Group className={classes.actions} justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={rule !== undefined && !form.isDirty()}>
              {t(rule ? "common.save" : "autoReplies.followUps.add")}
            </Button>
          </Group>
        )}
      </form>
      <UnsavedChanges isDirty={() => form.isDirty() && !isSaved.current} />
    </TwoColumns>
  );
}

type FollowUpForm = UseFormReturnType<FollowUpValues>;

function useFollowUpForm(rule: FollowUpRule | undefined): FollowUpForm {
  const { t } = useTranslation();
  return useForm<FollowUpValues>({
    initialValues: rule ? toFollowUpValues(rule) : NEW_FOLLOW_UP,
    validate: (values) =>
      Object.fromEntries(
        findEmptyFollowUpFields(values).map((field) => [
          field,
          t(field === "activeHours" ? "fields.hours.incomplete" : "common.required"),
        ]),
      ),
  });
}

interface WhenSectionProps {
  readonly rule: FollowUpRule | undefined;
  readonly form: FollowUpForm;
  readonly mayWrite: boolean;
}

function WhenSection({ rule, form, mayWrite }: WhenSectionProps) {
  const { t, i18n } = useTranslation();
  const channels = useQuery(channelsQuery);
  const { values, errors } = form;
  return (
    <Section title={t("autoReplies.followUps.when")} text={t("autoReplies.followUps.whenText")}>
      <Stack maw={560}>
        <DurationField
          label={t("autoReplies.followUps.delay")}
          description={t("autoReplies.followUps.delayHint")}
          value={values.delaySeconds}
          onChange={(delaySeconds) => form.setFieldValue("delaySeconds", delaySeconds)}
          error={errors.delaySeconds}
          disabled={!mayWrite}
        />
        {(values.delaySeconds ?? 0) >= SERVICE_WINDOW_SECONDS && (
          <Alert color="amber" icon={<IconClockExclamation size={18} />} title={t("autoReplies.followUps.tooLate")}>
            <Text size="md">{t("autoReplies.followUps.tooLateText")}</Text>
          </Alert>
        )}
        <ActiveHoursField
          value={values.activeHours}
          onChange={(activeHours) => form.setFieldValue("activeHours", activeHours)}
          description={t("autoReplies.followUps.hoursHint")}
          error={errors.activeHours}
          disabled={!mayWrite}
        />
        {rule && changesTimes(rule, values) && (
          <Radio.Group
            label={t("autoReplies.timers.label")}
            description={t("autoReplies.timers.hint")}
            value={values.timers}
            onChange={(value) => form.setFieldValue("timers", value === "move" ? "move" : "keep")}
          >
            <Stack gap="xs" mt={6}>
              <Radio
                value="keep"
                label={t("autoReplies.timers.keep", { duration: formatDuration(rule.delaySeconds, i18n.language) })}
              />
              <Radio value="move" label={t("autoReplies.timers.move")} />
            </Stack>
          </Radio.Group>
        )}
        <Select
          label={t("autoReplies.fields.channel")}
          placeholder={t("autoReplies.fields.everyChannel")}
          clearable
          value={values.channelId}
          onChange={(channelId) => form.setFieldValue("channelId", channelId)}
          data={(channels.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.channelId}
        />
        <Switch
          {...form.getInputProps("cancelOnHumanReply", { type: "checkbox" })}
          label={t("autoReplies.followUps.cancelOnHumanReply")}
          description={t("autoReplies.followUps.cancelOnHumanReplyHint")}
        />
      </Stack>
    </Section>
  );
}

function FollowUpPreview({ values }: { readonly values: FollowUpValues }) {
  const { t, i18n } = useTranslation();
  const {
    previews: [preview],
  } = useTextPreviews(values.text === "" ? [] : [{ body: values.text }]);
  const notice: ReactNode = (
    <Text size="sm" ta="center">
      {t("autoReplies.followUps.silence", { duration: formatDuration(values.delaySeconds ?? 0, i18n.language) })}
    </Text>
  );
  return (
    <Section title={t("autoReplies.preview.title")}>
      <Stack gap="xs">
        <ChatPreview label={t("autoReplies.preview.title")}>
          <PreviewBubble from="contact" content={{ type: "text", text: t("autoReplies.preview.said") }} />
          {notice}
          {preview?.text ? (
            <PreviewBubble from="us" content={{ type: "text", text: preview.text }} />
          ) : (
            <Text size="sm">{t("autoReplies.preview.empty")}</Text>
          )}
        </ChatPreview>
        {preview?.problem && (
          <Alert color="red" p="xs">
            <Text size="sm">{describeTextProblem(preview.problem, t)}</Text>
          </Alert>
        )}
        <MissingValues missing={preview?.missing ?? []} unknown={preview?.unknown ?? []} />
      </Stack>
    </Section>
  );
}
