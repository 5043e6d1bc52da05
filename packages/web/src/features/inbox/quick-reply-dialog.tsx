import type { QuickReply } from "@chasqui/client";
import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { FormProblem, fieldErrorsOf } from "../../components/form-problem.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./composer.module.css";
import { quickRepliesQuery } from "./queries.ts";

/** The texts that people answer with often: adding, changing, deleting. */
export function QuickReplyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(quickRepliesQuery);
  const [edited, edit] = useState<QuickReply | "new">();
  const remove = useAction({
    run: (id: string) => api.quickReplies.delete(id),
    changes: [["quick-replies"]],
  });
  const ask = ({ id, shortcut }: QuickReply) =>
    confirmDestruction(
      {
        title: t("inbox.quickReplies.deleteTitle", { shortcut }),
        text: t("inbox.quickReplies.deleteText"),
        verb: t("common.delete"),
        onConfirm: () => remove.mutate(id),
      },
      t,
    );
  return (
    <Dialog opened onClose={onClose} title={t("inbox.quickReplies.title")} size="lg">
      {edited !== undefined ? (
        <QuickReplyForm reply={edited === "new" ? undefined : edited} onDone={() => edit(undefined)} />
      ) : (
        <Stack gap="sm">
          <Text c="dimmed">{t("inbox.quickReplies.text")}</Text>
          {data?.items.map((reply) => (
            <div key={reply.id} className={classes.managed}>
              <div className={classes.managedText}>
                <Text fw={600}>/{reply.shortcut}</Text>
                <Text size="sm" lineClamp={2}>
                  {reply.text}
                </Text>
              </div>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("inbox.quickReplies.edit", { shortcut: reply.shortcut })}
                onClick={() => edit(reply)}
              >
                <IconPencil size={18} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("inbox.quickReplies.delete", { shortcut: reply.shortcut })}
                onClick={() => ask(reply)}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </div>
          ))}
          <Group>
            <Button leftSection={<IconPlus size={16} />} onClick={() => edit("new")}>
              {t("inbox.quickReplies.add")}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

function QuickReplyForm({ reply, onDone }: { readonly reply: QuickReply | undefined; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { shortcut: reply?.shortcut ?? "", text: reply?.text ?? "" },
    validate: {
      shortcut: (value) => (value.trim() === "" ? t("common.required") : null),
      text: (value) => (value.trim() === "" ? t("common.required") : null),
    },
  });
  const save = useAction({
    run: (values: typeof form.values) =>
      reply ? api.quickReplies.update(reply.id, values) : api.quickReplies.create(values),
    changes: [["quick-replies"]],
    onDone,
    onProblem: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <form
      onSubmit={form.onSubmit((values) => save.mutate({ ...values, shortcut: values.shortcut.replace(/^\//, "") }))}
    >
      <Stack gap="md">
        <FormProblem error={save.error} />
        <TextInput
          label={t("inbox.quickReplies.shortcut")}
          description={t("inbox.quickReplies.shortcutHint")}
          leftSection="/"
          data-autofocus
          {...form.getInputProps("shortcut")}
        />
        <Textarea
          label={t("inbox.quickReplies.words")}
          description={t("inbox.quickReplies.wordsHint", {
            // i18next would fill these in itself.
            example: "{{ contact.firstName }}",
            interpolation: { escapeValue: false },
          })}
          autosize
          minRows={3}
          {...form.getInputProps("text")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
