import type { ContactDetail } from "@chasqui/client";
import { Button, Group, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { useAction } from "../../components/use-action.ts";
import { PanelSection } from "./panel-section.tsx";

/** What is to be remembered of a contact, whatever the conversation. */
export function ContactNotes({ contact }: { readonly contact: ContactDetail }) {
  const { t } = useTranslation();
  const mayWrite = useCan("contacts:write");
  const [text, setText] = useState(contact.notes ?? "");
  const save = useAction({
    run: () => api.contacts.update(contact.id, { notes: text.trim() === "" ? null : text }),
    changes: [["contacts"]],
    done: () => t("common.saved"),
  });
  const isChanged = text !== (contact.notes ?? "");
  return (
    <PanelSection title={t("inbox.panel.notes")}>
      {mayWrite ? (
        <>
          <Textarea
            aria-label={t("inbox.panel.notes")}
            placeholder={t("inbox.panel.notesHint")}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {isChanged && (
            <Group gap="xs" justify="flex-end">
              <Button size="compact-sm" variant="default" onClick={() => setText(contact.notes ?? "")}>
                {t("common.cancel")}
              </Button>
              <Button size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
                {t("common.save")}
              </Button>
            </Group>
          )}
        </>
      ) : (
        <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
          {contact.notes ?? t("inbox.panel.noNotes")}
        </Text>
      )}
    </PanelSection>
  );
}
