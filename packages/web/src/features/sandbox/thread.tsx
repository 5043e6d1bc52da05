import type { SandboxChat, SandboxMessage } from "@chasqui/client";
import { Button } from "@mantine/core";
import { Fragment, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../components/error-state.tsx";
import { RowSkeletons } from "../../components/page-skeleton.tsx";
import { useFormat } from "../../components/use-format.ts";
import { PhoneMessage } from "./phone-message.tsx";
import { nameOf } from "./queries.ts";
import classes from "./thread.module.css";
import { usePhoneMessages } from "./use-phone-messages.ts";

interface ThreadProps {
  readonly chat: SandboxChat;
  readonly businessName: string;
  readonly members: readonly SandboxChat[];
  readonly writer: SandboxChat | undefined;
  readonly onQuote: (message: SandboxMessage) => void;
}

/** Nearer to its end one wants to see what comes. */
const NEAR_END_PX = 120;

/** What a chat shows, the latest at the bottom. */
export function Thread({ chat, businessName, members, writer, onQuote }: ThreadProps) {
  const { t } = useTranslation();
  const list = usePhoneMessages(chat.id);
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const messages = list.rows.toReversed();
  const last = messages.at(-1);
  const isOwnLast = last !== undefined && isOfPhone(last, chat, writer);
  useLayoutEffect(() => {
    const { current } = box;
    if (current && last !== undefined && (isAtEnd.current || isOwnLast)) current.scrollTop = current.scrollHeight;
  }, [last, isOwnLast]);

  function onScroll(): void {
    const { current } = box;
    if (current) isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX;
  }
  function findAuthor({ authorId }: SandboxMessage): string {
    if (authorId === null) return businessName;
    const author = authorId === chat.id ? chat : members.find(({ id }) => id === authorId);
    return author ? nameOf(author) : t("sandbox.somebody");
  }

  return (
    <div
      ref={box}
      className={classes.root}
      onScroll={onScroll}
      role="log"
      aria-label={t("sandbox.messages")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
      tabIndex={0}
    >
      {list.isLoading && <RowSkeletons rows={4} />}
      {list.error && <ErrorState error={list.error} onRetry={list.retry} />}
      {list.hasMore && (
        <Button
          variant="default"
          size="xs"
          className={classes.earlier}
          loading={list.isLoadingMore}
          onClick={list.loadMore}
        >
          {t("sandbox.earlier")}
        </Button>
      )}
      {!list.isLoading && !list.error && messages.length === 0 && (
        <p className={classes.empty}>{t(chat.isGroup ? "sandbox.startGroup" : "sandbox.start")}</p>
      )}
      {messages.map((message, index) => {
        const quoted = messages.find(({ id }) => id === message.quotedId);
        const isNewDay = dayOf(message) !== dayOf(messages[index - 1]);
        return (
          <Fragment key={message.id}>
            {isNewDay && <Day at={message.createdAt} />}
            <PhoneMessage
              chat={chat}
              message={message}
              isOwn={isOfPhone(message, chat, writer)}
              writer={writer}
              author={chat.isGroup ? findAuthor(message) : undefined}
              quoted={quoted && { message: quoted, author: findAuthor(quoted) }}
              onQuote={onQuote}
            />
          </Fragment>
        );
      })}
    </div>
  );
}

/** Of the viewer's zone. */
function dayOf(message: SandboxMessage | undefined): string | undefined {
  return message && new Date(message.createdAt).toDateString();
}

/** Between messages of different days: one sees where the time was put forward. */
function Day({ at }: { readonly at: string }) {
  const { date } = useFormat();
  return <p className={classes.day}>{date(at)}</p>;
}

/** Whether who holds the phone wrote it. */
function isOfPhone({ authorId }: SandboxMessage, chat: SandboxChat, writer: SandboxChat | undefined): boolean {
  return authorId !== null && authorId === (chat.isGroup ? writer?.id : chat.id);
}
