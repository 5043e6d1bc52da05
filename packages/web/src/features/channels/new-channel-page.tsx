import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem } from "../../components/form-problem.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { useAction } from "../../components/use-action.ts";
import { ChannelKindIcon } from "./channel-kind-icon.tsx";
import { CloudApiFields } from "./cloud-api-fields.tsx";
import classes from "./new-channel-page.module.css";
import { SandboxFields } from "./sandbox-fields.tsx";
import {
  cloudApiConfigOf,
  cloudApiValuesOf,
  sandboxConfigOf,
  sandboxValuesOf,
  settingErrorsOf,
} from "./settings.rules.ts";

/** Kinds that can be added by a form. */
const KINDS = ["cloud-api", "sandbox"] as const;
type Kind = (typeof KINDS)[number];

export function NewChannelPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>("cloud-api");
  return (
    <Page
      title={t("channels.new.title")}
      text={t("channels.new.text")}
      width="narrow"
      back={{ to: "/channels", label: t("shell.pages.channels") }}
    >
      <Radio.Group
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "cloud-api")}
        aria-label={t("channels.kind")}
      >
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
      <Section title={t("channels.settings.title")} text={t(`channels.new.${kind}`)}>
        {kind === "cloud-api" ? <CloudApiForm /> : <SandboxForm />}
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
  const add = useAdd("cloud-api", (error) => form.setErrors(settingErrorsOf(error)));
  return (
    <form
      onSubmit={form.onSubmit((values) => add.mutate({ name: values.name, config: cloudApiConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={add.error} />
        <CloudApiFields form={form} isNew />
        <AddButtons isAdding={add.isPending} />
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
  const add = useAdd("sandbox", (error) => form.setErrors(settingErrorsOf(error)));
  return (
    <form
      onSubmit={form.onSubmit((values) => add.mutate({ name: values.name, config: sandboxConfigOf(values) }))}
      noValidate
    >
      <Stack maw={560}>
        <FormProblem error={add.error} />
        <SandboxFields form={form} />
        <AddButtons isAdding={add.isPending} />
      </Stack>
    </form>
  );
}

function AddButtons({ isAdding }: { readonly isAdding: boolean }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <Button type="submit" loading={isAdding}>
        {t("channels.add")}
      </Button>
      <ButtonLink to="/channels" variant="default">
        {t("common.cancel")}
      </ButtonLink>
    </Group>
  );
}

function useAdd(kind: Kind, onProblem: (error: Error) => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useAction({
    run: (channel: { name: string; config: Record<string, unknown> }) => api.channels.create({ kind, ...channel }),
    changes: [["channels"]],
    onDone: ({ id }) => navigate({ to: "/channels/$channelId", params: { channelId: id } }),
    done: ({ name }) => t("channels.addDone", { name }),
    onProblem,
  });
}
