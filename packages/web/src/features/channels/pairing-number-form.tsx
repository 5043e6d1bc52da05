import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { FormProblem } from "../../components/form-problem.tsx";
import { readPhone } from "./phone-input.rules.ts";
import { usePair } from "./use-pairing.ts";

interface PairingNumberFormProps {
  readonly channelId: string;
  readonly onDone?: () => void;
  readonly onBack: () => void;
}

/** For whom the camera is of no use: the number, for which a code to type comes. */
export function PairingNumberForm({ channelId, onDone, onBack }: PairingNumberFormProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { phone: "" },
    validate: { phone: (text) => (readPhone(text) === undefined ? t("channels.pairing.numberInvalid") : null) },
  });
  const pair = usePair(channelId, () => undefined);
  return (
    <form
      onSubmit={form.onSubmit(({ phone }) => pair.mutate(readPhone(phone), { onSuccess: () => onDone?.() }))}
      noValidate
    >
      <Stack maw={420}>
        <FormProblem error={pair.error} />
        <TextInput
          {...form.getInputProps("phone")}
          label={t("channels.pairing.number")}
          description={t("channels.pairing.numberHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          type="tel"
          autoComplete="off"
          data-autofocus
        />
        <Group gap="xs">
          <Button type="submit" loading={pair.isPending}>
            {t("channels.pairing.getCode")}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t("channels.pairing.useQr")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
