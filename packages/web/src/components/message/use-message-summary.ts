import { useTranslation } from "react-i18next";
import { findText } from "../find-text.ts";
import { toPlainText } from "./whatsapp-text.rules.ts";

interface Summarized {
  readonly type: string;
  readonly text: string | null;
  readonly revokedAt?: string | null;
}

/** A message in a few words, for lists and quotes: its text, or what it is. */
export function useMessageSummary(): (message: Summarized) => string {
  const { t } = useTranslation();
  return ({ type, text, revokedAt }) => {
    if (revokedAt) return t("message.revoked");
    const kind = findText(`message.types.${type}`) ?? t("message.types.unknown");
    if (text === null || text === "") return kind;
    return type === "text" ? toPlainText(text) : `${kind}: ${toPlainText(text)}`;
  };
}
