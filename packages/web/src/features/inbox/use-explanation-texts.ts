import type { MessageExplanation } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { findText } from "../../components/find-text.ts";
import { formatMoment } from "../../components/message/message-time.rules.ts";
import { findReasonText, type Told } from "../../components/server-text.ts";

type Source = NonNullable<MessageExplanation["source"]>;
type Step = MessageExplanation["steps"][number];
type Next = NonNullable<MessageExplanation["next"]>;

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
    next({ code, title, particulars }: Next): string {
      const name = typeof particulars?.variant === "string" ? particulars.variant : code;
      const text = isEnglish ? undefined : findText(`explanation.next.${name}`, particulars);
      if (text === undefined) return title;
      const reason = reasonIn(particulars);
      return [text, reason && findReasonText(reason, "title")].filter(Boolean).join(" ");
    },
    step({ code, title, particulars }: Step): string {
      const text = isEnglish ? undefined : findText(`explanation.steps.${code}`);
      if (text === undefined) return title;
      if (!WITH_REASON.has(code) || isPlain(title)) return text;
      const reason = reasonIn(particulars);
      const told = reason && findReasonText(reason, "title");
      // The server's reason in English is better than none.
      if (told === undefined) return `${text} (${title})`;
      return reason?.code.startsWith(code) ? told : `${text}. ${told}`;
    },
    /** What helps. */
    mend({ code, mend, particulars }: Next | Step): string | undefined {
      const reason = reasonIn(particulars) ?? { code };
      return mend === null ? undefined : (findReasonText(reason, "mend") ?? mend);
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

function reasonIn(particulars: Step["particulars"]): Pick<Told, "code" | "particulars"> | undefined {
  return particulars?.reason as Pick<Told, "code" | "particulars"> | undefined;
}
