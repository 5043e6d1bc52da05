import type { ReactNode } from "react";
import classes from "./chat-preview.module.css";
import { MessageBubble } from "./message/message-bubble.tsx";
import { MessageContent } from "./message/message-content.tsx";
import { useNow } from "./use-now.ts";

interface ChatPreviewProps {
  /** What it shows, for those who can't see it. */
  readonly label: string;
  /** `PreviewBubble`s; anything else stands between them as a notice. */
  readonly children: ReactNode;
}

/** A piece of a chat as it will look in WhatsApp. */
export function ChatPreview({ label, children }: ChatPreviewProps) {
  return (
    <section className={classes.root} aria-label={label}>
      {children}
    </section>
  );
}

interface PreviewBubbleProps {
  readonly from: "us" | "contact";
  /** A message's content as the API has it. */
  readonly content: Readonly<Record<string, unknown>>;
  /** ISO-8601; default: now. */
  readonly at?: string;
}

/** A message that would be sent, or one that it would answer. */
export function PreviewBubble({ from, content, at }: PreviewBubbleProps) {
  const now = useNow();
  return (
    <MessageBubble side={from === "us" ? "right" : "left"} at={at ?? new Date(now).toISOString()}>
      <MessageContent type={String(content.type)} content={content} />
    </MessageBubble>
  );
}
