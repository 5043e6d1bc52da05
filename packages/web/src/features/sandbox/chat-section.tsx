import type { SandboxChat } from "@chasqui/client";
import { Menu, Switch } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { confirmDestruction } from "../../components/confirm.tsx";
import { PhoneNumber } from "../../components/phone-number.tsx";
import { RowMenu } from "../../components/row-menu.tsx";
import { useAction } from "../../components/use-action.ts";
import { ControlSection } from "./control-section.tsx";
import classes from "./controls.module.css";
import { GroupDialog } from "./group-dialog.tsx";
import { nameOf, PHONE_CHANGES } from "./queries.ts";
import { RenameDialog } from "./rename-dialog.tsx";

interface ChatSectionProps {
  readonly chat: SandboxChat;
  readonly isRead: boolean;
  readonly onReadChange: (isRead: boolean) => void;
  readonly onDelete: () => void;
}

/** The person and their phone: whether it is on, whether they read, whether they have blocked the business. */
export function ChatSection({ chat, isRead, onReadChange, onDelete }: ChatSectionProps) {
  const { t } = useTranslation();
  const mayWrite = useCan("sandbox:write");
  const update = useAction({
    run: (change: { isOnline?: boolean; hasBlocked?: boolean; isOnWhatsapp?: boolean }) =>
      api.sandbox.updateChat(chat.id, change),
    changes: PHONE_CHANGES,
  });
  const name = nameOf(chat);
  // Switches show at once what they are switched to.
  const { isOnline, hasBlocked, isOnWhatsapp } = { ...chat, ...(update.isPending && update.variables) };
  return (
    <ControlSection title={name} action={mayWrite && <ChatMenu chat={chat} onDelete={onDelete} />}>
      {!chat.isGroup && chat.name !== null && (
        <p className={classes.text}>
          <PhoneNumber phone={chat.address} />
        </p>
      )}
      {mayWrite && (
        <>
          <Switch
            label={t("sandbox.switches.reads")}
            description={t("sandbox.switches.readsHint")}
            checked={isRead}
            onChange={(event) => onReadChange(event.currentTarget.checked)}
          />
          <Switch
            label={t("sandbox.switches.isOnline")}
            description={t("sandbox.switches.isOnlineHint")}
            checked={isOnline}
            onChange={(event) => update.mutate({ isOnline: event.currentTarget.checked })}
          />
          {!chat.isGroup && (
            <>
              <Switch
                label={t("sandbox.switches.hasBlocked")}
                description={t("sandbox.switches.hasBlockedHint")}
                checked={hasBlocked}
                onChange={(event) => update.mutate({ hasBlocked: event.currentTarget.checked })}
              />
              <Switch
                label={t("sandbox.switches.isOnWhatsapp")}
                description={t("sandbox.switches.isOnWhatsappHint")}
                checked={isOnWhatsapp}
                onChange={(event) => update.mutate({ isOnWhatsapp: event.currentTarget.checked })}
              />
            </>
          )}
        </>
      )}
    </ControlSection>
  );
}

function ChatMenu({ chat, onDelete }: { readonly chat: SandboxChat; readonly onDelete: () => void }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  const name = nameOf(chat);
  return (
    <>
      <RowMenu name={name}>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={dialog.open}>
          {t(chat.isGroup ? "sandbox.group.change" : "sandbox.rename.title")}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() =>
            confirmDestruction(
              {
                title: t("sandbox.delete.title", { name }),
                text: t("sandbox.delete.text"),
                verb: t("common.delete"),
                onConfirm: onDelete,
              },
              t,
            )
          }
        >
          {t("common.delete")}
        </Menu.Item>
      </RowMenu>
      {chat.isGroup ? (
        <GroupDialog
          key={chat.memberIds.join()}
          channelId={chat.channelId}
          group={chat}
          isOpen={isOpen}
          onClose={dialog.close}
        />
      ) : (
        <RenameDialog key={name} chat={chat} isOpen={isOpen} onClose={dialog.close} />
      )}
    </>
  );
}
