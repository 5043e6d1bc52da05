import type { SandboxChat } from "@chasqui/client";
import { Badge, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDeviceMobile, IconDeviceMobileOff, IconUserPlus, IconUsersPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { CursorList } from "../../components/cursor-list.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useMessageSummary } from "../../components/message/use-message-summary.ts";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import type { CursorListState } from "../../components/use-cursor-list.ts";
import { useListKeys } from "../../components/use-list-keys.ts";
import { ChatAvatar } from "./chat-avatar.tsx";
import classes from "./chat-list.module.css";
import { GroupDialog } from "./group-dialog.tsx";
import { NewPersonDialog } from "./new-person-dialog.tsx";
import { toShownContent } from "./phone-message.rules.ts";

interface ChatListProps {
  readonly channelId: string;
  readonly chats: CursorListState<SandboxChat>;
  readonly shownId: string | undefined;
}

/** The people and groups of a virtual phone, those used last first. */
export function ChatList({ channelId, chats, shownId }: ChatListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useCan("sandbox:write");
  const [isPersonOpen, person] = useDisclosure(false);
  const [isGroupOpen, group] = useDisclosure(false);
  const container = useRef<HTMLElement>(null);
  useListKeys(container);
  const goTo = (chatId: string) =>
    navigate({
      to: "/sandbox/$chatId",
      params: { chatId },
      search: ({ channelId: id }) => (id ? { channelId: id } : {}),
    });
  const newPerson = (
    <Button size="xs" px="xs" variant="default" leftSection={<IconUserPlus size={16} />} onClick={person.open}>
      {t("sandbox.person.new")}
    </Button>
  );
  return (
    <nav className={classes.root} aria-label={t("sandbox.chats")} ref={container}>
      {mayWrite && chats.rows.length > 0 && (
        <div className={classes.buttons}>
          {newPerson}
          <Button size="xs" px="xs" variant="default" leftSection={<IconUsersPlus size={16} />} onClick={group.open}>
            {t("sandbox.group.new")}
          </Button>
        </div>
      )}
      <CursorList
        list={chats}
        empty={
          <EmptyState
            icon={IconDeviceMobile}
            title={t("sandbox.empty.title")}
            text={t("sandbox.empty.text")}
            action={mayWrite && newPerson}
          />
        }
      >
        {(rows) => (
          <ul className={classes.list}>
            {rows.map((chat) => (
              <li key={chat.id}>
                <ChatLink chat={chat} isShown={chat.id === shownId} />
              </li>
            ))}
          </ul>
        )}
      </CursorList>
      <NewPersonDialog channelId={channelId} isOpen={isPersonOpen} onClose={person.close} onDone={goTo} />
      <GroupDialog channelId={channelId} isOpen={isGroupOpen} onClose={group.close} onDone={goTo} />
    </nav>
  );
}

function ChatLink({ chat, isShown }: { readonly chat: SandboxChat; readonly isShown: boolean }) {
  const { t } = useTranslation();
  const summarize = useMessageSummary();
  const formatPhone = usePhoneFormat();
  const { id, name, address, lastMessage, unreadCount, isOnline, activeAt } = chat;
  return (
    <Link
      to="/sandbox/$chatId"
      params={{ chatId: id }}
      search={({ channelId }) => (channelId ? { channelId } : {})}
      className={classes.chat}
      aria-current={isShown ? "page" : undefined}
      data-row-link
    >
      <ChatAvatar chat={chat} />
      <span>
        <span className={classes.name}>{name ?? formatPhone(address)}</span>
        <span className={classes.last}>
          {lastMessage ? summarize(toShownContent(lastMessage.type, lastMessage.content)) : t("sandbox.nothingYet")}
        </span>
      </span>
      <span className={classes.end}>
        <RelativeTime at={activeAt} />
        {unreadCount > 0 && (
          <Badge size="sm" circle={unreadCount < 10} aria-label={t("sandbox.unread", { count: unreadCount })}>
            {unreadCount}
          </Badge>
        )}
        {!isOnline && <IconDeviceMobileOff size={14} role="img" aria-label={t("sandbox.phoneOff")} />}
      </span>
    </Link>
  );
}
