import type { MessageTemplatePreview } from "@chasqui/client";
import { isProblem } from "@chasqui/client";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { ContactSelect } from "../../components/contact-select.tsx";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { LiquidField } from "../../components/liquid-field.tsx";
import { MissingValues } from "../../components/missing-values.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { describeTextProblem } from "../../components/text-problem.ts";
import { TwoColumns } from "../../components/two-columns.tsx";
import { UnsavedChanges } from "../../components/unsaved-changes.tsx";
import { useAction } from "../../components/use-action.ts";
import { MetaBubble } from "./meta-bubble.tsx";
import type { MetaTemplate } from "./queries.ts";
import { readVariantProblems } from "./template-form.rules.ts";

const PAUSE_MS = 300;
type PlaceholderPreview = MessageTemplatePreview["placeholders"][number];

interface MetaMappingProps {
  readonly template: MetaTemplate;
  readonly mayWrite: boolean;
}

/** What stands for each placeholder, and how the message looks with it. */
export function MetaMapping({ template: { channelId, id }, mayWrite }: MetaMappingProps) {
  const { t } = useTranslation();
  const mayChoose = useCan("contacts:read");
  const [contactId, setContactId] = useState<string>();
  // Undefined: as it is stored.
  const [written, setWritten] = useState<Record<string, string>>();
  const [tried] = useDebouncedValue(written, PAUSE_MS);
  const preview = useQuery({
    queryKey: ["channels", channelId, "templates", id, "preview", contactId, tried],
    queryFn: ({ signal }) =>
      api.channels.previewMessageTemplate(
        channelId,
        id,
        {
          ...(contactId !== undefined && { contactId }),
          ...(tried !== undefined && { values: withoutEmpty(tried) }),
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const save = useAction({
    run: (values: Record<string, string>) =>
      api.channels.updateMessageTemplateVariables(channelId, id, { values: withoutEmpty(values) }),
    changes: [["channels", channelId, "templates", id]],
    onDone: () => setWritten(undefined),
    done: () => t("common.saved"),
    onProblem: () => undefined,
  });
  if (preview.isPending) return <RowSkeletons rows={6} />;
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  const { placeholders } = preview.data;
  const values = written ?? Object.fromEntries(placeholders.map(({ id: place, source }) => [place, source ?? ""]));
  const refused = isProblem(save.error) ? readVariantProblems(save.error.particulars) : [];
  const errorOf = ({ id: place, problem }: PlaceholderPreview) => {
    const found = refused.find(({ language }) => language === place) ?? problem;
    return found ? describeTextProblem(found, t) : undefined;
  };
  return (
    <TwoColumns
      aside={
        <Section title={t("templates.preview.title")}>
          <Stack gap="sm">
            {mayChoose && (
              <ContactSelect
                label={t("templates.preview.for")}
                placeholder={t("templates.preview.samples")}
                value={contactId}
                onChange={setContactId}
              />
            )}
            <MetaBubble template={preview.data} />
            {preview.data.content === null && placeholders.length > 0 && (
              <Text size="sm" c="red">
                {t("templates.meta.notWhole")}
              </Text>
            )}
          </Stack>
        </Section>
      }
    >
      <Section title={t("templates.meta.mapping")} text={t("templates.meta.mappingText")}>
        {placeholders.length === 0 ? (
          <Text c="dimmed">{t("templates.meta.noPlaceholders")}</Text>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate(values);
            }}
          >
            <Stack maw={560}>
              <FormProblem error={refused.length === 0 ? save.error : null} />
              {placeholders.map((placeholder) => (
                <Stack key={placeholder.id} gap={4}>
                  <LiquidField
                    label={t(`templates.meta.places.${placeholder.part}`, {
                      name: placeholder.part === "button" ? placeholder.name : `{{${placeholder.name}}}`,
                    })}
                    description={
                      placeholder.example === null
                        ? t(`templates.meta.kinds.${placeholder.kind}`)
                        : t("templates.meta.shownAs", { example: placeholder.example })
                    }
                    value={values[placeholder.id] ?? ""}
                    onChange={(source) => setWritten({ ...values, [placeholder.id]: source })}
                    error={errorOf(placeholder)}
                    minRows={1}
                    disabled={!mayWrite}
                  />
                  {placeholder.value !== null && (
                    <Text size="sm" c="dimmed">
                      {t("templates.meta.becomes", { value: placeholder.value })}
                    </Text>
                  )}
                  <MissingValues missing={placeholder.missing} />
                </Stack>
              ))}
              {mayWrite && (
                <Group>
                  <Button type="submit" loading={save.isPending} disabled={written === undefined}>
                    {t("common.save")}
                  </Button>
                </Group>
              )}
            </Stack>
          </form>
        )}
      </Section>
      <UnsavedChanges isDirty={() => written !== undefined} />
    </TwoColumns>
  );
}

/** What nothing was written for is left out: the API takes no empty texts. */
function withoutEmpty(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, source]) => source.trim() !== ""));
}
