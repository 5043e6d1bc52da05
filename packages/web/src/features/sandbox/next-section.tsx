import type { FollowUp, SandboxChat } from "@chasqui/client";
import { Button, Text } from "@mantine/core";
import { IconPlayerTrackNext } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { useCan } from "../../app/session.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { TextLink } from "../../components/links.tsx";
import { useMessageSummary } from "../../components/message/use-message-summary.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { useAction } from "../../components/use-action.ts";
import { useNow } from "../../components/use-now.ts";
import { ChatLinks } from "./chat-links.tsx";
import { ControlSection } from "./control-section.tsx";
import classes from "./controls.module.css";
import { toShownContent } from "./phone-message.rules.ts";
import { followUpQuery, PHONE_CHANGES, waitingQuery } from "./queries.ts";
import { useConversationNews } from "./use-conversation-news.ts";

const STEPS = [
  { id: "tenMinutes", seconds: 600 },
  { id: "hour", seconds: 3_600 },
  { id: "day", seconds: 86_400 },
] as const;

const SOON_MS = 20_000;

function isLater(at: string | null, now: number): boolean {
  return at !== null && Date.parse(at) - now > SOON_MS;
}

/** What will come by itself, and time put forward so that one need not wait for it. */
export function NextSection({ chat }: { readonly chat: SandboxChat }) {
  const { t } = useTranslation();
  const mayWrite = useCan("sandbox:write");
  useConversationNews(chat);
  const forward = useAction({
    run: (by: { seconds: number } | { until: string }) => api.sandbox.fastForwardChat(chat.id, by),
    changes: [...PHONE_CHANGES, ["conversations"], ["messages"]],
  });
  const forwardTo = mayWrite ? (until: string) => forward.mutate({ until }) : undefined;
  return (
    <ControlSection title={t("sandbox.next.title")}>
      {chat.conversationId === null ? (
        <p className={classes.text}>{t("sandbox.next.notYet")}</p>
      ) : (
        <Planned conversationId={chat.conversationId} onForward={forwardTo} />
      )}
      {mayWrite && (
        <div>
          <Text size="sm" mb={6} id="fast-forward">
            {t("sandbox.next.forward")}
          </Text>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
          <div className={classes.steps} role="group" aria-labelledby="fast-forward">
            {STEPS.map(({ id, seconds }) => (
              <Button
                key={id}
                size="xs"
                variant="default"
                disabled={forward.isPending}
                onClick={() => forward.mutate({ seconds })}
              >
                {t(`sandbox.next.steps.${id}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      <ChatLinks chat={chat} />
    </ControlSection>
  );
}

interface PlannedProps {
  readonly conversationId: string;
  readonly onForward: ((until: string) => void) | undefined;
}

function Planned({ conversationId, onForward }: PlannedProps) {
  const { t } = useTranslation();
  const summarize = useMessageSummary();
  const now = useNow();
  const followUp = useQuery(followUpQuery(conversationId));
  const waiting = useQuery(waitingQuery(conversationId));
  const error = followUp.error ?? waiting.error;
  if (error) return <ErrorState error={error} onRetry={() => void followUp.refetch()} />;
  if (followUp.data === undefined || waiting.data === undefined) return null;
  // Most are gone before one could read of them.
  const seen = waiting.data.filter(
    ({ createdAt, sendAt }) => isLater(sendAt, now) || now - Date.parse(createdAt) > SOON_MS,
  );
  if (followUp.data === null && seen.length === 0) {
    return <p className={classes.text}>{t("sandbox.next.nothing")}</p>;
  }
  return (
    <>
      {followUp.data && <PendingFollowUp followUp={followUp.data} onForward={onForward} />}
      {seen.map(({ id, type, content, sendAt }) => (
        <PlannedThing key={id} at={sendAt} onForward={isLater(sendAt, now) ? onForward : undefined}>
          {t("sandbox.next.message", { text: summarize(toShownContent(type, content)) })}
        </PlannedThing>
      ))}
    </>
  );
}

function PendingFollowUp({ followUp, onForward }: { readonly followUp: FollowUp } & Pick<PlannedProps, "onForward">) {
  const { t } = useTranslation();
  return (
    <PlannedThing at={followUp.dueAt} onForward={onForward}>
      <TextLink to="/auto-replies/follow-ups/$ruleId" params={{ ruleId: followUp.ruleId }} c="inherit">
        {t("sandbox.next.followUp", { name: followUp.ruleName })}
      </TextLink>
    </PlannedThing>
  );
}

interface PlannedThingProps extends Pick<PlannedProps, "onForward"> {
  readonly at: string | null;
  readonly children: ReactNode;
}

function PlannedThing({ at, onForward, children }: PlannedThingProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.planned}>
      <span className={classes.what}>
        {children}
        {at !== null && (
          <>
            {" · "}
            <RelativeTime at={at} />
          </>
        )}
      </span>
      {at !== null && onForward && (
        <Button size="xs" leftSection={<IconPlayerTrackNext size={14} />} onClick={() => onForward(at)}>
          {t("sandbox.next.forwardTo")}
        </Button>
      )}
    </div>
  );
}
