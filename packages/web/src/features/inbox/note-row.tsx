import type { Note } from "@chasqui/client";
import { Button, Group, Menu, Textarea, UnstyledButton } from "@mantine/core";
import { IconDots, IconLock, IconPencil, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { formatClock, formatMoment } from "../../components/message/message-time.rules.ts";
import { WhatsAppText } from "../../components/message/whatsapp-text.tsx";
import { useAction } from "../../components/use-action.ts";
import { putIntoThreads } from "./live-inbox.ts";
import classes from "./thread.module.css";
import { keyOf, putItems, removeItem } from "./thread-cache.rules.ts";

/** A note for colleagues. It looks like nothing that was sent. */
export function NoteRow({ note }: { readonly note: Note }) {
  const { t, i18n } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const author = note.author.name ?? t("inbox.someone");
  return (
    <article className={classes.note} aria-label={t("inbox.notes.by", { name: author })}>
      <header className={classes.noteHead}>
        <IconLock size={14} aria-hidden />
        <span className={classes.noteAuthor}>{t("inbox.notes.by", { name: author })}</span>
        <time dateTime={note.at} title={formatMoment(note.at, i18n.language)}>
          {formatClock(note.at, i18n.language)}
        </time>
        {note.editedAt !== null && <span>{t("inbox.edited")}</span>}
        {note.isOwn && !isEditing && <NoteMenu note={note} onEdit={() => setEditing(true)} />}
      </header>
      {isEditing ? <NoteForm note={note} onDone={() => setEditing(false)} /> : <WhatsAppText text={note.text} />}
    </article>
  );
}

function NoteMenu({ note, onEdit }: { readonly note: Note; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const remove = useAction({
    run: () => api.notes.delete(note.id),
    onDone: () => putIntoThreads(queryClient, note.conversationId, (data) => removeItem(data, keyOf(note))),
  });
  const ask = () =>
    confirmDestruction(
      {
        title: t("inbox.notes.deleteTitle"),
        text: t("inbox.notes.deleteText"),
        verb: t("common.delete"),
        onConfirm: () => remove.mutate(),
      },
      t,
    );
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.noteMenu} aria-label={t("inbox.notes.actions")}>
          <IconDots size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t("inbox.notes.edit")}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={ask}>
          {t("common.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function NoteForm({ note, onDone }: { readonly note: Note; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useState(note.text);
  const save = useAction({
    run: () => api.notes.update(note.id, { text }),
    onDone(now) {
      putIntoThreads(queryClient, note.conversationId, (data) => putItems(data, [now]));
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Textarea
        aria-label={t("inbox.notes.text")}
        autosize
        autoFocus
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt={6} justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button size="compact-sm" type="submit" loading={save.isPending} disabled={text.trim() === ""}>
          {t("common.save")}
        </Button>
      </Group>
    </form>
  );
}
