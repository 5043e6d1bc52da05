import { Checkbox, Code, Group, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { MATCH_KINDS } from "./rule-form.rules.ts";
import type { FieldGroupProps, RuleForm } from "./rule-form.ts";

const PATTERN_EXAMPLES = ["order \\d+", "^(hi|hello)\\b", "(\\w+) pizzas?"];

/** Which messages a rule answers. */
export function MatchFields({ form, errors }: FieldGroupProps) {
  const { t } = useTranslation();
  const { kind } = form.values;
  const hasWords = kind === "equals" || kind === "contains" || kind === "starts-with";
  return (
    <Section title={t("autoReplies.editor.when")} text={t("autoReplies.editor.whenText")}>
      <Stack maw={560}>
        <Select
          label={t("autoReplies.fields.kind")}
          value={kind}
          onChange={(value) => form.setFieldValue("kind", MATCH_KINDS.find((one) => one === value) ?? kind)}
          data={MATCH_KINDS.map((one) => ({ value: one, label: t(`autoReplies.kinds.${one}`) }))}
          description={t(`autoReplies.kindHints.${kind}`)}
          inputWrapperOrder={["label", "input", "description", "error"]}
          allowDeselect={false}
        />
        {hasWords && (
          <TagsInput
            label={t("autoReplies.fields.values")}
            description={t("autoReplies.fields.valuesHint")}
            value={form.values.values}
            onChange={(values) => form.setFieldValue("values", values)}
            error={errors.values}
            // Phrases may hold commas.
            splitChars={[]}
            maxTags={100}
          />
        )}
        {kind === "pattern" && <PatternField form={form} errors={errors} />}
        {kind !== "any" && <Exactness form={form} />}
      </Stack>
    </Section>
  );
}

function PatternField({ form, errors }: FieldGroupProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <TextInput
        {...form.getInputProps("pattern")}
        label={t("autoReplies.fields.pattern")}
        description={t("autoReplies.fields.patternHint")}
        error={errors.pattern}
        maxLength={500}
        spellCheck={false}
        autoCapitalize="off"
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {t("autoReplies.fields.patternExamples")}
        </Text>
        {PATTERN_EXAMPLES.map((pattern) => (
          <Code key={pattern}>{pattern}</Code>
        ))}
      </Group>
    </Stack>
  );
}

function Exactness({ form }: { readonly form: RuleForm }) {
  const { t } = useTranslation();
  const { kind } = form.values;
  return (
    <Stack gap="xs">
      {(kind === "contains" || kind === "starts-with") && (
        <Checkbox
          {...form.getInputProps("wholeWord", { type: "checkbox" })}
          label={t("autoReplies.fields.wholeWord")}
          description={t("autoReplies.fields.wholeWordHint")}
        />
      )}
      <Checkbox
        {...form.getInputProps("caseSensitive", { type: "checkbox" })}
        label={t("autoReplies.fields.caseSensitive")}
      />
      {kind !== "pattern" && (
        <Checkbox
          {...form.getInputProps("accentSensitive", { type: "checkbox" })}
          label={t("autoReplies.fields.accentSensitive")}
        />
      )}
    </Stack>
  );
}
