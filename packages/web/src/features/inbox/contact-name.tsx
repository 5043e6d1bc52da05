import type { ContactDetail } from "@chasqui/client";
import { ActionIcon, Group, TextInput } from "@mantine/core";
import { IconCheck, IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { useAction } from "../../components/use-action.ts";
import classes from "./panel.module.css";

/** What the contact is called, changed where it stands. */
export function ContactName({ contact, name }: { readonly contact: ContactDetail; readonly name: string }) {
  const { t } = useTranslation();
  const mayWrite = useCan("contacts:write");
  const [typed, type] = useState<string>();
  const save = useAction({
    run: (given: string) => api.contacts.update(contact.id, { name: given.trim() === "" ? null : given.trim() }),
    changes: [["contacts"], ["conversations", "one"]],
    onDone: () => type(undefined),
  });
  if (typed === undefined) {
    return (
      <div className={classes.nameLine}>
        <div className={classes.nameText}>
          <h3 className={classes.name}>{name}</h3>
          {contact.profileName !== null && contact.profileName !== name && (
            <span className={classes.faint}>{t("inbox.panel.callsItself", { name: contact.profileName })}</span>
          )}
          {contact.username !== null && <span className={classes.faint}>@{contact.username}</span>}
        </div>
        {mayWrite && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("inbox.panel.rename")}
            onClick={() => type(contact.givenName ?? "")}
          >
            <IconPencil size={16} />
          </ActionIcon>
        )}
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(typed);
      }}
    >
      <Group gap={4} wrap="nowrap">
        <TextInput
          flex={1}
          autoFocus
          aria-label={t("inbox.panel.name")}
          placeholder={contact.profileName ?? undefined}
          maxLength={200}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && type(undefined)}
        />
        <ActionIcon type="submit" size={36} loading={save.isPending} aria-label={t("common.save")}>
          <IconCheck size={18} />
        </ActionIcon>
        <ActionIcon size={36} variant="default" aria-label={t("common.cancel")} onClick={() => type(undefined)}>
          <IconX size={18} />
        </ActionIcon>
      </Group>
    </form>
  );
}
