import type { SandboxChat } from "@chasqui/client";
import { ChatSection } from "./chat-section.tsx";
import classes from "./controls.module.css";
import { FailuresSection } from "./failures-section.tsx";
import { NextSection } from "./next-section.tsx";

interface ControlsProps {
  readonly chat: SandboxChat;
  readonly isRead: boolean;
  readonly onReadChange: (isRead: boolean) => void;
  readonly onDelete: () => void;
}

/** What can be tried with a chat beyond writing in it. */
export function Controls({ chat, isRead, onReadChange, onDelete }: ControlsProps) {
  return (
    <div className={classes.root}>
      <NextSection chat={chat} />
      <FailuresSection chat={chat} />
      <ChatSection chat={chat} isRead={isRead} onReadChange={onReadChange} onDelete={onDelete} />
    </div>
  );
}
