import type { AiSettings } from "@chasqui/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { FormProblem } from "../../components/form-problem.tsx";
import { TwoColumns } from "../../components/two-columns.tsx";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./ai-editor.module.css";
import { aiErrorsOf } from "./ai-errors.ts";
import { type AiValues, findEmptyAiFields, toAiChange, toAiValues } from "./ai-form.rules.ts";
import { HandOverFields } from "./hand-over-fields.tsx";
import { PromptFields } from "./prompt-fields.tsx";
import { ProviderFields } from "./provider-fields.tsx";
import { SentSection } from "./sent-section.tsx";
import { TrialSection } from "./trial-section.tsx";
import { WhenFields } from "./when-fields.tsx";

/** Who is asked, what it is told, when, and when a person takes over; tried beside before it is saved. */
export function AiEditor({ settings, mayWrite }: { readonly settings: AiSettings; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const form = useAiForm(settings);
  const save = useAction({
    run: (values: AiValues) => api.aiReplies.updateAiSettings(toAiChange(values, form.getInitialValues())),
    changes: [["ai-replies"]],
    onDone(saved) {
      form.setInitialValues(toAiValues(saved));
      form.reset();
    },
    done: () => t("common.saved"),
    onProblem: (error) => form.setErrors(aiErrorsOf(error, t)),
  });
  const fields = { form, settings, mayWrite };
  return (
    <TwoColumns
      aside={
        <>
          {mayWrite && <TrialSection change={toAiChange(form.values, form.getInitialValues())} />}
          <SentSection values={form.values} />
        </>
      }
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <fieldset disabled={!mayWrite} className={classes.fields}>
          <Stack>
            <FormProblem error={save.error} />
            <ProviderFields {...fields} />
            <PromptFields {...fields} />
            <WhenFields {...fields} />
            <HandOverFields {...fields} />
          </Stack>
        </fieldset>
        {mayWrite && (
          <Group className={classes.actions} justify="flex-end">
            {form.isDirty() && (
              <Text size="sm" c="dimmed">
                {t("fields.notSaved")}
              </Text>
            )}
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t("common.save")}
            </Button>
          </Group>
        )}
      </form>
      <UnsavedChanges isDirty={() => form.isDirty()} />
    </TwoColumns>
  );
}

function useAiForm(settings: AiSettings): UseFormReturnType<AiValues> {
  const { t } = useTranslation();
  const form = useForm<AiValues>({
    initialValues: toAiValues(settings),
    validate: (values) => Object.fromEntries(findEmptyAiFields(values).map((field) => [field, t("common.required")])),
  });
  // A change from elsewhere is what the form goes on from, unless somebody is changing it here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest changes with every letter
  useEffect(() => {
    if (form.isDirty()) return;
    form.setInitialValues(toAiValues(settings));
    form.setValues(toAiValues(settings));
  }, [settings.updatedAt]);
  return form;
}
