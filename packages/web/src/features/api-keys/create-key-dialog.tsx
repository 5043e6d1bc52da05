import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import type { Scope } from "../../app/session.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { OneTimeSecret } from "../../components/one-time-secret.tsx";
import { useAction } from "../../components/use-action.ts";
import { ScopePicker } from "./scope-picker.tsx";

const DAY_MS = 86_400_000;
const EXPIRIES = ["never", "30", "90", "365"] as const;

interface Values {
  name: string;
  scopes: Scope[];
  /** Days, or never. */
  expiry: (typeof EXPIRIES)[number];
}

/** Makes a key, and shows it this once. */
export function CreateKeyDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: { name: "", scopes: [], expiry: "never" },
    validate: { name: isNotEmpty(t("common.required")), scopes: isNotEmpty(t("apiKeys.noScope")) },
  });
  const create = useAction({
    run: ({ name, scopes, expiry }: Values) =>
      api.apiKeys.create({
        name,
        scopes,
        ...(expiry !== "never" && { expiresAt: new Date(Date.now() + Number(expiry) * DAY_MS).toISOString() }),
      }),
    changes: [["api-keys"]],
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  function close(): void {
    onClose();
    form.reset();
    create.reset();
  }
  return (
    <Dialog
      opened={isOpen}
      onClose={close}
      title={t(create.isSuccess ? "apiKeys.create.keyTitle" : "apiKeys.create.title")}
      size="md"
    >
      {create.isSuccess ? (
        <OneTimeSecret
          label={create.data.apiKey.name}
          value={create.data.key}
          text={t("apiKeys.create.keyText")}
          onClose={close}
        />
      ) : (
        <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
          <Stack>
            <FormProblem error={create.error} />
            <TextInput
              {...form.getInputProps("name")}
              label={t("apiKeys.name")}
              description={t("apiKeys.nameHint")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              data-autofocus
            />
            <Select
              {...form.getInputProps("expiry")}
              label={t("apiKeys.expiry")}
              allowDeselect={false}
              data={EXPIRIES.map((days) => ({
                value: days,
                label: days === "never" ? t("apiKeys.never") : t("apiKeys.inDays", { count: Number(days) }),
              }))}
            />
            <ScopePicker
              value={form.values.scopes}
              onChange={(scopes) => form.setFieldValue("scopes", scopes)}
              error={form.errors.scopes === undefined ? undefined : String(form.errors.scopes)}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t("common.cancel")}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {t("apiKeys.create.make")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
