import type { UserRole } from "@chasqui/client";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { OneTimeSecret } from "../../components/one-time-secret.tsx";
import { useAction } from "../../components/use-action.ts";
import { RoleSelect } from "./role-select.tsx";

interface Values {
  name: string;
  email: string;
  role: UserRole;
}

/** Invites somebody, and shows the link to be given to them. */
export function InviteDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: { name: "", email: "", role: "agent" },
    validate: { name: isNotEmpty(t("common.required")), email: isEmail(t("access.emailInvalid")) },
  });
  const invite = useAction({
    run: (values: Values) => api.users.create(values),
    changes: [["users"]],
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  function close(): void {
    onClose();
    form.reset();
    invite.reset();
  }
  return (
    <Dialog
      opened={isOpen}
      onClose={close}
      title={t(invite.isSuccess ? "users.invite.linkTitle" : "users.invite.title")}
    >
      {invite.isSuccess ? (
        <OneTimeSecret
          label={t("users.invite.link")}
          value={invite.data.invitation.url}
          text={t("users.invite.linkText", { name: invite.data.user.name })}
          onClose={close}
        />
      ) : (
        <form onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
          <Stack>
            <FormProblem error={invite.error} />
            <TextInput {...form.getInputProps("name")} label={t("access.name")} data-autofocus />
            <TextInput {...form.getInputProps("email")} label={t("access.email")} type="email" />
            <RoleSelect value={form.values.role} onChange={(role) => form.setFieldValue("role", role)} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t("common.cancel")}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {t("users.invite.make")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
