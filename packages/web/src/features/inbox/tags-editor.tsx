import { ActionIcon, Menu, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { useAction } from "../../components/use-action.ts";
import classes from "./panel.module.css";
import { conversationQuery, tagsQuery } from "./queries.ts";
import { TagBadge } from "./tag-badge.tsx";

interface TagsEditorProps {
  /** What has the tags. */
  readonly kind: "contact" | "conversation";
  readonly id: string;
  readonly tagIds: readonly string[];
}

/** Tags of a contact or a conversation: given, taken away, and made where there is none yet. */
export function TagsEditor({ kind, id, tagIds }: TagsEditorProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayReadTags = useCan("contacts:read");
  const mayWriteContacts = useCan("contacts:write");
  const mayWriteConversations = useCan("conversations:write");
  const mayWrite = kind === "contact" ? mayWriteContacts : mayWriteConversations;
  const { data: tags } = useQuery({ ...tagsQuery, enabled: mayReadTags });
  const [search, setSearch] = useState("");
  const changes = [["contacts"], ["tags"]] as const;
  const change = useAction({
    async run({ tagId, isOn }: { tagId: string; isOn: boolean }) {
      if (kind === "contact") return isOn ? api.contacts.addTag(id, tagId) : api.contacts.removeTag(id, tagId);
      const now = await (isOn ? api.conversations.addTag(id, tagId) : api.conversations.removeTag(id, tagId));
      queryClient.setQueryData(conversationQuery(id).queryKey, now);
      return now;
    },
    changes: kind === "contact" ? changes : [],
  });
  const create = useAction({
    run: (name: string) => api.tags.create({ name }),
    changes: [["tags"]],
    onDone: ({ id: tagId }) => change.mutate({ tagId, isOn: true }),
  });
  if (!tags) return null;
  const own = tags.items.filter((tag) => tagIds.includes(tag.id));
  const wanted = search.trim().toLocaleLowerCase();
  const others = tags.items.filter((tag) => !tagIds.includes(tag.id) && tag.name.toLocaleLowerCase().includes(wanted));
  const isNew = wanted !== "" && !tags.items.some(({ name }) => name.toLocaleLowerCase() === wanted);
  if (own.length === 0 && !mayWrite) return null;
  return (
    <div className={classes.tags}>
      <span className={classes.tagsLabel}>{t(`inbox.tags.of.${kind}`)}</span>
      {own.map((tag) => (
        <TagBadge key={tag.id} tag={tag}>
          {mayWrite && (
            <UnstyledButton
              className={classes.removeTag}
              aria-label={t("inbox.tags.remove", { name: tag.name })}
              onClick={() => change.mutate({ tagId: tag.id, isOn: false })}
            >
              <IconX size={12} />
            </UnstyledButton>
          )}
        </TagBadge>
      ))}
      {mayWrite && (
        <Menu width={220} onClose={() => setSearch("")} closeOnItemClick>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={t(`inbox.tags.addTo.${kind}`)}>
              <IconPlus size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <TextInput
              m={4}
              data-autofocus
              aria-label={t("inbox.tags.search")}
              placeholder={t("inbox.tags.search")}
              maxLength={40}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            {others.slice(0, 12).map((tag) => (
              <Menu.Item key={tag.id} onClick={() => change.mutate({ tagId: tag.id, isOn: true })}>
                <TagBadge tag={tag} />
              </Menu.Item>
            ))}
            {isNew && mayWriteContacts && (
              <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => create.mutate(search.trim())}>
                {t("inbox.tags.create", { name: search.trim() })}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
