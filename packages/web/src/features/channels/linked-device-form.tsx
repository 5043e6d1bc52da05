import { Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { FormProblem } from "../../components/form-problem.tsx";
import { AddButtons } from "./add-buttons.tsx";
import { LinkedDeviceNotes } from "./linked-device-notes.tsx";
import { PairingOutlook } from "./pairing-start.tsx";
import { settingErrorsOf } from "./settings.rules.ts";
import { useAdd } from "./use-add.ts";

/** A name, then straight to the code; everything else is set up later. */
export function LinkedDeviceForm() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: t("channels.new.linkedDeviceName") },
    validate: { name: isNotEmpty(t("common.required")) },
  });
  const add = useAdd("linked-device", {
    onProblem: (error) => form.setErrors(settingErrorsOf(error)),
    // Where it fails the channel's page says so, and has the button.
    beforeOpening: (id) => api.channels.pair(id, {}).catch(() => undefined),
  });
  return (
    <form onSubmit={form.onSubmit(({ name }) => add.mutate({ name, config: {} }))} noValidate>
      <Stack maw={560}>
        <FormProblem error={add.error} />
        <LinkedDeviceNotes />
        <PairingOutlook />
        <TextInput
          {...form.getInputProps("name")}
          label={t("channels.fields.name")}
          description={t("channels.fields.nameHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
        />
        <AddButtons verb={t("channels.new.addAndPair")} isAdding={add.isPending} />
      </Stack>
    </form>
  );
}
