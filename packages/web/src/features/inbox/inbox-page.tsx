import { useDocumentTitle } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../app/session.ts";
import { useIsPhone } from "../../components/use-is-phone.ts";
import { ConversationPane } from "./conversation-pane.tsx";
import classes from "./inbox.module.css";
import { keepFor } from "./kept.ts";
import { keepInboxLive } from "./live-inbox.ts";
import { NewMessageDialog } from "./new-message-dialog.tsx";

/** The list of conversations, and beside it the one that is open. On a phone, one of them. */
export function InboxPage() {
  const { t } = useTranslation();
  const me = useMe();
  const isPhone = useIsPhone();
  const queryClient = useQueryClient();
  const { conversationId } = useParams({ strict: false });
  const listOffset = useRef(0);
  keepFor(me.id);
  useDocumentTitle(`${t("inbox.title")} · Chasqui`);
  useEffect(() => keepInboxLive(queryClient), [queryClient]);
  return (
    <div className={classes.page}>
      {(!isPhone || conversationId === undefined) && (
        <ConversationPane openId={conversationId} keptOffset={listOffset} />
      )}
      {(!isPhone || conversationId !== undefined) && <Outlet />}
      <NewMessageDialog />
    </div>
  );
}
