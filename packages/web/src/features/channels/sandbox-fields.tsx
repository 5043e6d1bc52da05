import { NumberInput, Stack, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { SandboxValues } from "./settings.rules.ts";

const BELOW = ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[];

/** How the virtual phones behave. */
export function SandboxFields({ form }: { readonly form: UseFormReturnType<SandboxValues> }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <TextInput {...form.getInputProps("name")} label={t("channels.fields.name")} />
      <Switch
        {...form.getInputProps("hasServiceWindow", { type: "checkbox" })}
        label={t("channels.fields.hasServiceWindow")}
        description={t("channels.fields.hasServiceWindowHint")}
      />
      <NumberInput
        {...form.getInputProps("messagesPerSecond")}
        label={t("channels.fields.messagesPerSecond")}
        inputWrapperOrder={BELOW}
        min={1}
        max={1000}
        allowDecimal={false}
      />
      <NumberInput
        {...form.getInputProps("deliveryDelayMs")}
        label={t("channels.fields.deliveryDelayMs")}
        description={t("channels.fields.deliveryDelayMsHint")}
        inputWrapperOrder={BELOW}
        min={0}
        max={60_000}
        step={100}
        allowDecimal={false}
      />
    </Stack>
  );
}
