import type { ConversationEvent } from "@chasqui/client";
import { useTranslation } from "react-i18next";
import { formatClock, formatMoment } from "../../components/message/message-time.rules.ts";
import classes from "./thread.module.css";

/** What people did with the conversation: opened, closed, assigned. */
export function EventRow({ event }: { readonly event: ConversationEvent }) {
  const { t, i18n } = useTranslation();
  const actor = event.actor?.name ?? undefined;
  const assignee = event.assignee?.name ?? t("inbox.someone");
  const isSelf = event.actor !== null && event.actor.id === event.assignee?.id;
  const text =
    event.event === "assigned" && isSelf
      ? t("inbox.events.took", { actor: assignee })
      : actor === undefined
        ? t(`inbox.events.byItself.${event.event}`, { assignee })
        : t(`inbox.events.${event.event}`, { actor, assignee });
  return (
    <div className={classes.event}>
      {text}{" "}
      <time dateTime={event.at} title={formatMoment(event.at, i18n.language)}>
        {formatClock(event.at, i18n.language)}
      </time>
    </div>
  );
}
