import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useMe } from "../../app/session.ts";
import { Section } from "../../components/detail.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { NewPasswordField } from "../../components/new-password-field.tsx";
import { useAction } from "../../components/use-action.ts";

export function PasswordSection() {
  const { t } = useTranslation();
  const me = useMe();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { currentPassword: "", newPassword: "" },
    validate: { currentPassword: isNotEmpty(t("common.required")), newPassword: isNotEmpty(t("common.required")) },
  });
  const change = useAction({
    run: (values: { currentPassword: string; newPassword: string }) => api.me.changePassword(values),
    changes: [["me", "sessions"]],
    onDone: () => form.reset(),
    done: () => t("account.password.changed"),
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <Section title={t("account.password.title")} text={t("account.password.text")}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <Stack maw={560}>
          <FormProblem error={change.error} />
          {/* Password managers want to know whose password it is. */}
          <input type="text" autoComplete="username" value={me.email} readOnly hidden />
          <PasswordInput
            key={form.key("currentPassword")}
            {...form.getInputProps("currentPassword")}
            label={t("account.password.current")}
            autoComplete="current-password"
          />
          <NewPasswordField key={form.key("newPassword")} {...form.getInputProps("newPassword")} />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t("account.password.verb")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
