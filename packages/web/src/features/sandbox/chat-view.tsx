import type { Channel, SandboxChat } from "@chasqui/client";
import { Drawer } from "@mantine/core";
import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { PageSkeleton, RowSkeletons } from "../../components/page-skeleton.tsx";
import { useAction } from "../../components/use-action.ts";
import classes from "./chat-view.module.css";
import { Controls } from "./controls.tsx";
import { Phone } from "./phone.tsx";
import { CHATS_KEY, chatQuery, nameOf } from "./queries.ts";
import type { Layout } from "./use-layout.ts";
import { useReadAtOnce } from "./use-read-at-once.ts";

interface ChatViewProps {
  readonly chatId: string;
  readonly channel: Channel;
  readonly layout: Layout;
}

/** One chat on the phone, and what can be tried with it. */
export function ChatView({ chatId, channel, layout }: ChatViewProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useAction({
    run: () => api.sandbox.deleteChat(chatId),
    changes: [CHATS_KEY],
    onDone: () => navigate({ to: "/sandbox", search: ({ channelId }) => (channelId ? { channelId } : {}) }),
    done: () => t("sandbox.deleted"),
  });
  // What is on its way out is no longer asked for.
  const isThere = !remove.isPending && !remove.isSuccess;
  const chat = useQuery({ ...chatQuery(chatId), enabled: isThere });
  if (chat.isError) {
    return (
      <div className={classes.problem}>
        <ErrorState
          error={chat.error}
          level={layout === "single" ? 1 : 2}
          action={
            <ButtonLink to="/sandbox" variant="default">
              {t("sandbox.toChats")}
            </ButtonLink>
          }
        />
      </div>
    );
  }
  if (chat.isPending || !isThere) return layout === "single" ? <PageSkeleton /> : <RowSkeletons rows={8} />;
  return <LoadedChat chat={chat.data} channel={channel} layout={layout} onDelete={() => remove.mutate()} />;
}

interface LoadedChatProps {
  readonly chat: SandboxChat;
  readonly channel: Channel;
  readonly layout: Layout;
  readonly onDelete: () => void;
}

function LoadedChat({ chat, channel, layout, onDelete }: LoadedChatProps) {
  const { t } = useTranslation();
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const [isRead, setRead] = useLocalStorage({
    key: "chasqui-sandbox-reads-at-once",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const mayWrite = useCan("sandbox:write");
  useOwnChannel(chat, channel);
  useReadAtOnce(chat, isRead && mayWrite);
  const controls = <Controls chat={chat} isRead={isRead} onReadChange={setRead} onDelete={onDelete} />;
  return (
    <>
      <Phone chat={chat} channel={channel} layout={layout} onControls={drawer.open} />
      {layout === "wide" ? (
        <aside className={classes.controls} aria-label={t("sandbox.controls")}>
          {controls}
        </aside>
      ) : (
        <Drawer
          opened={isDrawerOpen}
          onClose={drawer.close}
          title={t("sandbox.controlsOf", { name: nameOf(chat) })}
          closeButtonProps={{ "aria-label": t("common.close") }}
          position={layout === "single" ? "bottom" : "right"}
          size={layout === "single" ? "85dvh" : "sm"}
        >
          {controls}
        </Drawer>
      )}
    </>
  );
}

/** A link to a chat says nothing of its channel: where there are several, the page goes to the right one. */
function useOwnChannel({ channelId }: SandboxChat, channel: Channel): void {
  const navigate = useNavigate();
  const isElsewhere = channelId !== channel.id;
  useEffect(() => {
    if (isElsewhere) void navigate({ to: ".", search: { channelId }, replace: true });
  }, [navigate, isElsewhere, channelId]);
}
