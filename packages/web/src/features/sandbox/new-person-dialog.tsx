import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { HINT_BELOW } from "./hint-below.ts";
import { CHATS_KEY } from "./queries.ts";

interface NewPersonDialogProps {
  readonly channelId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (chatId: string) => Promise<void>;
}

/** Invents somebody. Nothing needs to be said of them. */
export function NewPersonDialog({ channelId, isOpen, onClose, onDone }: NewPersonDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { name: "", phone: "" } });
  const create = useAction({
    run: ({ name, phone }: { name: string; phone: string }) =>
      api.sandbox.createPerson({
        channelId,
        ...(name.trim() !== "" && { name: name.trim() }),
        ...(phone.trim() !== "" && { phone: phone.trim() }),
      }),
    changes: [CHATS_KEY],
    async onDone({ id }) {
      close();
      await onDone(id);
    },
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  function close(): void {
    onClose();
    form.reset();
    create.reset();
  }
  return (
    <Dialog opened={isOpen} onClose={close} title={t("sandbox.person.new")}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={create.error} />
          <TextInput
            {...form.getInputProps("name")}
            label={t("sandbox.person.name")}
            description={t("sandbox.person.nameHint")}
            inputWrapperOrder={HINT_BELOW}
            autoComplete="off"
            maxLength={100}
            data-autofocus
          />
          <TextInput
            {...form.getInputProps("phone")}
            label={t("sandbox.person.phone")}
            description={t("sandbox.person.phoneHint")}
            inputWrapperOrder={HINT_BELOW}
            type="tel"
            autoComplete="off"
            maxLength={40}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t("sandbox.person.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
