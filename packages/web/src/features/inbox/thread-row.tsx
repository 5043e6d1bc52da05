import { memo } from "react";
import { useTranslation } from "react-i18next";
import { EventRow } from "./event-row.tsx";
import { MessageRow } from "./message-row.tsx";
import { NoteRow } from "./note-row.tsx";
import { OutgoingRow } from "./outgoing-row.tsx";
import classes from "./thread.module.css";
import { formatDay } from "./thread-day.rules.ts";
import type { ThreadRow } from "./thread-rows.rules.ts";

interface ThreadRowProps {
  readonly row: ThreadRow;
  /** It is what was gone to. */
  readonly isFlashed: boolean;
}

/** One row of a thread. Rows are made anew with each change, so it is what they hold that decides whether one is drawn anew. */
export const ThreadRowView = memo(
  function ThreadRowView({ row, isFlashed }: ThreadRowProps) {
    const { t, i18n } = useTranslation();
    switch (row.kind) {
      case "day":
        return (
          <div className={classes.day}>
            <span>{formatDay(row.at, i18n.language)}</span>
          </div>
        );
      case "new":
        return (
          <div className={classes.new}>
            <span>{t("inbox.newMessages")}</span>
          </div>
        );
      case "outgoing":
        return <OutgoingRow outgoing={row.outgoing} />;
      case "item":
        if (row.item.kind === "event") return <EventRow event={row.item} />;
        if (row.item.kind === "note") return <NoteRow note={row.item} />;
        return <MessageRow message={row.item} isFirst={row.isFirst} isFlashed={isFlashed} />;
    }
  },
  (before, now) => {
    const [a, b] = [before.row, now.row];
    if (before.isFlashed !== now.isFlashed || a.key !== b.key) return false;
    if (a.kind === "item" && b.kind === "item") return a.item === b.item && a.isFirst === b.isFirst;
    if (a.kind === "outgoing" && b.kind === "outgoing") return a.outgoing === b.outgoing;
    return a.kind === b.kind;
  },
);
