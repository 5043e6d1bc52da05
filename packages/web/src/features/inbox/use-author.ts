import type { ThreadMessage } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { useThreadActions } from "./thread-actions.ts";

/** Who wrote a message, where that is not plain: which of us, or which member of a group. */
export function useAuthor(): (message: ThreadMessage) => string | undefined {
  const { t } = useTranslation();
  const formatPhone = usePhoneFormat();
  const { isGroup } = useThreadActions();
  return ({ direction, source, content, author }) => {
    if (direction === "inbound") {
      if (author) return author.name ?? (author.phone === null ? t("inbox.member") : formatPhone(author.phone));
      // Of messages from before authors were kept.
      const raw = content.raw as { from?: unknown } | undefined;
      return isGroup && typeof raw?.from === "string" ? formatPhone(`+${raw.from}`) : undefined;
    }
    if (!source) return undefined;
    if (source.kind === "inbox") return source.name ?? t("inbox.someone");
    const kind = t(`inbox.sources.${source.kind}`);
    return source.name === null ? kind : `${kind} · ${source.name}`;
  };
}
