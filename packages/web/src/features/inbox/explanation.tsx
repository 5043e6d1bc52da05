import type { MessageExplanation } from "@chasqui/client";
import { Alert, Button, Group, Skeleton, Stack, Text, Timeline, Title } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { onLiveEvent } from "../../app/live-connection.ts";
import { useCan } from "../../app/session.ts";
import { asSentence } from "../../components/as-sentence.ts";
import { ErrorState } from "../../components/error-state.tsx";
import { RelativeTime } from "../../components/relative-time.tsx";
import { describeReason } from "../../components/server-text.ts";
import { StateBadge, type Tone } from "../../components/state-badge.tsx";
import { useAction } from "../../components/use-action.ts";
import { useFormat } from "../../components/use-format.ts";
import classes from "./explanation.module.css";
import { explanationQuery } from "./queries.ts";
import { SourceLink } from "./source-link.tsx";
import { StepIcon } from "./step-icon.tsx";
import { useExplanationTexts } from "./use-explanation-texts.ts";

type State = MessageExplanation["state"]["code"];

const TONES = {
  received: "done",
  queued: "progress",
  held: "waiting",
  sending: "progress",
  unknown: "waiting",
  accepted: "progress",
  sent: "done",
  delivered: "done",
  read: "done",
  played: "done",
  failed: "failed",
  cancelled: "off",
  expired: "failed",
} as const satisfies Record<State, Tone>;

interface ExplanationProps {
  readonly messageId: string;
  /** Of its headings. */
  readonly level: 2 | 3;
}

/** Why a message was sent or not: its source, how it stands, what happens next, and each decision with its time. */
export function Explanation({ messageId, level }: ExplanationProps) {
  const queryClient = useQueryClient();
  const explanation = useQuery(explanationQuery(messageId));
  useEffect(
    () =>
      onLiveEvent((event) => {
        const isMeant = event.kind === "reset" || (event.kind === "messages.changed" && event.ids.includes(messageId));
        if (isMeant) void queryClient.invalidateQueries({ queryKey: ["messages", "explanation", messageId] });
      }),
    [queryClient, messageId],
  );
  if (explanation.isPending) {
    return (
      <Stack aria-hidden>
        <Skeleton height={48} />
        <Skeleton height={160} />
      </Stack>
    );
  }
  if (explanation.isError) {
    return <ErrorState error={explanation.error} level={level} onRetry={() => void explanation.refetch()} />;
  }
  return <Explained explanation={explanation.data} level={level} />;
}

function Explained({ explanation, level }: { readonly explanation: MessageExplanation; readonly level: 2 | 3 }) {
  const { t } = useTranslation();
  const texts = useExplanationTexts();
  const format = useFormat();
  const { source, state, error, next, expiresAt } = explanation;
  return (
    <Stack gap="lg">
      <div>
        <Title order={level}>{t("explanation.whyItExists")}</Title>
        <Text mt={4}>
          {source ? texts.source(source) : t("explanation.fromContact")} {source && <SourceLink source={source} />}
        </Text>
      </div>
      <div>
        <Title order={level}>{t("explanation.howItStands")}</Title>
        <Group mt={6} gap="xs">
          <StateBadge tone={TONES[state.code]} label={texts.state(state)} />
        </Group>
        {error && (
          <Alert
            mt="xs"
            color="red"
            icon={<IconAlertTriangle size={18} />}
            title={asSentence(describeReason(error).title)}
          >
            {error.detail !== null && <Text size="sm">{error.detail}</Text>}
            {error.mend !== null && <Text size="sm">{describeReason(error).mend}</Text>}
          </Alert>
        )}
        {next && (
          <p className={classes.next}>
            <IconArrowRight size={16} aria-hidden />
            <span>
              {texts.next(next)} {next.at !== null && <RelativeTime at={next.at} />} {texts.mend(next)}
            </span>
          </p>
        )}
        {expiresAt !== null && (
          <Text size="sm" c="dimmed">
            {t("explanation.expires", { time: format.dateTime(expiresAt) })}
          </Text>
        )}
        <Actions explanation={explanation} />
      </div>
      <div>
        <Title order={level} mb="sm">
          {t("explanation.whatHappened")}
        </Title>
        <Steps explanation={explanation} />
      </div>
    </Stack>
  );
}

function Actions({
  explanation: { messageId, conversationId, actions },
}: {
  readonly explanation: MessageExplanation;
}) {
  const { t } = useTranslation();
  const maySend = useCan("messages:send");
  const act = useAction({
    run: (action: (typeof actions)[number]) => api.messages[action](messageId),
    changes: [
      ["messages", "explanation", messageId],
      ["messages", "one", messageId],
      ["threads", conversationId],
    ],
  });
  if (!maySend || actions.length === 0) return null;
  return (
    <Group gap="xs" mt="sm">
      {actions.map((action) => (
        <Button
          key={action}
          size="compact-sm"
          variant="default"
          loading={act.isPending && act.variables === action}
          onClick={() => act.mutate(action)}
        >
          {t(`inbox.actions.${action}`)}
        </Button>
      ))}
    </Group>
  );
}

function Steps({ explanation: { steps, source } }: { readonly explanation: MessageExplanation }) {
  const { t } = useTranslation();
  const texts = useExplanationTexts();
  const format = useFormat();
  return (
    <Timeline bulletSize={22} lineWidth={2} className={classes.steps}>
      {steps.map((step, index) => (
        <Timeline.Item
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
          key={index}
          bullet={<StepIcon code={step.code} />}
          title={step.code === "queued" && source ? t("explanation.steps.queued") : asSentence(texts.step(step))}
        >
          {step.detail !== null && <Text size="sm">{step.detail}</Text>}
          {step.until !== null && (
            <Text size="sm">{t("explanation.until", { time: format.dateTime(step.until) })}</Text>
          )}
          {step.mend !== null && (
            <Text size="sm" c="dimmed">
              {texts.mend(step)}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            <time dateTime={step.at}>{texts.moment(step.at)}</time>
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
