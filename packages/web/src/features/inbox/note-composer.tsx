import { Button, Text, Textarea } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useAction } from "../../components/use-action.ts";
import classes from "./composer.module.css";
import { putIntoThreads } from "./live-inbox.ts";
import { putItems } from "./thread-cache.rules.ts";
import { useDraft } from "./use-draft.ts";

/** A note for colleagues. The contact never sees it. */
export function NoteComposer({ conversationId }: { readonly conversationId: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useDraft(conversationId, "note");
  const save = useAction({
    run: () => api.conversations.createNote(conversationId, { text }),
    onDone(note) {
      putIntoThreads(queryClient, conversationId, (data) => putItems(data, [note]));
      setText("");
    },
  });
  const canSave = text.trim() !== "" && !save.isPending;
  return (
    <>
      <Textarea
        classNames={{ input: classes.noteInput }}
        aria-label={t("inbox.notes.text")}
        placeholder={t("inbox.notes.placeholder")}
        autosize
        autoFocus
        minRows={2}
        maxRows={9}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (canSave) save.mutate();
        }}
      />
      <div className={classes.buttons}>
        <IconLock size={16} aria-hidden />
        <Text size="sm">{t("inbox.notes.onlyColleagues")}</Text>
        <span className={classes.spacer} />
        <Button color="amber" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate()}>
          {t("inbox.notes.add")}
        </Button>
      </div>
    </>
  );
}
