import type { ConversationDetail } from "@chasqui/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { StateBadge } from "../../components/state-badge.tsx";
import { useNow } from "../../components/use-now.ts";
import { formatLeft } from "./left.rules.ts";
import { conversationQuery } from "./queries.ts";

/** From here on it is time to answer. */
const SOON_MS = 2 * 3_600_000;

/** How long one may still write freely, and that one may not any more. */
export function WindowMark({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const queryClient = useQueryClient();
  const { id, window } = conversation;
  const endsMs = window.expiresAt === null ? undefined : Date.parse(window.expiresAt);
  const isOver = window.state === "open" && endsMs !== undefined && endsMs <= now;

  // What may be written changes with it, and the server says what.
  useEffect(() => {
    if (isOver) void queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
  }, [isOver, queryClient, id]);

  if (window.state === "open" && endsMs !== undefined && !isOver) {
    const left = formatLeft(endsMs - now, i18n.language);
    return (
      <StateBadge
        tone={endsMs - now < SOON_MS ? "waiting" : "done"}
        label={t("inbox.window.open", { left })}
        reason={t("inbox.window.openWhy")}
      />
    );
  }
  if (window.state === "closed" || isOver) {
    return <StateBadge tone="off" label={t("inbox.window.closed")} reason={t("inbox.window.closedWhy")} />;
  }
  if (window.state === "unknown") {
    return <StateBadge tone="waiting" label={t("inbox.window.unknown")} reason={t("inbox.window.unknownWhy")} />;
  }
  return null;
}
