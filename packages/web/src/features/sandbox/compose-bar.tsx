import type { SandboxChat, SandboxMessage } from "@chasqui/client";
import { ActionIcon, CloseButton, Select, Textarea } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { IconFile, IconSend2 } from "@tabler/icons-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMessageSummary } from "../../components/message/use-message-summary.ts";
import { useFormat } from "../../components/use-format.ts";
import { AttachMenu } from "./attach-menu.tsx";
import { type Attachment, takesCaption } from "./attachments.rules.ts";
import classes from "./compose-bar.module.css";
import { toShownContent } from "./phone-message.rules.ts";
import { nameOf } from "./queries.ts";
import { useSend } from "./use-send.ts";

interface ComposeBarProps {
  readonly chat: SandboxChat;
  readonly businessName: string;
  readonly members: readonly SandboxChat[];
  readonly writer: SandboxChat | undefined;
  readonly onWriter: (id: string) => void;
  /** The message that is being answered. */
  readonly quoted: SandboxMessage | undefined;
  readonly onQuoteEnd: () => void;
}

const MAX_TEXT_LENGTH = 4096;

/** Where one writes as the person. */
export function ComposeBar({ chat, businessName, members, writer, onWriter, quoted, onQuoteEnd }: ComposeBarProps) {
  const { t } = useTranslation();
  const [text, setText] = useSessionStorage({
    key: `chasqui-sandbox-draft-${chat.id}`,
    defaultValue: "",
    getInitialValueInEffect: false,
  });
  const [attachment, setAttachment] = useState<Attachment>();
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useSend(chat, writer, ({ text: unsent, attachment: unsentFile }) => {
    // Nothing typed is lost when it could not be sent.
    setText((now) => (now === "" ? unsent : now));
    setAttachment((now) => now ?? unsentFile);
  });
  useEffect(() => {
    if (quoted) field.current?.focus();
  }, [quoted]);

  const words = text.trim();
  const isSendable = attachment !== undefined || words !== "";
  function submit(): void {
    if (!isSendable || send.isPending) return;
    const keepsText = attachment !== undefined && !takesCaption(attachment);
    send.mutate({ text: keepsText ? "" : words, attachment, quotedMessageId: quoted?.id });
    if (!keepsText) setText("");
    setAttachment(undefined);
    onQuoteEnd();
    field.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }
  function onPaste(event: ClipboardEvent): void {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    setAttachment({ kind: /^(image|video)\//.test(file.type) ? "media" : "document", file });
  }

  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {chat.isGroup && (
        <Select
          size="xs"
          label={t("sandbox.writeAs")}
          classNames={{ root: classes.writer }}
          data={members.map((member) => ({ value: member.id, label: nameOf(member) }))}
          value={writer?.id ?? null}
          allowDeselect={false}
          onChange={(id) => id !== null && onWriter(id)}
        />
      )}
      {quoted && <Quoted message={quoted} businessName={businessName} onEnd={onQuoteEnd} />}
      {attachment && <Attached attachment={attachment} onRemove={() => setAttachment(undefined)} />}
      <div className={classes.line}>
        <AttachMenu chat={chat} writer={writer} onAttach={setAttachment} />
        <Textarea
          ref={field}
          className={classes.field}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          placeholder={t("sandbox.write")}
          aria-label={t("sandbox.writeAsPerson", { name: nameOf(writer ?? chat) })}
          maxLength={MAX_TEXT_LENGTH}
          autosize
          minRows={1}
          maxRows={5}
        />
        <ActionIcon
          type="submit"
          size={36}
          radius="xl"
          disabled={!isSendable}
          loading={send.isPending}
          aria-label={t("sandbox.send")}
        >
          <IconSend2 size={18} />
        </ActionIcon>
      </div>
    </form>
  );
}

interface QuotedProps {
  readonly message: SandboxMessage;
  readonly businessName: string;
  readonly onEnd: () => void;
}

function Quoted({ message, businessName, onEnd }: QuotedProps) {
  const { t } = useTranslation();
  const summarize = useMessageSummary();
  return (
    <div className={classes.above}>
      <span className={classes.aboveText}>
        {message.authorId === null && <strong>{businessName}: </strong>}
        {summarize(toShownContent(message.type, message.content))}
      </span>
      <CloseButton size="sm" onClick={onEnd} aria-label={t("sandbox.noAnswer")} />
    </div>
  );
}

function Attached({ attachment, onRemove }: { readonly attachment: Attachment; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const { bytes } = useFormat();
  const { file } = attachment;
  return (
    <div className={classes.above}>
      <IconFile size={16} aria-hidden />
      <span className={classes.aboveText}>{file.name}</span>
      <span className={classes.size}>{bytes(file.size)}</span>
      <CloseButton size="sm" onClick={onRemove} aria-label={t("sandbox.detach", { name: file.name })} />
    </div>
  );
}
