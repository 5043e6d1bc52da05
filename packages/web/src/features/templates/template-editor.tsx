import { isProblem, type Template } from "@chasqui/client";
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { describeTextProblem } from "../../components/text-problem.ts";
import { TwoColumns } from "../../components/two-columns.tsx";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./template-editor.module.css";
import {
  findEmptyTemplateFields,
  newTemplate,
  readVariantProblems,
  type TemplateValues,
  toTemplateBody,
  toTemplateValues,
} from "./template-form.rules.ts";
import type { TemplateForm } from "./template-form.ts";
import { TemplatePreviewSection } from "./template-preview-section.tsx";
import { VariantFields } from "./variant-fields.tsx";

interface TemplateEditorProps {
  /** Undefined: a new one. */
  readonly template?: Template;
  readonly mayWrite: boolean;
  readonly onSaved?: (template: Template) => void | Promise<void>;
}

/** A text in several languages, with what it looks like for a contact. */
export function TemplateEditor({ template, mayWrite, onSaved }: TemplateEditorProps) {
  const { t } = useTranslation();
  const form = useTemplateForm(template);
  const [language, setLanguage] = useState(form.values.defaultLanguage);
  const isSaved = useRef(false);
  const save = useAction({
    run(values: TemplateValues) {
      if (!template) return api.templates.create(toTemplateBody(values));
      const version = values.version === undefined ? {} : { version: values.version };
      return api.templates.update(template.id, { ...toTemplateBody(values), ...version });
    },
    changes: [["templates"]],
    async onDone(saved) {
      form.setInitialValues(toTemplateValues(saved));
      form.reset();
      isSaved.current = true;
      await onSaved?.(saved);
      isSaved.current = false;
    },
    done: (saved) => t(template ? "common.saved" : "templates.added", { name: saved.name }),
    onProblem: (error) => form.setErrors(errorsOf(error, form.values)),
  });

  function errorsOf(error: Error, values: TemplateValues): Record<string, string> {
    if (isProblem(error, "template-name-taken")) return { name: t("templates.nameTaken") };
    if (!isProblem(error, "template-invalid")) return fieldErrorsOf(error);
    const problems = readVariantProblems(error.particulars);
    if (problems[0]) setLanguage(problems[0].language);
    const places = problems.map((problem) => {
      const index = values.variants.findIndex((variant) => variant.language === problem.language);
      return [`variants.${index}`, describeTextProblem(problem, t)] as const;
    });
    return Object.fromEntries(places);
  }

  /** Somebody else was faster: what they wrote replaces what stands here. */
  function takeTheirs(): void {
    if (!template) return;
    form.setInitialValues(toTemplateValues(template));
    form.setValues(toTemplateValues(template));
    save.reset();
  }

  const shown = form.values.variants.find((variant) => variant.language === language) ?? form.values.variants[0];
  return (
    <TwoColumns aside={<TemplatePreviewSection body={shown?.body ?? ""} samples={form.values.sampleValues} />}>
      <form
        onSubmit={form.onSubmit(
          (values) => save.mutate(values),
          (errors) => showFirst(errors),
        )}
        noValidate
      >
        <fieldset disabled={!mayWrite} className={classes.fields}>
          <Stack>
            <FormProblem error={save.error} />
            {isProblem(save.error, "template-changed") && (
              <Group>
                <Button variant="default" onClick={takeTheirs}>
                  {t("templates.takeTheirs")}
                </Button>
              </Group>
            )}
            <Section title={t("templates.one")}>
              <Stack maw={560}>
                <TextInput
                  {...form.getInputProps("name")}
                  label={t("templates.fields.name")}
                  description={t("templates.fields.nameHint")}
                  maxLength={120}
                />
                <Textarea
                  {...form.getInputProps("description")}
                  label={t("templates.fields.description")}
                  autosize
                  minRows={1}
                  maxLength={500}
                />
              </Stack>
            </Section>
            <VariantFields form={form} language={language} onLanguage={setLanguage} mayWrite={mayWrite} />
          </Stack>
        </fieldset>
        {mayWrite && (
          <Group className={classes.actions} justify="flex-end">
            {form.isDirty() && (
              <Text size="sm" c="dimmed">
                {t("fields.notSaved")}
              </Text>
            )}
            <Button type="submit" loading={save.isPending} disabled={template !== undefined && !form.isDirty()}>
              {t(template ? "common.save" : "templates.add")}
            </Button>
          </Group>
        )}
      </form>
      <UnsavedChanges isDirty={() => form.isDirty() && !isSaved.current} />
    </TwoColumns>
  );

  /** The text that is not filled in may be in a language that is not in sight. */
  function showFirst(errors: Readonly<Record<string, unknown>>): void {
    const index = form.values.variants.findIndex((_, at) => errors[`variants.${at}`] !== undefined);
    const first = form.values.variants[index];
    if (first) setLanguage(first.language);
  }
}

function useTemplateForm(template: Template | undefined): TemplateForm {
  const { t, i18n } = useTranslation();
  const form = useForm<TemplateValues>({
    initialValues: template ? toTemplateValues(template) : newTemplate(i18n.language),
    validate: (values) =>
      Object.fromEntries(findEmptyTemplateFields(values).map((field) => [field, t("common.required")])),
  });
  // A change from elsewhere is what the form goes on from, unless somebody is changing it here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest changes with every letter
  useEffect(() => {
    if (!template || form.isDirty()) return;
    form.setInitialValues(toTemplateValues(template));
    form.setValues(toTemplateValues(template));
  }, [template?.version]);
  return form;
}
