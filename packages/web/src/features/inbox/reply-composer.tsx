import { ActionIcon, CloseButton, Textarea, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconBolt, IconPaperclip, IconSend2, IconTemplate } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { MessageQuote } from "../../components/message/message-quote.tsx";
import { toastProblem } from "../../components/toasts.tsx";
import { useIsPhone } from "../../components/use-is-phone.ts";
import { AttachmentList } from "./attachment-list.tsx";
import { makeParts, useAttachments } from "./attachments.ts";
import { onEditAgain } from "./compose-again.ts";
import classes from "./composer.module.css";
import type { ComposerProps } from "./composer-props.ts";
import { DropArea } from "./drop-area.tsx";
import { EmojiButton } from "./emoji-button.tsx";
import { sendOutgoing } from "./outgoing.ts";
import { QuickReplyList, useQuickReplies } from "./quick-reply-list.tsx";
import { TemplateDialog } from "./template-dialog.tsx";
import { useDraft } from "./use-draft.ts";
import { useTypingSign } from "./use-typing-sign.ts";

const MAX_TEXT = 4096;

/** An answer to the contact. Enter sends, Shift and Enter begin a line, "/" at the beginning offers quick replies. */
export function ReplyComposer({ conversation, name, quoted, onQuote }: ComposerProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const isPhone = useIsPhone();
  const mayUpload = useCan("media:write");
  const { id } = conversation;
  const [text, setText] = useDraft(id, "text");
  const attachments = useAttachments();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [isChoosingTemplate, setChoosingTemplate] = useState(false);
  const tellTyping = useTypingSign(id);
  const quickReplies = useQuickReplies(text, (reply) => void takeOver(reply.id));

  useHotkeys([["r", () => field.current?.focus()]]);
  useEffect(() => {
    if (quoted) field.current?.focus();
  }, [quoted]);
  useEffect(
    () =>
      onEditAgain((conversationId, again) => {
        if (conversationId !== id) return;
        setText((now) => (now.trim() === "" ? again : `${again}\n${now}`));
        field.current?.focus();
      }),
    [id, setText],
  );

  async function takeOver(replyId: string): Promise<void> {
    try {
      const rendered = await api.quickReplies.render(replyId, { conversationId: id });
      setText(rendered.text);
      if (rendered.mediaId !== null) attachments.addUploaded(rendered.mediaId);
      field.current?.focus();
    } catch (error) {
      toastProblem(error, t);
    }
  }

  const isUploading = attachments.list.some(({ state }) => state === "uploading");
  const ready = attachments.list.filter(({ state }) => state === "ready");
  const isTooLong = text.length > MAX_TEXT;
  const canSend = (text.trim() !== "" || ready.length > 0) && !isUploading && !isTooLong;

  function send(): void {
    if (!canSend) return;
    for (const [index, part] of makeParts(text, ready).entries()) {
      sendOutgoing(queryClient, {
        conversationId: id,
        ...part,
        // The first one answers; the rest belong to it.
        ...(index === 0 && quoted && { quoted }),
      });
    }
    setText("");
    attachments.clear();
    onQuote(undefined);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || quickReplies.onKeyDown(event)) return;
    // On a phone the key for sending is beside the text; Enter makes a line there.
    if (event.key === "Enter" && !event.shiftKey && !isPhone) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      if (quoted) onQuote(undefined);
      else field.current?.blur();
    }
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || !mayUpload) return;
    event.preventDefault();
    attachments.add(files);
  }

  function insert(emoji: string): void {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    setText(text.slice(0, selectionStart) + emoji + text.slice(selectionEnd));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(selectionStart + emoji.length, selectionStart + emoji.length);
    });
  }

  return (
    <DropArea isOn={mayUpload} onFiles={attachments.add}>
      {quoted && (
        <div className={classes.quoted}>
          <MessageQuote author={quoted.author} message={quoted} />
          <CloseButton aria-label={t("inbox.composer.dropQuote")} onClick={() => onQuote(undefined)} />
        </div>
      )}
      <AttachmentList attachments={attachments} />
      <QuickReplyList quickReplies={quickReplies} />
      <Textarea
        ref={field}
        classNames={{ input: classes.input }}
        aria-label={t("inbox.composer.answerTo", { name })}
        placeholder={t(isPhone ? "inbox.composer.placeholderShort" : "inbox.composer.placeholder")}
        autosize
        minRows={1}
        maxRows={9}
        value={text}
        error={isTooLong && t("inbox.composer.tooLong", { count: text.length - MAX_TEXT })}
        onChange={(event) => {
          setText(event.currentTarget.value);
          tellTyping();
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div className={classes.buttons}>
        {mayUpload && (
          <>
            <Tooltip label={t("inbox.composer.attach")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t("inbox.composer.attach")}
                onClick={() => picker.current?.click()}
              >
                <IconPaperclip size={20} stroke={1.6} />
              </ActionIcon>
            </Tooltip>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              data-testid="attach"
              onChange={(event) => {
                attachments.add([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = "";
              }}
            />
          </>
        )}
        <EmojiButton onEmoji={insert} />
        <Tooltip label={t("inbox.composer.quickReplies")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t("inbox.composer.quickReplies")}
            onClick={() => {
              quickReplies.open();
              field.current?.focus();
            }}
          >
            <IconBolt size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t("inbox.composer.templates")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t("inbox.composer.templates")}
            onClick={() => setChoosingTemplate(true)}
          >
            <IconTemplate size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <span className={classes.spacer} />
        <ActionIcon size={36} aria-label={t("inbox.composer.send")} disabled={!canSend} onClick={send}>
          <IconSend2 size={20} stroke={1.75} />
        </ActionIcon>
      </div>
      {isChoosingTemplate && (
        <TemplateDialog
          conversation={conversation}
          name={name}
          onClose={() => setChoosingTemplate(false)}
          onText={(inserted) => {
            setText((now) => (now.trim() === "" ? inserted : `${now}\n${inserted}`));
            setChoosingTemplate(false);
          }}
        />
      )}
    </DropArea>
  );
}
