import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/links.tsx";
import { useMessageSummary } from "../../components/message/use-message-summary.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";
import { channelsQuery, conversationsOfContactQuery } from "./queries.ts";

/** Conversations with the same person on other channels. */
export function OtherConversations({ contactId, besides }: { readonly contactId: string; readonly besides: string }) {
  const { t } = useTranslation();
  const summarize = useMessageSummary();
  const { data } = useQuery(conversationsOfContactQuery(contactId));
  const { data: channels } = useQuery(channelsQuery);
  const others = data?.items.filter(({ id }) => id !== besides) ?? [];
  if (others.length === 0) return null;
  return (
    <PanelSection title={t("inbox.panel.others")}>
      {others.map(({ id, channelId, lastMessage, lastMessageAt }) => (
        <div key={id} className={classes.other}>
          <TextLink to="/inbox/$conversationId" params={{ conversationId: id }}>
            {channels?.items.find((channel) => channel.id === channelId)?.name ?? t("inbox.panel.channelGone")}
          </TextLink>
          <span className={classes.otherText}>{lastMessage && summarize(lastMessage)}</span>
          <span className={classes.faint}>
            <RelativeTime at={lastMessageAt} />
          </span>
        </div>
      ))}
    </PanelSection>
  );
}
