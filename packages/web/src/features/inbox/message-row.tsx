import type { ThreadMessage } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { MessageBubble } from "../../components/message/message-bubble.tsx";
import { MessageContent } from "../../components/message/message-content.tsx";
import { MessageQuote } from "../../components/message/message-quote.tsx";
import { MessageReactions } from "../../components/message/message-reactions.tsx";
import { MessageTicks } from "../../components/message/message-ticks.tsx";
import { MessageTools } from "./message-tools.tsx";
import { MessageTrouble } from "./message-trouble.tsx";
import { TemplateContent } from "./template-content.tsx";
import classes from "./thread.module.css";
import { useThreadActions } from "./thread-actions.ts";
import { useAuthor } from "./use-author.ts";

interface MessageRowProps {
  readonly message: ThreadMessage;
  /** The first of several that one side wrote one after the other. */
  readonly isFirst: boolean;
  readonly isFlashed: boolean;
}

const FAILED: ReadonlySet<string> = new Set(["failed", "expired"]);
const FAINT: ReadonlySet<string> = new Set(["queued", "held", "sending", "cancelled"]);

/** A message with all that belongs to it: what it answers, ticks, reactions, what went wrong, and what can be done. */
export function MessageRow({ message, isFirst, isFlashed }: MessageRowProps) {
  const { t } = useTranslation();
  const { goTo, react, maySend, name } = useThreadActions();
  const authorOf = useAuthor();
  const { direction, state, quoted, media } = message;
  const isOurs = direction === "outbound";
  const side = isOurs ? "right" : "left";
  const quotedMessage = quoted?.message ?? undefined;
  return (
    <div
      className={classes.message}
      data-side={side}
      data-first={isFirst || undefined}
      data-flashed={isFlashed || undefined}
      data-message={message.id}
    >
      <div className={classes.bubbleLine}>
        <MessageBubble
          side={side}
          tone={FAILED.has(state) ? "failed" : FAINT.has(state) || message.revokedAt !== null ? "faint" : "normal"}
          at={message.at}
          author={isFirst ? authorOf(message) : undefined}
          meta={
            <>
              {message.editedAt !== null && <span>{t("inbox.edited")}</span>}
              {isOurs && <MessageTicks state={state} />}
            </>
          }
          reactions={
            message.reactions.length > 0 && (
              <MessageReactions
                reactions={message.reactions}
                onTakeBack={maySend ? () => react(message, "") : undefined}
              />
            )
          }
        >
          {quoted && (
            <MessageQuote
              author={quotedMessage?.direction === "outbound" ? t("inbox.we") : (quotedMessage?.author?.name ?? name)}
              message={quotedMessage}
              onGo={quotedMessage && (() => goTo(quotedMessage.id))}
            />
          )}
          {message.type === "template" && message.revokedAt === null ? (
            <TemplateContent message={message} />
          ) : (
            <MessageContent
              type={message.type}
              content={message.content}
              isRevoked={message.revokedAt !== null}
              file={media ?? undefined}
              fileState={message.mediaState}
              fileError={message.mediaError}
            />
          )}
        </MessageBubble>
        <MessageTools message={message} />
      </div>
      {isOurs && <MessageTrouble message={message} />}
    </div>
  );
}
