import type { Channel } from "@chasqui/client";
import { Button, Group, Stack } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { CloudApiFields } from "./cloud-api-fields.tsx";
import { LinkedDeviceFields } from "./linked-device-fields.tsx";
import { SandboxFields } from "./sandbox-fields.tsx";
import {
  cloudApiConfigOf,
  cloudApiValuesOf,
  linkedDeviceConfigOf,
  linkedDeviceValuesOf,
  sandboxConfigOf,
  sandboxValuesOf,
  settingErrorsOf,
} from "./settings.rules.ts";

/** A channel's settings, to be changed. Those that are not given keep their value. */
export function SettingsSection({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const Settings = SETTINGS[channel.kind];
  return (
    <Section title={t("channels.settings.title")} text={t("channels.settings.text")}>
      <Settings channel={channel} />
    </Section>
  );
}

const SETTINGS = {
  "cloud-api": CloudApiSettings,
  "linked-device": LinkedDeviceSettings,
  sandbox: SandboxSettings,
} as const;

function CloudApiSettings({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: cloudApiValuesOf(channel.name, channel.config),
    validate: { name: isNotEmpty(t("common.required")) },
  });
  const save = useSave(channel, (error) => form.setErrors(settingErrorsOf(error)));
  return (
    <form
      onSubmit={form.onSubmit((values) => save.mutate({ name: values.name, config: cloudApiConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={save.error} />
        <CloudApiFields form={form} isNew={false} />
        <SaveButton isDirty={form.isDirty()} isSaving={save.isPending} />
      </Stack>
    </form>
  );
}

function SandboxSettings({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: sandboxValuesOf(channel.name, channel.config),
    validate: { name: isNotEmpty(t("common.required")) },
  });
  const save = useSave(channel, (error) => form.setErrors(settingErrorsOf(error)));
  return (
    <form
      onSubmit={form.onSubmit((values) => save.mutate({ name: values.name, config: sandboxConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={save.error} />
        <SandboxFields form={form} />
        <SaveButton isDirty={form.isDirty()} isSaving={save.isPending} />
      </Stack>
    </form>
  );
}

function LinkedDeviceSettings({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: linkedDeviceValuesOf(channel.name, channel.config),
    validate: {
      name: isNotEmpty(t("common.required")),
      gapSecondsFrom: isNotEmpty(t("common.required")),
      gapSecondsTo: (to, { gapSecondsFrom: from }) => {
        if (to === "") return t("common.required");
        return Number(to) < Number(from) ? t("channels.fields.gapTooSmall") : null;
      },
    },
  });
  const save = useSave(channel, (error) => form.setErrors(settingErrorsOf(error)));
  return (
    <form
      onSubmit={form.onSubmit((values) => save.mutate({ name: values.name, config: linkedDeviceConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={save.error} />
        <LinkedDeviceFields form={form} />
        <SaveButton isDirty={form.isDirty()} isSaving={save.isPending} />
      </Stack>
    </form>
  );
}

function SaveButton({ isDirty, isSaving }: { readonly isDirty: boolean; readonly isSaving: boolean }) {
  const { t } = useTranslation();
  return (
    <Group>
      <Button type="submit" disabled={!isDirty} loading={isSaving}>
        {t("common.save")}
      </Button>
    </Group>
  );
}

function useSave(channel: Channel, onProblem: (error: Error) => void) {
  const { t } = useTranslation();
  return useAction({
    run: (change: { name: string; config: Record<string, unknown> }) => api.channels.update(channel.id, change),
    changes: [["channels"]],
    done: () => t("common.saved"),
    onProblem,
  });
}
