import type { ChangeConversationsData, Conversation } from "@chasqui/client";
import { Menu } from "@mantine/core";
import { IconCheck, IconMail, IconMailOpened, IconRotate, IconTag, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { BulkBar, BulkButton } from "../../components/bulk-bar.tsx";
import { useAction } from "../../components/use-action.ts";
import type { ListSelection } from "./conversation-list.tsx";
import { colleaguesQuery, tagsQuery } from "./queries.ts";
import { TagBadge } from "./tag-badge.tsx";

type Change = Omit<NonNullable<ChangeConversationsData["body"]>, "ids">;

interface ConversationBulkBarProps {
  readonly rows: readonly Conversation[];
  readonly selection: ListSelection;
}

/** As many as the API changes at once. */
const MOST_AT_ONCE = 200;

/** What can be done with all conversations that are selected. */
export function ConversationBulkBar({ rows, selection }: ConversationBulkBarProps) {
  const { t } = useTranslation();
  const { data: colleagues } = useQuery({
    ...colleaguesQuery,
    enabled: useCan("users:read") && selection.ids.size > 0,
  });
  const { data: tags } = useQuery({ ...tagsQuery, enabled: useCan("contacts:read") && selection.ids.size > 0 });
  const change = useAction({
    async run(what: Change) {
      const ids = [...selection.ids];
      for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
        await api.conversations.change({ ...what, ids: ids.slice(from, from + MOST_AT_ONCE) });
      }
      return ids.length;
    },
    changes: [["conversations", "unread-counts"]],
    done: (count) => t("inbox.bulk.done", { count }),
    onDone: () => selection.onChange(new Set()),
  });
  const chosen = rows.filter(({ id }) => selection.ids.has(id));
  const isAnyOpen = chosen.some(({ state }) => state === "open");
  const isAnyUnread = chosen.some(({ unreadCount }) => unreadCount > 0);
  return (
    <BulkBar selection={selection}>
      <BulkButton
        icon={isAnyOpen ? <IconCheck size={15} /> : <IconRotate size={15} />}
        label={t(isAnyOpen ? "inbox.close" : "inbox.reopen")}
        loading={change.isPending}
        onClick={() => change.mutate({ state: isAnyOpen ? "closed" : "open" })}
      />
      <BulkButton
        icon={isAnyUnread ? <IconMailOpened size={15} /> : <IconMail size={15} />}
        label={t(isAnyUnread ? "inbox.markRead" : "inbox.markUnread")}
        onClick={() => change.mutate({ isRead: isAnyUnread })}
      />
      {colleagues && (
        <Menu position="top">
          <Menu.Target>
            <BulkButton icon={<IconUser size={15} />} label={t("inbox.assign")} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => change.mutate({ assigneeId: null })}>{t("inbox.nobody")}</Menu.Item>
            {colleagues.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => change.mutate({ assigneeId: id })}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {tags && tags.items.length > 0 && (
        <Menu position="top">
          <Menu.Target>
            <BulkButton icon={<IconTag size={15} />} label={t("inbox.addTag")} />
          </Menu.Target>
          <Menu.Dropdown>
            {tags.items.map((tag) => (
              <Menu.Item key={tag.id} onClick={() => change.mutate({ addTagId: tag.id })}>
                <TagBadge tag={tag} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </BulkBar>
  );
}
