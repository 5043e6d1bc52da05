import type { ConversationDetail } from "@chasqui/client";
import { Button, Menu, TextInput } from "@mantine/core";
import { IconCheck, IconUser, IconUserOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useMe } from "../../app/session.ts";
import { colleaguesQuery } from "./queries.ts";
import { useChangeConversation } from "./use-change-conversation.ts";

/** With more colleagues than this a search helps. */
const FEW = 7;

/** Who has the conversation, and giving it to somebody. */
export function AssigneeMenu({ conversation }: { readonly conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery, enabled: useCan("users:read") });
  const change = useChangeConversation(conversation);
  const [search, setSearch] = useState("");
  const { assignee } = conversation;
  const others = colleagues.filter(
    ({ id, name }) => id !== me.id && name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
  );
  const give = (assigneeId: string | null) => change.mutate({ assigneeId });
  const label = assignee === null ? t("inbox.tabs.unassigned") : (assignee.name ?? t("inbox.someone"));
  return (
    <Menu width={240} onClose={() => setSearch("")}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={assignee === null ? <IconUserOff size={16} /> : <IconUser size={16} />}
          aria-label={t("inbox.assignedTo", { name: label })}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {assignee?.id !== me.id && <Menu.Item onClick={() => give(me.id)}>{t("inbox.assignToMe")}</Menu.Item>}
        {assignee !== null && <Menu.Item onClick={() => give(null)}>{t("inbox.unassign")}</Menu.Item>}
        <Menu.Divider />
        {colleagues.length > FEW && (
          <TextInput
            aria-label={t("inbox.searchColleagues")}
            placeholder={t("inbox.searchColleagues")}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            m={4}
          />
        )}
        {others.map(({ id, name }) => (
          <Menu.Item key={id} rightSection={assignee?.id === id && <IconCheck size={14} />} onClick={() => give(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
