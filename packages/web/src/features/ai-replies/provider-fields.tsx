import { Button, Checkbox, Group, NumberInput, PasswordInput, Radio, Stack, Text, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { Section } from "../../components/detail.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextLink } from "../../components/links.tsx";
import { OneTimeSecret } from "../../components/one-time-secret.tsx";
import { useAction } from "../../components/use-action.ts";
import type { AiFieldsProps } from "./ai-fields.ts";

const PROVIDERS = ["openai-compatible", "http-endpoint"] as const;
const EXAMPLES = { baseUrl: "https://api.openai.com/v1", endpointUrl: "https://example.com/reply" };

/** Who is asked for replies. */
export function ProviderFields(props: AiFieldsProps) {
  const { t } = useTranslation();
  const { form } = props;
  const { provider } = form.values;
  return (
    <Section title={t("aiReplies.provider.title")} text={t("aiReplies.provider.text")}>
      <Stack maw={560}>
        <Radio.Group
          value={provider}
          onChange={(value) => form.setFieldValue("provider", PROVIDERS.find((one) => one === value) ?? provider)}
          aria-label={t("aiReplies.provider.title")}
        >
          <Stack gap="xs">
            {PROVIDERS.map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`aiReplies.providers.${one}.name`)}
                description={t(`aiReplies.providers.${one}.text`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {provider === "openai-compatible" ? <CompatibleFields {...props} /> : <EndpointFields {...props} />}
        <NumberInput
          {...form.getInputProps("timeoutSeconds")}
          label={t("aiReplies.fields.timeoutSeconds")}
          description={t("aiReplies.fields.timeoutSecondsHint")}
          min={1}
          max={120}
          suffix={` ${t("fields.units.second")}`}
          w={200}
        />
      </Stack>
    </Section>
  );
}

function CompatibleFields({ form, settings }: AiFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        {...form.getInputProps("baseUrl")}
        type="url"
        label={t("aiReplies.fields.baseUrl")}
        description={
          <>
            {t("aiReplies.fields.baseUrlHint")} {/* By its name, which is the same in every language. */}
            <TextLink to="/settings" search={{ q: "allowedPrivateUrls" }} inherit>
              {t("aiReplies.fields.allowHost")}
            </TextLink>
          </>
        }
        placeholder={EXAMPLES.baseUrl}
      />
      <TextInput
        {...form.getInputProps("model")}
        label={t("aiReplies.fields.model")}
        description={t("aiReplies.fields.modelHint")}
        autoCapitalize="off"
        spellCheck={false}
      />
      <Stack gap="xs">
        <PasswordInput
          {...form.getInputProps("apiKey")}
          label={t("aiReplies.fields.apiKey")}
          description={t("aiReplies.fields.apiKeyHint")}
          placeholder={settings.hasApiKey ? t("aiReplies.fields.apiKeyStored") : ""}
          autoComplete="off"
          disabled={form.values.withoutKey}
        />
        {settings.hasApiKey && (
          <Checkbox
            {...form.getInputProps("withoutKey", { type: "checkbox" })}
            label={t("aiReplies.fields.withoutKey")}
          />
        )}
      </Stack>
      <Group align="flex-end">
        <NumberInput
          {...form.getInputProps("temperature")}
          label={t("aiReplies.fields.temperature")}
          description={t("aiReplies.fields.temperatureHint")}
          placeholder={t("aiReplies.fields.providersOwn")}
          min={0}
          max={2}
          step={0.1}
          decimalScale={2}
          flex={1}
          miw={200}
        />
        <NumberInput
          {...form.getInputProps("maxTokens")}
          label={t("aiReplies.fields.maxTokens")}
          description={t("aiReplies.fields.maxTokensHint")}
          min={1}
          max={8192}
          flex={1}
          miw={200}
        />
      </Group>
    </>
  );
}

function EndpointFields({ form, settings, mayWrite }: AiFieldsProps) {
  const { t } = useTranslation();
  const renew = useAction({ run: () => api.aiReplies.renewAiSigningSecret(), changes: [["ai-replies", "settings"]] });
  function askToRenew(): void {
    if (!settings.hasSigningSecret) {
      renew.mutate();
      return;
    }
    confirmDestruction(
      {
        title: t("aiReplies.secret.renewTitle"),
        text: t("aiReplies.secret.renewText"),
        verb: t("aiReplies.secret.renew"),
        onConfirm: () => renew.mutate(),
      },
      t,
    );
  }
  return (
    <>
      <TextInput
        {...form.getInputProps("endpointUrl")}
        type="url"
        label={t("aiReplies.fields.endpointUrl")}
        description={t("aiReplies.fields.endpointUrlHint")}
        placeholder={EXAMPLES.endpointUrl}
      />
      <Stack gap={4}>
        <Text fw={500}>{t("aiReplies.secret.title")}</Text>
        <Text size="sm" c="dimmed">
          {t(settings.hasSigningSecret ? "aiReplies.secret.there" : "aiReplies.secret.missing")}
        </Text>
        {form.errors.signingSecret && (
          <Text size="sm" c="red">
            {form.errors.signingSecret}
          </Text>
        )}
        {mayWrite && (
          <Group>
            <Button
              variant="default"
              leftSection={<IconKey size={16} />}
              loading={renew.isPending}
              onClick={askToRenew}
            >
              {t(settings.hasSigningSecret ? "aiReplies.secret.renew" : "aiReplies.secret.make")}
            </Button>
          </Group>
        )}
      </Stack>
      <Dialog opened={renew.isSuccess} onClose={() => renew.reset()} title={t("aiReplies.secret.title")}>
        {renew.isSuccess && (
          <OneTimeSecret
            label={t("aiReplies.secret.title")}
            value={renew.data.secret}
            text={t("aiReplies.secret.shownOnce")}
            onClose={() => renew.reset()}
          />
        )}
      </Dialog>
    </>
  );
}
