import { useTranslation } from "react-i18next";
import { useCan } from "../session.ts";
import { useUnreadCounts } from "../unread-counts.ts";
import classes from "./inbox-badge.module.css";

/** The server counts no further. */
const MOST_COUNTED = 1000;

/** How many conversations somebody has yet to read. */
export function InboxBadge() {
  const { t } = useTranslation();
  const { data } = useUnreadCounts(useCan("conversations:read"));
  if (!data || data.all === 0) return null;
  return (
    <span className={classes.root} role="img" aria-label={t("inbox.unreadConversations", { count: data.all })}>
      {data.all >= MOST_COUNTED ? "999+" : data.all}
    </span>
  );
}
