import type { MessageExplanation } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";
import { formatMoment } from "../../components/message/message-time.rules.ts";

type Source = NonNullable<MessageExplanation["source"]>;
type Step = MessageExplanation["steps"][number];

/** Steps whose title tells more than the code: the server's own sentence is their text where it has a reason. */
const WITH_REASON: ReadonlySet<string> = new Set([
  "retried",
  "deferred",
  "waits-for-channel",
  "unknown",
  "failed",
  "cancelled",
  "expired",
  "held",
]);

/** An explanation in the viewer's language. The server speaks English; what it says by a code has its words here. */
export function useExplanationTexts() {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language === "en";
  return {
    source({ kind, name, id, title }: Source): string {
      const special = kind === "autoreply" && id === "opt-out" ? "opt-out" : id?.startsWith("ai-reply:") ? "ai" : kind;
      return (
        findText(`explanation.sources.${special}`, { name: name ?? "", context: name === null ? "unnamed" : "" }) ??
        title
      );
    },
    state: ({ code, title }: MessageExplanation["state"]): string => findText(`message.states.${code}`) ?? title,
    next: ({ code, title }: NonNullable<MessageExplanation["next"]>): string =>
      isEnglish ? title : (findText(`explanation.next.${code}`) ?? title),
    step({ code, title }: Step): string {
      if (isEnglish) return title;
      const text = findText(`explanation.steps.${code}`);
      if (text === undefined) return title;
      // The reason is the server's, in English: better than none.
      return WITH_REASON.has(code) && !isPlain(title) ? `${text} (${title})` : text;
    },
    moment: (at: string): string => formatMoment(at, i18n.language),
  };
}

/** The server's sentence where it knows no reason. */
const PLAIN: ReadonlySet<string> = new Set([
  "It was not taken, and is tried again.",
  "It was put off.",
  "The whole channel was stopped; the message waits.",
  "Nobody can tell whether it went out.",
  "It was not sent.",
  "It was cancelled.",
  "Its time was over before it could go out.",
  "It was held.",
]);

function isPlain(title: string): boolean {
  return PLAIN.has(title);
}
