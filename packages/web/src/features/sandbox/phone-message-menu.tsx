import type { SandboxMessage } from "@chasqui/client";
import { ActionIcon, Group, Menu } from "@mantine/core";
import { IconArrowBackUp, IconDots, IconHelpCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import classes from "./thread.module.css";

const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

interface PhoneMessageMenuProps {
  readonly message: SandboxMessage;
  readonly onQuote: (message: SandboxMessage) => void;
  /** Left out: who may only look. */
  readonly onReact: ((emoji: string) => void) | undefined;
}

/** What the person can do with a message; and of the business's, why it came. */
export function PhoneMessageMenu({ message, onQuote, onReact }: PhoneMessageMenuProps) {
  const { t } = useTranslation();
  const maySeeReason = useCan("messages:read");
  const reasonOf = maySeeReason ? (message.messageId ?? undefined) : undefined;
  if (onReact === undefined && reasonOf === undefined) return null;
  return (
    <Menu position="bottom" width={240}>
      <Menu.Target>
        <ActionIcon className={classes.menu} variant="subtle" color="gray" size={28} aria-label={t("sandbox.doWith")}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onReact && (
          <>
            <Group gap={0} justify="space-between" wrap="nowrap">
              {EMOJI.map((emoji) => (
                <Menu.Item
                  key={emoji}
                  px={0}
                  ta="center"
                  fz="lg"
                  onClick={() => onReact(emoji)}
                  aria-label={t("sandbox.reactWith", { emoji })}
                >
                  {emoji}
                </Menu.Item>
              ))}
            </Group>
            <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => onQuote(message)}>
              {t("sandbox.answer")}
            </Menu.Item>
          </>
        )}
        {reasonOf !== undefined && (
          <Menu.Item
            leftSection={<IconHelpCircle size={16} />}
            renderRoot={(props) => <Link to="/messages/$messageId" params={{ messageId: reasonOf }} {...props} />}
          >
            {t("sandbox.why")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
