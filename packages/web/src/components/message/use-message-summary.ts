import { useTranslation } from "react-i18next";
import { findText } from "../find-text.ts";
import { toPlainText } from "./whatsapp-text.rules.ts";

interface Summarized {
  readonly type: string;
  readonly text: string | null;
  readonly revokedAt?: string | null;
}

/** Of these the words alone would not tell what it is: a caption, a template's name. */
const SAYS_WHAT_IT_IS: ReadonlySet<string> = new Set(["image", "video", "document", "audio", "template", "order"]);

/** A message in a few words, for lists and quotes: its text, or what it is. */
export function useMessageSummary(): (message: Summarized) => string {
  const { t } = useTranslation();
  return ({ type, text, revokedAt }) => {
    if (revokedAt) return t("message.revoked");
    const kind = findText(`message.types.${type}`) ?? t("message.types.unknown");
    if (text === null || text === "") return kind;
    return SAYS_WHAT_IT_IS.has(type) ? `${kind}: ${toPlainText(text)}` : toPlainText(text);
  };
}
