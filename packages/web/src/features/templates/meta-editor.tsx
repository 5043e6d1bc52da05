import { Alert, Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconBraces, IconInfoCircle } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { TwoColumns } from "../../components/two-columns.tsx";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import { listLanguages } from "./languages.ts";
import { MetaBubble } from "./meta-bubble.tsx";
import { MetaButtonFields } from "./meta-button-fields.tsx";
import {
  fillExamples,
  findMetaProblems,
  listPlaces,
  META_DRAFT_CATEGORIES,
  META_LIMITS,
  type MetaValues,
  nextPlace,
  parameterFormatOf,
  toComponents,
} from "./meta-form.rules.ts";
import type { MetaTemplate } from "./queries.ts";
import classes from "./template-editor.module.css";
import type { MetaForm } from "./template-form.ts";

interface MetaEditorProps {
  readonly channelId: string;
  readonly initialValues: MetaValues;
  /** The one that is changed; left out: a new one. */
  readonly templateId?: string;
  readonly onSaved: (template: MetaTemplate) => void | Promise<void>;
}

/** A template as Meta takes it: sent in for approval. What Meta would refuse is told before. */
export function MetaEditor({ channelId, initialValues, templateId, onSaved }: MetaEditorProps) {
  const { t } = useTranslation();
  const form = useMetaForm(initialValues);
  const isSaved = useRef(false);
  const isNew = templateId === undefined;
  const send = useAction({
    run: (values: MetaValues): Promise<MetaTemplate> => {
      const { name, language, category } = values;
      const components = toComponents(values);
      return isNew
        ? api.channels.createMessageTemplate(channelId, {
            ...{ name, language, category, components },
            parameterFormat: parameterFormatOf(values),
          })
        : api.channels.updateMessageTemplate(channelId, templateId, { components });
    },
    changes: [["channels", channelId, "templates"]],
    async onDone(saved) {
      isSaved.current = true;
      await onSaved(saved);
    },
    done: ({ name }) => t("templates.meta.sentIn", { name }),
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <TwoColumns aside={<Preview values={form.values} />}>
      <form onSubmit={form.onSubmit((values) => send.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={send.error} />
          {isNew && <AboutFields form={form} />}
          <TextFields form={form} />
          <MetaButtonFields form={form} />
          <ExampleFields form={form} />
          <Group className={classes.actions} justify="flex-end">
            <Button type="submit" loading={send.isPending} disabled={!isNew && !form.isDirty()}>
              {t("templates.meta.sendIn")}
            </Button>
          </Group>
        </Stack>
      </form>
      <UnsavedChanges isDirty={() => form.isDirty() && !isSaved.current} />
    </TwoColumns>
  );
}

function useMetaForm(initialValues: MetaValues): MetaForm {
  const { t } = useTranslation();
  return useForm<MetaValues>({
    initialValues,
    validate: (values) =>
      Object.fromEntries(
        findMetaProblems(values).map(({ field, kind, limit }) => [
          field,
          t(`templates.meta.problems.${kind}`, { limit }),
        ]),
      ),
  });
}

function AboutFields({ form }: { readonly form: MetaForm }) {
  const { t, i18n } = useTranslation();
  const { category } = form.values;
  return (
    <Section title={t("templates.one")}>
      <Stack maw={560}>
        <TextInput
          label={t("templates.fields.name")}
          description={t("templates.meta.nameHint")}
          value={form.values.name}
          // As Meta wants them; people write them as they speak.
          onChange={(event) =>
            form.setFieldValue("name", event.currentTarget.value.toLowerCase().replace(/[\s-]+/g, "_"))
          }
          error={form.errors.name}
          maxLength={META_LIMITS.name}
          autoCapitalize="off"
          spellCheck={false}
        />
        <Select
          label={t("templates.meta.language")}
          searchable
          value={form.values.language}
          onChange={(language) => language !== null && form.setFieldValue("language", language)}
          data={listLanguages(i18n.language, "_")}
          allowDeselect={false}
          error={form.errors.language}
        />
        <Select
          label={t("templates.meta.category")}
          description={t(`templates.meta.categoryHints.${category}`)}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={category}
          onChange={(value) =>
            form.setFieldValue("category", META_DRAFT_CATEGORIES.find((one) => one === value) ?? category)
          }
          data={META_DRAFT_CATEGORIES.map((one) => ({ value: one, label: t(`templates.meta.categories.${one}`) }))}
          allowDeselect={false}
        />
        <Alert color="gray" icon={<IconInfoCircle size={18} />}>
          <Text size="sm">{t("templates.meta.onlyTexts")}</Text>
        </Alert>
      </Stack>
    </Section>
  );
}

function TextFields({ form }: { readonly form: MetaForm }) {
  const { t } = useTranslation();
  const { header, body, footer } = form.values;
  return (
    <Section title={t("templates.meta.content")} text={t("templates.meta.contentText")}>
      <Stack maw={560}>
        <TextInput
          label={<Counted label={t("templates.meta.header")} used={header.length} limit={META_LIMITS.header} />}
          description={t("templates.meta.optional")}
          value={header}
          onChange={(event) => form.setFieldValue("header", event.currentTarget.value)}
          error={form.errors.header}
          rightSectionWidth={40}
        />
        <Stack gap={4}>
          <Textarea
            label={<Counted label={t("templates.meta.body")} used={body.length} limit={META_LIMITS.body} />}
            autosize
            minRows={4}
            maxRows={14}
            value={body}
            onChange={(event) => form.setFieldValue("body", event.currentTarget.value)}
            error={form.errors.body}
          />
          <Group>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              leftSection={<IconBraces size={14} aria-hidden />}
              onClick={() => form.setFieldValue("body", `${body}${/\s$|^$/.test(body) ? "" : " "}${nextPlace(body)}`)}
            >
              {t("templates.meta.addPlace")}
            </Button>
          </Group>
        </Stack>
        <TextInput
          label={<Counted label={t("templates.meta.footer")} used={footer.length} limit={META_LIMITS.footer} />}
          description={t("templates.meta.optional")}
          value={footer}
          onChange={(event) => form.setFieldValue("footer", event.currentTarget.value)}
          error={form.errors.footer}
        />
      </Stack>
    </Section>
  );
}

/** A label with what of Meta's limit is used. */
function Counted({
  label,
  used,
  limit,
}: {
  readonly label: string;
  readonly used: number;
  readonly limit: number;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {label}{" "}
      <Text span size="xs" fw={400} c={used > limit ? "red" : "dimmed"}>
        {t("fields.ofCharacters", { used, limit })}
      </Text>
    </>
  );
}

/** What Meta is shown in the places of placeholders, so that people there can judge the text. */
function ExampleFields({ form }: { readonly form: MetaForm }) {
  const { t } = useTranslation();
  const places = listPlaces(form.values);
  if (places.length === 0) return null;
  return (
    <Section title={t("templates.meta.examples")} text={t("templates.meta.examplesText")}>
      <Stack maw={560}>
        {places.map(({ id, name, part }) => (
          <TextInput
            key={id}
            label={
              part === "button"
                ? t("templates.meta.exampleOfButton", { name })
                : t(`templates.meta.exampleIn.${part}`, { name: `{{${name}}}` })
            }
            value={form.values.examples[id] ?? ""}
            onChange={(event) => {
              form.setFieldValue("examples", { ...form.values.examples, [id]: event.currentTarget.value });
              form.clearFieldError(`examples.${id}`);
            }}
            error={form.errors[`examples.${id}`]}
          />
        ))}
      </Stack>
    </Section>
  );
}

function Preview({ values: { header, body, footer, buttons, examples } }: { readonly values: MetaValues }) {
  const { t } = useTranslation();
  return (
    <Section title={t("templates.preview.title")}>
      {body.trim() === "" ? (
        <Text size="sm" c="dimmed">
          {t("templates.preview.empty")}
        </Text>
      ) : (
        <MetaBubble
          template={{
            header: header === "" ? null : { kind: "text", text: fillExamples("header", header, examples) },
            body: fillExamples("body", body, examples),
            footer,
            buttons: buttons.map(({ type, text }) => ({ kind: type.toLowerCase().replaceAll("_", "-"), text })),
          }}
        />
      )}
    </Section>
  );
}
