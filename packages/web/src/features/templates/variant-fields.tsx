import { Button, Group, Select, Stack, Tabs, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle, IconStar, IconStarFilled, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { findText } from "../../components/find-text.ts";
import { LiquidField } from "../../components/liquid-field.tsx";
import { useTextPreviews } from "../../components/use-text-preview.ts";
import { listLanguages, nameLanguage } from "./languages.ts";
import { variablesQuery } from "./queries.ts";
import type { TemplateForm } from "./template-form.ts";

const LONGEST_TEXT = 10_000;
const MOST_LANGUAGES = 30;

interface VariantFieldsProps {
  readonly form: TemplateForm;
  /** The one in sight. */
  readonly language: string;
  readonly onLanguage: (language: string) => void;
  readonly mayWrite: boolean;
}

/** The texts, one a language. */
export function VariantFields({ form, language, onLanguage, mayWrite }: VariantFieldsProps) {
  const { t, i18n } = useTranslation();
  const { variants, defaultLanguage } = form.values;
  const index = Math.max(
    0,
    variants.findIndex((variant) => variant.language === language),
  );
  const shown = variants[index];
  const free = listLanguages(i18n.language).filter(({ value }) => variants.every((one) => one.language !== value));

  function add(added: string | null): void {
    if (added === null) return;
    form.setFieldValue("variants", [...variants, { language: added, body: "" }]);
    onLanguage(added);
  }

  function remove(): void {
    const rest = variants.filter((_, at) => at !== index);
    form.setFieldValue("variants", rest);
    const next = rest[0]?.language ?? language;
    if (shown?.language === defaultLanguage) form.setFieldValue("defaultLanguage", next);
    onLanguage(next);
  }

  return (
    <Section title={t("templates.texts")} text={t("templates.textsText")}>
      <Tabs value={shown?.language ?? null} onChange={(value) => value !== null && onLanguage(value)}>
        <Group justify="space-between" align="flex-end" gap="xs">
          <Tabs.List flex="1 1 16rem">
            {variants.map((variant, at) => (
              <Tabs.Tab
                key={variant.language}
                value={variant.language}
                rightSection={
                  form.errors[`variants.${at}`] ? (
                    <IconAlertTriangle size={14} aria-label={t("templates.hasMistake")} />
                  ) : variant.language === defaultLanguage ? (
                    <IconStarFilled size={12} aria-label={t("templates.isDefault")} />
                  ) : undefined
                }
              >
                {nameLanguage(variant.language, i18n.language)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {mayWrite && variants.length < MOST_LANGUAGES && (
            <Select
              aria-label={t("templates.addLanguage")}
              placeholder={t("templates.addLanguage")}
              searchable
              data={free}
              value={null}
              onChange={add}
              w={180}
              size="xs"
            />
          )}
        </Group>
        {shown && (
          <Tabs.Panel value={shown.language} pt="md">
            <Stack maw={560}>
              <LiquidField
                label={t("templates.textIn", { language: nameLanguage(shown.language, i18n.language) })}
                value={shown.body}
                onChange={(body) =>
                  form.setFieldValue(
                    "variants",
                    variants.map((one, at) => (at === index ? { ...one, body } : one)),
                  )
                }
                error={form.errors[`variants.${index}`]}
                limit={LONGEST_TEXT}
                minRows={6}
                where="answers"
                disabled={!mayWrite}
              />
              {mayWrite && variants.length > 1 && (
                <Group gap="xs">
                  {shown.language !== defaultLanguage && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      leftSection={<IconStar size={14} />}
                      onClick={() => form.setFieldValue("defaultLanguage", shown.language)}
                    >
                      {t("templates.makeDefault")}
                    </Button>
                  )}
                  <Button
                    variant="subtle"
                    color="gray"
                    size="compact-sm"
                    leftSection={<IconTrash size={14} />}
                    onClick={remove}
                  >
                    {t("templates.removeLanguage")}
                  </Button>
                </Group>
              )}
              <Text size="xs" c="dimmed">
                {t("templates.defaultHint", { language: nameLanguage(defaultLanguage, i18n.language) })}
              </Text>
            </Stack>
          </Tabs.Panel>
        )}
      </Tabs>
      <Samples form={form} />
    </Section>
  );
}

/** What stands for each placeholder while no contact is chosen. */
function Samples({ form }: { readonly form: TemplateForm }) {
  const { t } = useTranslation();
  const known = useQuery(variablesQuery);
  const { previews } = useTextPreviews(form.values.variants.map(({ body }) => ({ body })));
  const names = [...new Set(previews.flatMap((preview) => preview?.variables ?? []))];
  if (names.length === 0) return null;
  return (
    <Stack gap="xs" maw={560}>
      <Title order={3}>{t("templates.samples")}</Title>
      <Text size="xs" c="dimmed">
        {t("templates.samplesHint")}
      </Text>
      {names.map((name) => (
        <TextInput
          key={name}
          label={name}
          description={findText(`fields.variables.${name}`)}
          placeholder={known.data?.items.find((one) => one.name === name)?.sample}
          value={form.values.sampleValues[name] ?? ""}
          onChange={(event) =>
            form.setFieldValue("sampleValues", { ...form.values.sampleValues, [name]: event.currentTarget.value })
          }
          maxLength={1000}
        />
      ))}
    </Stack>
  );
}
