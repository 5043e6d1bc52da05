import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { describeError } from "../../components/describe-error.ts";
import { MessageBubble } from "../../components/message/message-bubble.tsx";
import { MessageContent } from "../../components/message/message-content.tsx";
import { MessageQuote } from "../../components/message/message-quote.tsx";
import { MessageTicks } from "../../components/message/message-ticks.tsx";
import { editAgain } from "./compose-again.ts";
import { dropOutgoing, type Outgoing, retryOutgoing } from "./outgoing.ts";
import classes from "./thread.module.css";

/** What was written and has not reached the server: it says so, and can be tried again. */
export function OutgoingRow({ outgoing }: { readonly outgoing: Outgoing }) {
  const { state, content, quoted, file, at } = outgoing;
  return (
    <div className={classes.message} data-side="right" data-first>
      <MessageBubble
        side="right"
        tone={state === "sending" ? "faint" : "failed"}
        at={at}
        meta={<MessageTicks state={state === "sending" ? "sending" : state === "refused" ? "failed" : "unknown"} />}
      >
        {quoted && <MessageQuote author={quoted.author} message={quoted} />}
        <MessageContent type={content.type} content={{ ...content }} file={file} />
      </MessageBubble>
      {state !== "sending" && <Problem outgoing={outgoing} />}
    </div>
  );
}

function Problem({ outgoing }: { readonly outgoing: Outgoing }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { state, error, content, conversationId } = outgoing;
  const isRefused = state === "refused";
  const described = isRefused ? describeError(error, t) : undefined;
  const text = content.type === "text" ? content.text : undefined;
  function edit(): void {
    editAgain(conversationId, text ?? "");
    dropOutgoing(outgoing);
  }
  return (
    <div className={classes.failure} role="alert">
      <strong>{described?.title ?? t("inbox.unreached.title")}</strong>
      <span>{isRefused ? described?.mend : t("inbox.unreached.text")}</span>
      <Group gap={6} justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={() => retryOutgoing(queryClient, outgoing)}>
          {t("common.retry")}
        </Button>
        {isRefused && text !== undefined && (
          <Button size="compact-xs" variant="default" onClick={edit}>
            {t("inbox.editAgain")}
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => dropOutgoing(outgoing)}>
          {t("inbox.discard")}
        </Button>
      </Group>
    </div>
  );
}
