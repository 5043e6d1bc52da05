import type { SandboxChat, SandboxMessage } from "@chasqui/client";
import { IconChecks } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { MessageBubble } from "../../components/message/message-bubble.tsx";
import { MessageContent } from "../../components/message/message-content.tsx";
import { MessageQuote } from "../../components/message/message-quote.tsx";
import { MessageReactions } from "../../components/message/message-reactions.tsx";
import { MessageTicks } from "../../components/message/message-ticks.tsx";
import { findMediaId, gatherReactions, toShownContent } from "./phone-message.rules.ts";
import { PhoneMessageMenu } from "./phone-message-menu.tsx";
import classes from "./thread.module.css";
import { useWrite } from "./use-write.ts";

interface PhoneMessageProps {
  readonly chat: SandboxChat;
  readonly message: SandboxMessage;
  /** Who holds the phone wrote it. */
  readonly isOwn: boolean;
  /** In a group: who holds the phone. */
  readonly writer: SandboxChat | undefined;
  /** Named where several write. */
  readonly author: string | undefined;
  readonly quoted: { readonly message: SandboxMessage; readonly author: string } | undefined;
  readonly onQuote: (message: SandboxMessage) => void;
}

/** A message as the person sees it: theirs at the right, those of the business at the left, with buttons that can be tapped. */
export function PhoneMessage({ chat, message, isOwn, writer, author, quoted, onQuote }: PhoneMessageProps) {
  const mayWrite = useCan("sandbox:write");
  const write = useWrite(chat, writer);
  const { type, content } = toShownContent(message.type, message.content);
  const mediaId = findMediaId(message.content);
  const isOfBusiness = message.authorId === null;
  const personId = writer?.id ?? chat.id;
  const react = (emoji: string) => write.mutate({ content: { type: "reaction", messageId: message.id, emoji } });
  return (
    <div className={classes.row} data-own={isOwn || undefined}>
      <MessageBubble
        side={isOwn ? "right" : "left"}
        tone={message.state === "failed" ? "failed" : "normal"}
        at={message.createdAt}
        author={isOwn ? undefined : author}
        meta={
          isOfBusiness ? (
            <MessageTicks state={message.state} />
          ) : (
            isOwn && <OwnTicks isRead={message.state === "read"} />
          )
        }
        reactions={
          message.reactions.length > 0 && (
            <MessageReactions
              reactions={gatherReactions(message.reactions, personId)}
              onTakeBack={mayWrite ? () => react("") : undefined}
            />
          )
        }
      >
        {quoted && (
          <MessageQuote author={quoted.author} message={toShownContent(quoted.message.type, quoted.message.content)} />
        )}
        <MessageContent
          type={type}
          content={content}
          file={mediaId === undefined ? undefined : toFile(mediaId, message.content)}
          onChoose={
            mayWrite && isOfBusiness
              ? (optionId) => write.mutate({ content: { type: "tap", messageId: message.id, optionId } })
              : undefined
          }
        />
      </MessageBubble>
      <PhoneMessageMenu message={message} onQuote={onQuote} onReact={mayWrite ? react : undefined} />
    </div>
  );
}

function OwnTicks({ isRead }: { readonly isRead: boolean }) {
  const { t } = useTranslation();
  const label = t(isRead ? "sandbox.seenByBusiness" : "sandbox.withTheBusiness");
  return (
    <span
      className={classes.ticks}
      data-state={isRead ? "read" : "delivered"}
      role="img"
      aria-label={label}
      title={label}
    >
      <IconChecks size={16} stroke={2} aria-hidden />
    </span>
  );
}

function toFile(mediaId: string, { filename }: Readonly<Record<string, unknown>>) {
  return {
    url: api.media.contentUrl(mediaId),
    mime: "application/octet-stream",
    filename: typeof filename === "string" ? filename : null,
  };
}
