import { NumberInput, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { LinkedDeviceValues } from "./settings.rules.ts";

/** How much like a person the channel sends. */
export function LinkedDeviceFields({ form }: { readonly form: UseFormReturnType<LinkedDeviceValues> }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <TextInput {...form.getInputProps("name")} label={t("channels.fields.name")} />
      <Stack gap={4}>
        <SimpleGrid cols={2} spacing="sm">
          {(["gapSecondsFrom", "gapSecondsTo"] as const).map((field) => (
            <NumberInput
              key={field}
              {...form.getInputProps(field)}
              label={t(`channels.fields.${field}`)}
              aria-describedby="gap-hint"
              min={0}
              max={600}
              allowDecimal={false}
            />
          ))}
        </SimpleGrid>
        <Text size="xs" c="dimmed" id="gap-hint">
          {t("channels.fields.gapHint")}
        </Text>
      </Stack>
      <Switch
        {...form.getInputProps("showsTyping", { type: "checkbox" })}
        label={t("channels.fields.showsTyping")}
        description={t("channels.fields.showsTypingHint")}
      />
    </Stack>
  );
}
