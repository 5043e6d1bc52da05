import type { SandboxChat } from "@chasqui/client";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { HINT_BELOW } from "./hint-below.ts";
import { PHONE_CHANGES } from "./queries.ts";

interface RenameDialogProps {
  readonly chat: SandboxChat;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Gives a person another name: the one WhatsApp tells the business with their next message. */
export function RenameDialog({ chat, isOpen, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: chat.name ?? "" },
    validate: { name: isNotEmpty(t("common.required")) },
  });
  const rename = useAction({
    run: ({ name }: { name: string }) => api.sandbox.updateChat(chat.id, { name: name.trim() }),
    changes: PHONE_CHANGES,
    onDone: onClose,
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t("sandbox.rename.title")}>
      <form onSubmit={form.onSubmit((values) => rename.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={rename.error} />
          <TextInput
            {...form.getInputProps("name")}
            label={t("sandbox.person.name")}
            description={t("sandbox.rename.hint")}
            inputWrapperOrder={HINT_BELOW}
            autoComplete="off"
            maxLength={100}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
