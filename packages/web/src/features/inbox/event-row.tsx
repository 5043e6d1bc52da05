import type { ConversationEvent } from "@chasqui/client";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatClock, formatMoment } from "../../components/message/message-time.rules.ts";
import classes from "./thread.module.css";
import { useGroupEventText } from "./use-group-event-text.ts";

/** What people did with the conversation: opened, closed, assigned; or what happened in the group. */
export function EventRow({ event }: { readonly event: ConversationEvent }) {
  const { t, i18n } = useTranslation();
  const describeGroupEvent = useGroupEventText();
  const text = event.group === null ? describePersonsEvent(event, t) : describeGroupEvent(event.group);
  return (
    <div className={classes.event}>
      {text}{" "}
      <time dateTime={event.at} title={formatMoment(event.at, i18n.language)}>
        {formatClock(event.at, i18n.language)}
      </time>
    </div>
  );
}

function describePersonsEvent(event: ConversationEvent, t: TFunction): string {
  if (event.event === "group-changed") return "";
  const actor = event.actor?.name ?? undefined;
  const assignee = event.assignee?.name ?? t("inbox.someone");
  const isSelf = event.actor !== null && event.actor.id === event.assignee?.id;
  if (event.event === "assigned" && isSelf) return t("inbox.events.took", { actor: assignee });
  return actor === undefined
    ? t(`inbox.events.byItself.${event.event}`, { assignee })
    : t(`inbox.events.${event.event}`, { actor, assignee });
}
