import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./message.module.css";
import { formatClock, formatMoment } from "./message-time.rules.ts";

interface MessageBubbleProps {
  /** Right: written by who looks at it. In the inbox that is the business, on the virtual phone the person. */
  readonly side: "left" | "right";
  /** failed: it did not go out · faint: taken back, or not out yet. */
  readonly tone?: "normal" | "failed" | "faint";
  /** ISO-8601. */
  readonly at: string;
  /** Above the content: who wrote it, where that is not plain. */
  readonly author?: ReactNode;
  /** Beside the time: ticks, "edited". */
  readonly meta?: ReactNode;
  /** Below, over the edge: reactions. */
  readonly reactions?: ReactNode;
  /** The content: `MessageQuote`, `MessageContent`. */
  readonly children: ReactNode;
}

/** A message as a bubble, with its time and its ticks in the corner. */
export function MessageBubble({ side, tone = "normal", at, author, meta, reactions, children }: MessageBubbleProps) {
  const { language } = useTranslation().i18n;
  return (
    <div className={classes.bubble} data-side={side} data-tone={tone}>
      {author !== undefined && <div className={classes.author}>{author}</div>}
      {children}
      <span className={classes.meta}>
        <time dateTime={at} title={formatMoment(at, language)}>
          {formatClock(at, language)}
        </time>
        {meta}
      </span>
      {reactions}
    </div>
  );
}
