import { NumberInput, PasswordInput, Slider, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { CloudApiValues } from "./settings.rules.ts";

const BELOW = ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[];

interface CloudApiFieldsProps {
  readonly form: UseFormReturnType<CloudApiValues>;
  /** Of a channel that exists secrets are left empty to keep them. */
  readonly isNew: boolean;
}

/** What Meta's dashboard shows of the app and the number, and how fast to send. */
export function CloudApiFields({ form, isNew }: CloudApiFieldsProps) {
  const { t } = useTranslation();
  const secretHint = isNew ? undefined : t("channels.fields.keep");
  return (
    <Stack>
      <TextInput {...form.getInputProps("name")} label={t("channels.fields.name")} />
      {(["phoneNumberId", "businessAccountId", "appId"] as const).map((field) => (
        <TextInput
          key={field}
          {...form.getInputProps(field)}
          label={t(`channels.fields.${field}`)}
          description={t(`channels.fields.${field}Hint`)}
          inputWrapperOrder={BELOW}
          inputMode="numeric"
          autoComplete="off"
        />
      ))}
      {(["accessToken", "appSecret"] as const).map((field) => (
        <PasswordInput
          key={field}
          {...form.getInputProps(field)}
          label={t(`channels.fields.${field}`)}
          description={t(`channels.fields.${field}Hint`)}
          placeholder={secretHint}
          inputWrapperOrder={BELOW}
          autoComplete="off"
        />
      ))}
      <TextInput
        {...form.getInputProps("verifyToken")}
        label={t("channels.fields.verifyToken")}
        description={t("channels.fields.verifyTokenHint")}
        placeholder={secretHint}
        inputWrapperOrder={BELOW}
        autoComplete="off"
      />
      <NumberInput
        {...form.getInputProps("messagesPerSecond")}
        label={t("channels.fields.messagesPerSecond")}
        description={t("channels.fields.messagesPerSecondHint")}
        inputWrapperOrder={BELOW}
        min={1}
        max={1000}
        allowDecimal={false}
      />
      <div>
        <Text size="sm" fw={500} id="bulk-share">
          {t("channels.fields.bulkShare")}
        </Text>
        <Slider
          {...form.getInputProps("bulkShare")}
          aria-labelledby="bulk-share"
          thumbProps={{ "aria-labelledby": "bulk-share" }}
          min={5}
          max={100}
          step={5}
          label={(value) => `${value} %`}
          marks={[25, 50, 75, 100].map((value) => ({ value, label: `${value} %` }))}
          mb="lg"
          mt={6}
          mx="sm"
        />
        <Text size="xs" c="dimmed">
          {t("channels.fields.bulkShareHint")}
        </Text>
      </div>
    </Stack>
  );
}
