import type { ThreadMessage } from "@chasqui/client";
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { asSentence } from "../../components/as-sentence.ts";
import { describeReason } from "../../components/server-text.ts";
import { useFormat } from "../../components/use-format.ts";
import classes from "./thread.module.css";
import { useThreadActions } from "./thread-actions.ts";

const SHOWN: ReadonlySet<string> = new Set(["failed", "expired", "unknown", "held", "cancelled"]);

/** Below a message that did not simply go out: what happened, why, and what can be done about it. */
export function MessageTrouble({ message }: { readonly message: ThreadMessage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, explain } = useThreadActions();
  const maySend = useCan("messages:send");
  const { state, error, actions, ownReaction, sendAt } = message;
  const reason = error && describeReason(error);
  const isLater = state === "queued" && sendAt !== null && Date.parse(sendAt) > Date.now() + 60_000;
  const isReactionLost = ownReaction?.state === "failed";
  if (!SHOWN.has(state) && !isLater && !isReactionLost) return null;
  return (
    <div className={classes.failure} data-state={state}>
      {isReactionLost && (
        <span>
          {t("inbox.reactionLost", {
            emoji: ownReaction.emoji,
            reason: ownReaction.error ? describeReason(ownReaction.error).title : "",
          })}
        </span>
      )}
      {isLater && <span>{t("inbox.goesOutAt", { time: format.dateTime(sendAt) })}</span>}
      {SHOWN.has(state) && (
        <>
          <strong>{(reason && asSentence(reason.title)) ?? t(`inbox.trouble.${state as "failed"}`)}</strong>
          {reason?.mend !== undefined && <span>{reason.mend}</span>}
          {state === "unknown" && <span>{t("inbox.trouble.unknownText")}</span>}
        </>
      )}
      <Group gap={6} justify="flex-end">
        {maySend &&
          actions.map((action) => (
            <Button
              key={action}
              size="compact-xs"
              variant={action === "cancel" ? "subtle" : "default"}
              {...(action === "cancel" && { color: "gray" })}
              onClick={() => act(message, action)}
            >
              {t(`inbox.actions.${action}`)}
            </Button>
          ))}
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => explain(message.id)}>
          {t("inbox.why")}
        </Button>
      </Group>
    </div>
  );
}
