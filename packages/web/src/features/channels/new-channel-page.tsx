import { Radio, Stack, Text } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Section } from "../../components/detail.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { Page } from "../../components/page.tsx";
import { AddButtons } from "./add-buttons.tsx";
import { ChannelKindIcon } from "./channel-kind-icon.tsx";
import { CloudApiFields } from "./cloud-api-fields.tsx";
import { LinkedDeviceForm } from "./linked-device-form.tsx";
import classes from "./new-channel-page.module.css";
import { SandboxFields } from "./sandbox-fields.tsx";
import {
  cloudApiConfigOf,
  cloudApiValuesOf,
  sandboxConfigOf,
  sandboxValuesOf,
  settingErrorsOf,
} from "./settings.rules.ts";
import { useAdd } from "./use-add.ts";

const route = getRouteApi("/shell/channels/new");
const FORMS = { "cloud-api": CloudApiForm, "linked-device": LinkedDeviceForm, sandbox: SandboxForm } as const;
const KINDS = ["cloud-api", "linked-device", "sandbox"] as const satisfies ReadonlyArray<keyof typeof FORMS>;

export function NewChannelPage() {
  const { t } = useTranslation();
  const { kind = "cloud-api" } = route.useSearch();
  const navigate = route.useNavigate();
  const Form = FORMS[kind];
  const choose = (value: string) =>
    void navigate({ search: { kind: KINDS.find((one) => one === value) ?? "cloud-api" }, replace: true });
  return (
    <Page
      title={t("channels.new.title")}
      text={t("channels.new.text")}
      width="narrow"
      back={{ to: "/channels", label: t("shell.pages.channels") }}
    >
      <Radio.Group value={kind} onChange={choose} aria-label={t("channels.kind")}>
        <div className={classes.kinds}>
          {KINDS.map((one) => (
            <Radio.Card key={one} value={one} className={classes.kind}>
              <ChannelKindIcon kind={one} />
              <div>
                <Text fw={500}>{t(`channels.kinds.${one}.name`)}</Text>
                <Text size="sm" c="dimmed">
                  {t(`channels.kinds.${one}.text`)}
                </Text>
              </div>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <Section
        title={t(kind === "linked-device" ? "channels.new.before" : "channels.settings.title")}
        text={t(`channels.new.${kind}`)}
      >
        <Form />
      </Section>
    </Page>
  );
}

function CloudApiForm() {
  const { t } = useTranslation();
  const required = isNotEmpty(t("common.required"));
  const form = useForm({
    // Meta is told the same one, so it is made here, where it can be seen and copied.
    initialValues: { ...cloudApiValuesOf("WhatsApp", {}), verifyToken: crypto.randomUUID() },
    validate: {
      name: required,
      phoneNumberId: required,
      businessAccountId: required,
      appId: required,
      accessToken: required,
      appSecret: required,
      verifyToken: required,
    },
  });
  const add = useAdd("cloud-api", { onProblem: (error) => form.setErrors(settingErrorsOf(error)) });
  return (
    <form
      onSubmit={form.onSubmit((values) => add.mutate({ name: values.name, config: cloudApiConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={add.error} />
        <CloudApiFields form={form} isNew />
        <AddButtons verb={t("channels.add")} isAdding={add.isPending} />
      </Stack>
    </form>
  );
}

function SandboxForm() {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: sandboxValuesOf(t("channels.kinds.sandbox.name"), {}),
    validate: { name: isNotEmpty(t("common.required")) },
  });
  const add = useAdd("sandbox", { onProblem: (error) => form.setErrors(settingErrorsOf(error)) });
  return (
    <form
      onSubmit={form.onSubmit((values) => add.mutate({ name: values.name, config: sandboxConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={add.error} />
        <SandboxFields form={form} />
        <AddButtons verb={t("channels.add")} isAdding={add.isPending} />
      </Stack>
    </form>
  );
}
