import type { ConversationDetail } from "@chasqui/client";
import { ActionIcon, Button, Menu, Title, Tooltip } from "@mantine/core";
import {
  IconCheck,
  IconChevronLeft,
  IconDots,
  IconLayoutSidebarRight,
  IconMail,
  IconRotate,
  IconUser,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { useIsPhone } from "../../components/use-is-phone.ts";
import { AssigneeMenu } from "./assignee-menu.tsx";
import classes from "./conversation.module.css";
import { channelsQuery } from "./queries.ts";
import { useChangeConversation } from "./use-change-conversation.ts";

interface ConversationHeaderProps {
  readonly conversation: ConversationDetail;
  readonly name: string;
  readonly isPanelShown: boolean;
  readonly onTogglePanel: () => void;
}

/** With whom, on which channel, how long one may write freely, who has it, and what can be done with it. */
export function ConversationHeader({ conversation, name, isPanelShown, onTogglePanel }: ConversationHeaderProps) {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const mayWrite = useCan("conversations:write");
  const formatPhone = usePhoneFormat();
  const { data: channels } = useQuery(channelsQuery);
  const change = useChangeConversation(conversation);
  const channel = channels?.items.find(({ id }) => id === conversation.channelId);
  const phone = conversation.contact?.phone;
  const isOpen = conversation.state === "open";
  const about = [phone && formatPhone(phone) !== name && formatPhone(phone), channel?.name].filter(Boolean).join(" · ");
  const toggleState = () => change.mutate({ state: isOpen ? "closed" : "open" });
  return (
    <header className={classes.header}>
      {isPhone && (
        <Link
          from="/inbox"
          to="/inbox"
          search={({ message: _message, why: _why, ...filters }) => filters}
          className={classes.back}
          aria-label={t("inbox.back")}
        >
          <IconChevronLeft size={24} aria-hidden />
        </Link>
      )}
      <div className={classes.who}>
        <Title order={isPhone ? 1 : 2} className={classes.name}>
          {name}
        </Title>
        <div className={classes.about}>
          <span className={classes.aboutText}>{about}</span>
        </div>
      </div>
      {mayWrite && !isPhone && (
        <>
          <AssigneeMenu conversation={conversation} />
          <Button
            variant="default"
            leftSection={isOpen ? <IconCheck size={16} /> : <IconRotate size={16} />}
            loading={change.isPending}
            onClick={toggleState}
          >
            {t(isOpen ? "inbox.close" : "inbox.reopen")}
          </Button>
        </>
      )}
      {mayWrite && (
        <Menu width={220}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("common.actionsFor", { name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {isPhone && (
              <Menu.Item
                leftSection={isOpen ? <IconCheck size={16} /> : <IconRotate size={16} />}
                onClick={toggleState}
              >
                {t(isOpen ? "inbox.close" : "inbox.reopen")}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconMail size={16} />} onClick={() => change.mutate({ isRead: false })}>
              {t("inbox.markUnread")}
            </Menu.Item>
            {isPhone && (
              <Menu.Item leftSection={<IconUser size={16} />} onClick={onTogglePanel}>
                {t("inbox.assign")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <Tooltip label={t("inbox.panel.title")}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t("inbox.panel.title")}
          aria-expanded={isPanelShown}
          onClick={onTogglePanel}
        >
          <IconLayoutSidebarRight size={20} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
