import type { ThreadMessage } from "@chasqui/client";
import { Menu, UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconCopy, IconDots, IconDownload, IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { toastDone } from "../../components/toasts.tsx";
import classes from "./thread.module.css";
import { useThreadActions } from "./thread-actions.ts";
import { useAuthor } from "./use-author.ts";

/** Those one reacts with most; the same that WhatsApp offers. */
const QUICK_EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"] as const;

/** What can be done with a message. The menu is made when somebody asks for it: a thread has many messages. */
export function MessageTools({ message }: { readonly message: ThreadMessage }) {
  const { t } = useTranslation();
  const { maySend, quote, name } = useThreadActions();
  const authorOf = useAuthor();
  const [isOpen, setOpen] = useState(false);
  const canBeAnswered = maySend && message.providerId !== null && message.revokedAt === null;
  const author = message.direction === "outbound" ? t("inbox.we") : (authorOf(message) ?? name);
  const answer = () => quote({ id: message.id, author, type: message.type, text: message.text });
  const button = (
    <UnstyledButton
      className={classes.tool}
      aria-label={t("inbox.messageActions")}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => setOpen(true)}
    >
      <IconDots size={16} />
    </UnstyledButton>
  );
  return (
    <div className={classes.tools} data-open={isOpen || undefined}>
      {canBeAnswered && (
        <UnstyledButton
          className={classes.tool}
          aria-label={t("inbox.quote")}
          title={t("inbox.quote")}
          onClick={answer}
        >
          <IconArrowBackUp size={16} />
        </UnstyledButton>
      )}
      {isOpen ? (
        <Menu opened onClose={() => setOpen(false)} width={240} position="bottom">
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            <MessageMenu message={message} canBeAnswered={canBeAnswered} onAnswer={answer} />
          </Menu.Dropdown>
        </Menu>
      ) : (
        button
      )}
    </div>
  );
}

function MessageMenu(props: {
  readonly message: ThreadMessage;
  readonly canBeAnswered: boolean;
  readonly onAnswer: () => void;
}) {
  const { t } = useTranslation();
  const { message, canBeAnswered, onAnswer } = props;
  const { react, act, explain } = useThreadActions();
  const maySend = useCan("messages:send");
  const { text, media, actions } = message;
  return (
    <>
      {canBeAnswered && (
        <div className={classes.emojiLine}>
          {QUICK_EMOJI.map((emoji) => (
            <Menu.Item
              key={emoji}
              className={classes.emoji}
              aria-label={t("inbox.reactWith", { emoji })}
              onClick={() => react(message, emoji)}
            >
              {emoji}
            </Menu.Item>
          ))}
        </div>
      )}
      {canBeAnswered && (
        <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={onAnswer}>
          {t("inbox.quote")}
        </Menu.Item>
      )}
      {text !== null && (
        <Menu.Item
          leftSection={<IconCopy size={16} />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => toastDone(t("common.copied")))}
        >
          {t("inbox.copyText")}
        </Menu.Item>
      )}
      {media && (
        <Menu.Item
          component="a"
          href={media.url}
          download={media.filename ?? true}
          leftSection={<IconDownload size={16} />}
        >
          {t("message.download")}
        </Menu.Item>
      )}
      {maySend &&
        actions.map((action) => (
          <Menu.Item key={action} onClick={() => act(message, action)}>
            {t(`inbox.actions.${action}`)}
          </Menu.Item>
        ))}
      <Menu.Item leftSection={<IconInfoCircle size={16} />} onClick={() => explain(message.id)}>
        {t("inbox.why")}
      </Menu.Item>
    </>
  );
}
