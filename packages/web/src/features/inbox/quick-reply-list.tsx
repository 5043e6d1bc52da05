import type { QuickReply } from "@chasqui/client";
import { Button, UnstyledButton } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import classes from "./composer.module.css";
import { quickRepliesQuery } from "./queries.ts";
import { QuickReplyDialog } from "./quick-reply-dialog.tsx";

export interface QuickReplies {
  /** undefined: they are not asked for. */
  readonly found: readonly QuickReply[] | undefined;
  readonly active: number;
  readonly choose: (reply: QuickReply) => void;
  readonly setActive: (index: number) => void;
  /** Shows all, whatever stands in the field. */
  readonly open: () => void;
  readonly close: () => void;
  /** True: the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

const MOST_SHOWN = 8;

/** The quick replies that fit what is typed: "/" at the beginning asks for them, what follows it narrows them. */
export function useQuickReplies(text: string, onChoose: (reply: QuickReply) => void): QuickReplies {
  const mayRead = useCan("quick-replies:read");
  const { data } = useQuery({ ...quickRepliesQuery, enabled: mayRead });
  const [active, setActive] = useState(0);
  const [isAsked, ask] = useState(false);
  const [isClosedFor, closeFor] = useState<string>();
  const words = /^\/(\S*)$/.exec(text)?.[1];
  const isWanted = mayRead && (isAsked || (words !== undefined && isClosedFor !== text));
  const found = isWanted ? findFitting(data?.items ?? [], words ?? "") : undefined;

  function choose(reply: QuickReply): void {
    ask(false);
    setActive(0);
    onChoose(reply);
  }
  function close(): void {
    ask(false);
    closeFor(text);
  }
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!found) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      setActive((active + step + found.length) % found.length);
    } else if (event.key === "Escape") close();
    else {
      const reply = found[active];
      if ((event.key !== "Enter" && event.key !== "Tab") || event.shiftKey || !reply) return false;
      choose(reply);
    }
    event.preventDefault();
    return true;
  }
  return {
    found,
    active: Math.min(active, Math.max(0, (found?.length ?? 1) - 1)),
    choose,
    setActive,
    open: () => ask(true),
    close,
    onKeyDown,
  };
}

function findFitting(all: readonly QuickReply[], words: string): QuickReply[] {
  const wanted = words.toLocaleLowerCase();
  const begins = all.filter(({ shortcut }) => shortcut.toLocaleLowerCase().startsWith(wanted));
  const holds = all.filter(
    (reply) => !begins.includes(reply) && `${reply.shortcut} ${reply.text}`.toLocaleLowerCase().includes(wanted),
  );
  return [...begins, ...holds].slice(0, MOST_SHOWN);
}

/** The list above the field. */
export function QuickReplyList({ quickReplies }: { readonly quickReplies: QuickReplies }) {
  const { t } = useTranslation();
  const mayWrite = useCan("quick-replies:write");
  const [isManaging, setManaging] = useState(false);
  const { found, active, choose, setActive, close } = quickReplies;
  return (
    <>
      {found && (
        <div className={classes.quickReplies}>
          <div role="listbox" aria-label={t("inbox.composer.quickReplies")}>
            {found.map((reply, index) => (
              <UnstyledButton
                key={reply.id}
                role="option"
                aria-selected={index === active}
                className={classes.quickReply}
                data-active={index === active || undefined}
                onMouseEnter={() => setActive(index)}
                // The field keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(reply)}
              >
                <span className={classes.shortcut}>/{reply.shortcut}</span>
                <span className={classes.quickReplyText}>{reply.text}</span>
                {reply.mediaId !== null && <IconPaperclip size={14} aria-hidden />}
              </UnstyledButton>
            ))}
          </div>
          <div className={classes.quickReplyFoot}>
            <span className={classes.faint}>
              {found.length === 0 ? t("inbox.quickReplies.none") : t("inbox.quickReplies.hint")}
            </span>
            {mayWrite && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => {
                  close();
                  setManaging(true);
                }}
              >
                {t("inbox.quickReplies.manage")}
              </Button>
            )}
          </div>
        </div>
      )}
      {isManaging && <QuickReplyDialog onClose={() => setManaging(false)} />}
    </>
  );
}
