import type { Channel } from "@chasqui/client";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { Page } from "../../components/page.tsx";
import { useCursorList } from "../../components/use-cursor-list.ts";
import { ChannelStateAlert } from "./channel-state-alert.tsx";
import { ChatList } from "./chat-list.tsx";
import { ChatView } from "./chat-view.tsx";
import { CHATS_KEY } from "./queries.ts";
import { useLayout } from "./use-layout.ts";
import classes from "./workbench.module.css";

/** The chats of a virtual phone, and the one that is looked at. */
export function Workbench({ channel, action }: { readonly channel: Channel; readonly action: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { chatId } = useParams({ strict: false });
  const layout = useLayout();
  const chats = useCursorList({
    queryKey: [...CHATS_KEY, channel.id],
    fetchPage: (page, options) => api.sandbox.listChats({ channelId: channel.id, ...page }, options),
  });
  const shown = chatId ?? (layout === "single" ? undefined : chats.rows[0]?.id);
  useEffect(() => {
    if (chatId !== undefined || shown === undefined) return;
    // In the address, so that it stays when another chat is used later than this one.
    void navigate({ to: "/sandbox/$chatId", params: { chatId: shown }, search: (before) => before, replace: true });
  }, [navigate, chatId, shown]);
  const chat = shown !== undefined && <ChatView key={shown} chatId={shown} channel={channel} layout={layout} />;
  if (layout === "single" && chat) return chat;
  return (
    <Page title={t("sandbox.title")} text={t("sandbox.text")} action={action} width="full">
      <ChannelStateAlert channel={channel} />
      <div className={classes.root} data-layout={layout}>
        <ChatList channelId={channel.id} chats={chats} shownId={shown} />
        {chat}
      </div>
    </Page>
  );
}
