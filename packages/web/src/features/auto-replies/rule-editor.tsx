import type { Rule } from "@chasqui/client";
import { Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { TwoColumns } from "../../components/two-columns.tsx";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import { AnswerPreview } from "./answer-preview.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { MatchFields } from "./match-fields.tsx";
import { ReplyFields } from "./reply-fields.tsx";
import classes from "./rule-editor.module.css";
import { ruleErrorsOf } from "./rule-errors.ts";
import {
  changedFields,
  findEmptyFields,
  isTryable,
  NEW_RULE,
  type RuleDraft,
  type RuleValues,
  toDraft,
  toValues,
} from "./rule-form.rules.ts";
import type { RuleForm } from "./rule-form.ts";
import { RuleTrialSection, useRuleTrial } from "./rule-test-box.tsx";

interface RuleEditorProps {
  /** Undefined: a new one. */
  readonly rule?: Rule;
  readonly mayWrite: boolean;
  /** Called when it is stored. */
  readonly onSaved?: (rule: Rule) => void | Promise<void>;
}

/** Everything about a rule, with its answer as it will look and a box to try it before it is saved. */
export function RuleEditor({ rule, mayWrite, onSaved }: RuleEditorProps) {
  const { t } = useTranslation();
  const form = useRuleForm(rule);
  const draft: RuleDraft = toDraft(form.values);
  const trial = useRuleTrial(isTryable(form.values) ? { rule: draft, replaces: rule?.id } : undefined);
  const isSaved = useRef(false);
  const save = useAction({
    run: (values: RuleValues) =>
      rule
        ? api.rules.update(rule.id, changedFields(toDraft(form.getInitialValues()), toDraft(values)))
        : api.rules.create(toDraft(values)),
    changes: [["rules"]],
    async onDone(saved) {
      form.setInitialValues(toValues(saved));
      form.reset();
      isSaved.current = true;
      await onSaved?.(saved);
      isSaved.current = false;
    },
    done: (saved) => t(rule ? "common.saved" : "autoReplies.added", { name: saved.name }),
    onProblem: (error) => form.setErrors(ruleErrorsOf(error, t)),
  });
  // What the server would refuse is told while one types, not only when one saves.
  const found = isTryable(form.values) ? ruleErrorsOf(trial.state.error, t) : {};
  const errors = { ...found, ...form.errors };
  return (
    <TwoColumns
      aside={
        <>
          <AnswerPreview values={form.values} said={trial.message.text} contactId={trial.message.contactId} />
          <RuleTrialSection trial={trial} />
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <fieldset disabled={!mayWrite} className={classes.fields}>
          <Stack>
            <FormProblem error={save.error} />
            <Section title={t("autoReplies.editor.about")}>
              <Stack maw={560}>
                <TextInput
                  {...form.getInputProps("name")}
                  label={t("autoReplies.fields.name")}
                  description={t("autoReplies.fields.nameHint")}
                  maxLength={120}
                />
                <Switch
                  {...form.getInputProps("enabled", { type: "checkbox" })}
                  label={t("autoReplies.fields.enabled")}
                />
              </Stack>
            </Section>
            <MatchFields form={form} errors={errors} />
            <ReplyFields form={form} errors={errors} mayWrite={mayWrite} />
            <LimitFields form={form} errors={errors} mayWrite={mayWrite} />
          </Stack>
        </fieldset>
        {mayWrite && (
          <Group className={classes.actions} justify="flex-end">
            {form.isDirty() && (
              <Text size="sm" c="dimmed">
                {t("fields.notSaved")}
              </Text>
            )}
            <Button type="submit" loading={save.isPending} disabled={rule !== undefined && !form.isDirty()}>
              {t(rule ? "common.save" : "autoReplies.add")}
            </Button>
          </Group>
        )}
      </form>
      <UnsavedChanges isDirty={() => form.isDirty() && !isSaved.current} />
    </TwoColumns>
  );
}

function useRuleForm(rule: Rule | undefined): RuleForm {
  const { t } = useTranslation();
  const form = useForm<RuleValues>({
    initialValues: rule ? toValues(rule) : NEW_RULE,
    validate: (values) =>
      Object.fromEntries(
        findEmptyFields(values).map((field) => [
          field,
          t(field === "activeHours" ? "fields.hours.incomplete" : "common.required"),
        ]),
      ),
  });
  // A change from elsewhere is what the form goes on from, unless somebody is changing it here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest changes with every letter
  useEffect(() => {
    if (!rule || form.isDirty()) return;
    form.setInitialValues(toValues(rule));
    form.setValues(toValues(rule));
  }, [rule?.updatedAt]);
  return form;
}
