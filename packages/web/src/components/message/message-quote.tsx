import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./message.module.css";
import { useMessageSummary } from "./use-message-summary.ts";

interface MessageQuoteProps {
  /** Who wrote what is quoted. */
  readonly author: string;
  /** undefined: nobody has it any more. */
  readonly message:
    | { readonly type: string; readonly text: string | null; readonly revokedAt?: string | null }
    | undefined;
  /** Goes to the message quoted. */
  readonly onGo?: (() => void) | undefined;
}

/** The message that another answers, in short. */
export function MessageQuote({ author, message, onGo }: MessageQuoteProps) {
  const { t } = useTranslation();
  const summarize = useMessageSummary();
  const inner = (
    <>
      <span className={classes.quoteAuthor}>{author}</span>
      <span className={classes.quoteText}>{message ? summarize(message) : t("message.quoteGone")}</span>
    </>
  );
  if (onGo === undefined) return <div className={classes.quote}>{inner}</div>;
  return (
    <UnstyledButton className={classes.quote} onClick={onGo} aria-description={t("message.goToQuoted")}>
      {inner}
    </UnstyledButton>
  );
}
