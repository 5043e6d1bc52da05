import type { ContactDetail, ConversationDetail } from "@chasqui/client";
import { Skeleton, Stack, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { CopyableId } from "../../components/copyable-id.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { findText } from "../../components/find-text.ts";
import { TextLink } from "../../components/links.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { AssigneeMenu } from "./assignee-menu.tsx";
import { ConsentSection } from "./consent-section.tsx";
import { ContactFields } from "./contact-fields.tsx";
import { ContactName } from "./contact-name.tsx";
import { ContactNotes } from "./contact-notes.tsx";
import { IdentitiesSection } from "./identities-section.tsx";
import { OtherConversations } from "./other-conversations.tsx";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";
import { channelsQuery, contactQuery, conversationAiQuery } from "./queries.ts";
import { TagsEditor } from "./tags-editor.tsx";
import { useConversationAi } from "./use-conversation-ai.ts";

interface ContactPanelProps {
  readonly conversation: ConversationDetail;
  readonly name: string;
}

/** Who it is, and what is known and agreed with them. */
export function ContactPanel({ conversation, name }: ContactPanelProps) {
  const mayRead = useCan("contacts:read");
  const contactId = conversation.contact?.id;
  const contact = useQuery({ ...contactQuery(contactId ?? ""), enabled: mayRead && contactId !== undefined });
  return (
    <div className={classes.panel}>
      {contact.data ? <ContactName contact={contact.data} name={name} /> : <h3 className={classes.name}>{name}</h3>}
      <ConversationSection conversation={conversation} />
      {contact.isError && <ErrorState error={contact.error} level={3} onRetry={() => void contact.refetch()} />}
      {contactId !== undefined && mayRead && contact.isPending && <Skeleton height={160} />}
      {contact.data && <ContactSections contact={contact.data} conversation={conversation} />}
      {conversation.isGroup && <GroupNote conversation={conversation} />}
    </div>
  );
}

function GroupNote({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const { group, channelId } = conversation;
  return (
    <Stack gap={4} py="xs">
      {group && (
        <div className={classes.fact}>
          <span>{t("inbox.panel.groupMembers", { count: group.participantCount })}</span>
          <TextLink to="/channels/$channelId/groups/$groupId" params={{ channelId, groupId: group.id }} size="sm">
            {t("inbox.panel.groupPage")}
          </TextLink>
        </div>
      )}
      <Text size="sm" c="dimmed">
        {t("inbox.panel.groupText")}
      </Text>
    </Stack>
  );
}

function ContactSections(props: { readonly contact: ContactDetail; readonly conversation: ConversationDetail }) {
  const { contact, conversation } = props;
  return (
    <>
      <IdentitiesSection contact={contact} />
      <TagsEditor kind="contact" id={contact.id} tagIds={contact.tagIds} />
      <ContactNotes key={`notes ${contact.updatedAt}`} contact={contact} />
      <ConsentSection contact={contact} />
      <ContactFields contact={contact} />
      <OtherConversations contactId={contact.id} besides={conversation.id} />
    </>
  );
}

function ConversationSection({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t, i18n } = useTranslation();
  const mayWrite = useCan("conversations:write");
  const { data: channels } = useQuery(channelsQuery);
  const { data: ai } = useQuery(conversationAiQuery(conversation.id));
  const setPaused = useConversationAi(conversation.id);
  const channel = channels?.items.find(({ id }) => id === conversation.channelId);
  const isPaused = ai?.pausedAt !== null;
  // In English the server's words say more.
  const silence = (i18n.language === "en" ? undefined : findText(`aiReplies.reasons.${ai?.reason}`)) ?? ai?.detail;
  return (
    <PanelSection title={t("inbox.panel.conversation")}>
      <Stack gap="xs">
        <div className={classes.fact}>
          <span>{t("inbox.panel.assignee")}</span>
          {mayWrite ? (
            <AssigneeMenu conversation={conversation} />
          ) : (
            <span>{conversation.assignee?.name ?? t("inbox.nobody")}</span>
          )}
        </div>
        <div className={classes.fact}>
          <span>{t("inbox.panel.channel")}</span>
          <span>{channel?.name ?? t("inbox.panel.channelGone")}</span>
        </div>
        <div className={classes.fact}>
          <span>{t("inbox.panel.began")}</span>
          <RelativeTime at={conversation.createdAt} />
        </div>
        <div className={classes.fact}>
          <span>{t("common.id")}</span>
          <CopyableId value={conversation.id} short />
        </div>
        {ai && ai.state !== "off" && (
          <Switch
            label={t("inbox.ai.answers")}
            description={ai.state === "silent" && !isPaused ? silence : undefined}
            disabled={!mayWrite || setPaused.isPending}
            checked={!isPaused}
            onChange={(event) => setPaused.mutate(!event.currentTarget.checked)}
          />
        )}
      </Stack>
      <TagsEditor kind="conversation" id={conversation.id} tagIds={conversation.tagIds} />
    </PanelSection>
  );
}
