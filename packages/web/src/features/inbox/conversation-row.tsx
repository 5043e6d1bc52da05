import type { Conversation } from "@chasqui/client";
import { Skeleton } from "@mantine/core";
import { IconArrowBackUp, IconClockHour4, IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { MessageTicks } from "../../components/message/message-ticks.tsx";
import { useMessageSummary } from "../../components/message/use-message-summary.ts";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { useNow } from "../../components/use-now.ts";
import { useConversationName } from "./conversation-name.ts";
import classes from "./conversation-row.module.css";
import { formatListTime } from "./list-time.rules.ts";
import { TagDots } from "./tag-dots.tsx";

export const ROW_HEIGHT_PX = 72;

interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isSelecting: boolean;
  readonly onToggle: ((id: string) => void) | undefined;
}

/** One conversation: who, when, the last words, what waits. Drawn anew only when it has changed. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { t, i18n } = useTranslation();
  const { conversation, isOpen, isSelected, isSelecting, onToggle } = props;
  const now = useNow();
  const nameOf = useConversationName();
  const { id, isGroup, unreadCount, waitingSince, state, assignee, match } = conversation;
  const name = nameOf(conversation);
  const isUnread = unreadCount > 0;
  const hasTags = conversation.tagIds.length + (conversation.contact?.tagIds.length ?? 0) > 0;
  const isWaiting = waitingSince !== null && !isUnread;
  const hasMarks = hasTags || isWaiting || state === "closed" || assignee !== null;
  return (
    <div className={classes.root} data-open={isOpen || undefined} data-unread={isUnread || undefined}>
      <div className={classes.face} data-selecting={isSelecting || undefined}>
        <span className={classes.initials} aria-hidden>
          {isGroup ? <IconUsersGroup size={18} stroke={1.5} /> : initialsOf(name)}
        </span>
        {onToggle && (
          // The browser's own: a list that is scrolled makes thousands of them.
          <span className={classes.check}>
            <input
              type="checkbox"
              aria-label={t("common.select", { name })}
              checked={isSelected}
              onChange={() => onToggle(id)}
            />
          </span>
        )}
      </div>
      <div className={classes.body}>
        <div className={classes.line}>
          <Link
            from="/inbox"
            to="/inbox/$conversationId"
            params={{ conversationId: id }}
            search={({ why: _why, message: _message, ...filters }) => ({
              ...filters,
              ...(match && { message: match.id }),
            })}
            className={classes.name}
            data-row-link={id}
            aria-current={isOpen ? "page" : undefined}
            preload={false}
          >
            {name}
          </Link>
          <time className={classes.time} dateTime={conversation.lastMessageAt}>
            {formatListTime(conversation.lastMessageAt, now, i18n.language)}
          </time>
        </div>
        <div className={classes.line} data-roomy={!hasMarks || undefined}>
          <Preview conversation={conversation} />
          {isUnread && (
            <span className={classes.unread} role="img" aria-label={t("inbox.unread", { count: unreadCount })}>
              {unreadCount > 99 ? "99+" : unreadCount}
            </span>
          )}
        </div>
        {hasMarks && (
          <div className={classes.line}>
            <TagDots conversation={conversation} />
            {state === "closed" && <span className={classes.mark}>{t("inbox.states.closed")}</span>}
            {isWaiting && (
              <span className={classes.mark}>
                <IconClockHour4 size={13} aria-hidden /> {t("inbox.waits")}
              </span>
            )}
            {assignee !== null && (
              <span className={classes.assignee} title={t("inbox.assignedTo", { name: assignee.name ?? "" })}>
                {assignee.name ?? t("inbox.someone")}
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  );
});

function Preview({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const summarize = useMessageSummary();
  const formatPhone = usePhoneFormat();
  const shown = conversation.match ?? conversation.lastMessage;
  if (!shown) return <span className={classes.preview} />;
  const isOurs = shown.direction === "outbound";
  const isAnswered = isOurs && shown.sourceKind === "inbox";
  return (
    <span className={classes.preview}>
      {isOurs && <MessageTicks state={shown.state} />}
      {isAnswered && <IconArrowBackUp size={14} role="img" aria-label={t("inbox.answeredByPerson")} />}
      <span className={classes.words}>
        {shown.author !== null && `${formatPhone(shown.author)}: `}
        {summarize(shown)}
      </span>
    </span>
  );
}

function initialsOf(name: string): string {
  const letters = name.match(/\p{L}+/gu) ?? [];
  const [first = "", second = ""] = [letters[0], letters.length > 1 ? letters.at(-1) : ""];
  return first === "" ? "#" : (first.charAt(0) + second.charAt(0)).toUpperCase();
}

/** The list while it is on its way. */
export function ConversationSkeletons() {
  return (
    <div aria-hidden>
      {Array.from({ length: 9 }, (_, row) => row).map((row) => (
        <div key={row} className={classes.root}>
          <Skeleton circle height={40} />
          <div className={classes.body}>
            <Skeleton height={12} width="55%" />
            <Skeleton height={10} mt={10} width="85%" />
          </div>
        </div>
      ))}
    </div>
  );
}
