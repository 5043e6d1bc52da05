import type { Channel, SandboxChat, SandboxMessage } from "@chasqui/client";
import { ActionIcon, Avatar, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconBuildingStore, IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { usePhoneFormat } from "../../components/phone-number.tsx";
import { ChatAvatar } from "./chat-avatar.tsx";
import { ComposeBar } from "./compose-bar.tsx";
import classes from "./phone.module.css";
import { StatusBar } from "./status-bar.tsx";
import { Thread } from "./thread.tsx";
import { useGroup } from "./use-group.ts";
import type { Layout } from "./use-layout.ts";

interface PhoneProps {
  readonly chat: SandboxChat;
  readonly channel: Channel;
  readonly layout: Layout;
  readonly onControls: () => void;
}

/** The phone of a person, or that of a member of a group, with the chat with the business open. Where there is no room for a phone around
 *  it, the chat alone. */
export function Phone({ chat, channel, layout, onControls }: PhoneProps) {
  const { t } = useTranslation();
  const mayWrite = useCan("sandbox:write");
  const formatPhone = usePhoneFormat();
  const { members, writer, setWriterId } = useGroup(chat);
  const [quoted, setQuoted] = useState<SandboxMessage>();
  const isSingle = layout === "single";
  const name = chat.name ?? formatPhone(chat.address);
  const owner = chat.isGroup ? (writer?.name ?? name) : name;
  useDocumentTitle(`${isSingle ? name : t("sandbox.title")} · Chasqui`);
  return (
    <section className={isSingle ? classes.bare : classes.phone} aria-label={t("sandbox.phoneOf", { name: owner })}>
      {!isSingle && <StatusBar isOnline={chat.isOnline} />}
      <header className={classes.header}>
        {isSingle && (
          <Link
            to="/sandbox"
            search={({ channelId }) => (channelId === undefined ? {} : { channelId })}
            className={classes.back}
            aria-label={t("sandbox.toChats")}
          >
            <IconChevronLeft size={22} aria-hidden />
          </Link>
        )}
        {chat.isGroup || isSingle ? (
          <ChatAvatar chat={chat} />
        ) : (
          <Avatar size={36} radius="xl" color="fern" aria-hidden>
            <IconBuildingStore size={20} stroke={1.6} />
          </Avatar>
        )}
        <div className={classes.heading}>
          <Title order={isSingle ? 1 : 2} className={classes.title}>
            {isSingle || chat.isGroup ? name : channel.name}
          </Title>
          <span className={classes.below}>
            <Below chat={chat} channel={channel} owner={owner} isSingle={isSingle} />
          </span>
        </div>
        {layout !== "wide" && (
          <ActionIcon variant="subtle" color="gray" size={40} onClick={onControls} aria-label={t("sandbox.controls")}>
            <IconAdjustmentsHorizontal size={20} />
          </ActionIcon>
        )}
      </header>
      <Thread chat={chat} businessName={channel.name} members={members} writer={writer} onQuote={setQuoted} />
      {mayWrite ? (
        <ComposeBar
          chat={chat}
          businessName={channel.name}
          members={members}
          writer={writer}
          onWriter={setWriterId}
          quoted={quoted}
          onQuoteEnd={() => setQuoted(undefined)}
        />
      ) : (
        <p className={classes.note}>{t("sandbox.onlyLook")}</p>
      )}
    </section>
  );
}

interface BelowProps extends Pick<PhoneProps, "chat" | "channel"> {
  readonly owner: string;
  readonly isSingle: boolean;
}

function Below({ chat, channel, owner, isSingle }: BelowProps) {
  const { t } = useTranslation();
  if (chat.isBusinessTyping) return <span aria-live="polite">{t("sandbox.typing", { name: channel.name })}</span>;
  if (chat.isGroup) return t("sandbox.groupOf", { count: chat.memberIds.length, name: channel.name });
  return isSingle ? t("sandbox.withBusiness", { name: channel.name }) : t("sandbox.phoneOf", { name: owner });
}
