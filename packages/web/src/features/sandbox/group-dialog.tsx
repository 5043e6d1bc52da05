import type { SandboxChat } from "@chasqui/client";
import { Button, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";
import { HINT_BELOW } from "./hint-below.ts";
import { nameOf, PHONE_CHANGES, peopleQuery } from "./queries.ts";

interface GroupDialogProps {
  readonly channelId: string;
  /** One that is to be changed; left out: a new one. */
  readonly group?: SandboxChat;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone?: (chatId: string) => Promise<void>;
}

interface Values {
  name: string;
  memberIds: string[];
}

/** Makes a group of people and the business, or changes one. */
export function GroupDialog({ channelId, group, isOpen, onClose, onDone }: GroupDialogProps) {
  const { t } = useTranslation();
  const people = useQuery({ ...peopleQuery(channelId), enabled: isOpen });
  const form = useForm<Values>({
    initialValues: { name: group?.name ?? "", memberIds: group?.memberIds ?? [] },
    validate: { name: isNotEmpty(t("common.required")), memberIds: isNotEmpty(t("sandbox.group.membersMissing")) },
  });
  const save = useAction({
    run: ({ name, memberIds }: Values) =>
      group === undefined
        ? api.sandbox.createGroup({ channelId, name: name.trim(), memberIds })
        : api.sandbox.updateChat(group.id, { name: name.trim(), memberIds }),
    changes: PHONE_CHANGES,
    async onDone({ id }) {
      onClose();
      if (group === undefined) form.reset();
      save.reset();
      await onDone?.(id);
    },
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t(group ? "sandbox.group.change" : "sandbox.group.new")}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          <FormProblem error={save.error} />
          <TextInput
            {...form.getInputProps("name")}
            label={t("sandbox.group.name")}
            autoComplete="off"
            maxLength={100}
            data-autofocus
          />
          <MultiSelect
            {...form.getInputProps("memberIds")}
            label={t("sandbox.group.members")}
            description={t("sandbox.group.membersHint")}
            inputWrapperOrder={HINT_BELOW}
            data={(people.data ?? []).map((person) => ({ value: person.id, label: nameOf(person) }))}
            nothingFoundMessage={t("sandbox.group.nobody")}
            searchable
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(group ? "common.save" : "sandbox.group.make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
