import type { SandboxChat } from "@chasqui/client";
import { Avatar } from "@mantine/core";
import { IconUser, IconUsers } from "@tabler/icons-react";

/** A person's or a group's picture: there is none, so the first letters of the name. */
export function ChatAvatar({ chat, size = 36 }: { readonly chat: SandboxChat; readonly size?: number }) {
  if (chat.isGroup) {
    return (
      <Avatar size={size} radius="xl" aria-hidden>
        <IconUsers size={size / 2} />
      </Avatar>
    );
  }
  return (
    <Avatar size={size} radius="xl" aria-hidden {...(chat.name !== null && { name: chat.name })}>
      {chat.name === null && <IconUser size={size / 2} />}
    </Avatar>
  );
}
