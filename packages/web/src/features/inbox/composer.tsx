import { SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { TextLink } from "../../components/links.tsx";
import classes from "./composer.module.css";
import type { ComposerProps } from "./composer-props.ts";
import { NoteComposer } from "./note-composer.tsx";
import { ReplyComposer } from "./reply-composer.tsx";
import { TemplatesOnly } from "./templates-only.tsx";
import { WindowMark } from "./window-mark.tsx";

/** What is written: an answer to the contact, or a note for colleagues. It says what may be written, and why not more. */
export function Composer({ conversation, name, quoted, onQuote }: ComposerProps) {
  const { t } = useTranslation();
  const maySend = useCan("messages:send");
  const mayNote = useCan("conversations:write");
  const [kind, setKind] = useState<"reply" | "note">("reply");
  if (!maySend && !mayNote) {
    return (
      <footer className={classes.composer}>
        <Text size="sm" c="dimmed">
          {t("inbox.mayNotWrite")}
        </Text>
      </footer>
    );
  }
  const { mode, reason } = conversation.composer;
  return (
    <footer className={classes.composer} data-kind={kind}>
      <div className={classes.top}>
        <SegmentedControl
          size="xs"
          aria-label={t("inbox.composer.kind")}
          value={kind}
          onChange={(value) => setKind(value === "note" ? "note" : "reply")}
          data={[
            { value: "reply", label: t("inbox.composer.reply") },
            { value: "note", label: t("inbox.composer.note"), disabled: !mayNote },
          ]}
        />
        {kind === "reply" && <WindowMark conversation={conversation} />}
      </div>
      {kind === "note" && <NoteComposer conversationId={conversation.id} />}
      {kind === "reply" && mode === "any" && (
        <ReplyComposer conversation={conversation} name={name} quoted={quoted} onQuote={onQuote} />
      )}
      {kind === "reply" && mode === "templates" && <TemplatesOnly conversation={conversation} name={name} />}
      {kind === "reply" && mode === "nothing" && (
        <div className={classes.closed}>
          <Text fw={500}>{reason ? t(`inbox.nothing.${reason.code as "channel-removed"}.title`) : ""}</Text>
          <Text size="sm" c="dimmed">
            {reason ? t(`inbox.nothing.${reason.code as "channel-removed"}.mend`) : ""}{" "}
            {reason?.code === "channel-removed" && (
              <TextLink to="/channels" underline="always">
                {t("shell.pages.channels")}
              </TextLink>
            )}
          </Text>
        </div>
      )}
    </footer>
  );
}
