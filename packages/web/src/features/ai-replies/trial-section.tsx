import type { AiSettingsChange, AiTrial } from "@chasqui/client";
import { Alert, Button, Code, Collapse, Group, Stack, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { ChatPreview, PreviewBubble } from "../../components/chat-preview.tsx";
import { Section } from "../../components/detail.tsx";
import { ErrorState } from "../../components/error-state.tsx";
import { useAction } from "../../components/use-action.ts";
import { useFormat } from "../../components/use-format.ts";
import classes from "./trial-section.module.css";

interface Turn {
  readonly from: "contact" | "us";
  readonly text: string;
}

/** Asks the provider as a contact would, with what stands in the form. Nothing is sent to anybody else. */
export function TrialSection({ change }: { readonly change: AiSettingsChange }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const ask = useAction({
    run: (said: string) => api.aiReplies.test({ text: said, history: [...turns], settings: change }),
    onDone(trial, said) {
      const answered: Turn[] = trial.text === null ? [] : [{ from: "us", text: trial.text }];
      setTurns([...turns, { from: "contact", text: said }, ...answered]);
      setText("");
    },
    onProblem: () => undefined,
  });
  return (
    <Section title={t("aiReplies.trial.title")} text={t("aiReplies.trial.text")}>
      <Stack gap="sm">
        {turns.length > 0 && (
          <ChatPreview label={t("aiReplies.trial.conversation")}>
            {turns.map((turn, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the turns of a conversation never change their places
              <PreviewBubble key={index} from={turn.from} content={{ type: "text", text: turn.text }} />
            ))}
          </ChatPreview>
        )}
        <div aria-live="polite">{ask.data && <Outcome trial={ask.data} />}</div>
        {ask.error && <ErrorState error={ask.error} level={3} />}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") ask.mutate(text.trim());
          }}
        >
          <Stack gap="xs">
            <Textarea
              label={t("aiReplies.trial.message")}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autosize
              minRows={2}
              maxLength={4096}
            />
            <Group gap="xs">
              <Button
                type="submit"
                variant="default"
                leftSection={<IconSend size={16} />}
                loading={ask.isPending}
                disabled={text.trim() === ""}
              >
                {t("aiReplies.trial.ask")}
              </Button>
              {turns.length > 0 && (
                <Button
                  variant="subtle"
                  color="gray"
                  onClick={() => {
                    setTurns([]);
                    ask.reset();
                  }}
                >
                  {t("aiReplies.trial.again")}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      </Stack>
    </Section>
  );
}

function Outcome({ trial }: { readonly trial: AiTrial }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [isOpen, { toggle }] = useDisclosure(false);
  const { outcome, reason, mend, tookMs, model, promptTokens, completionTokens, system } = trial;
  const facts = [
    ...(model === null ? [] : [model]),
    ...(tookMs === null ? [] : [t("aiReplies.trial.took", { seconds: number(Math.round(tookMs / 100) / 10) })]),
    ...(promptTokens === null && completionTokens === null
      ? []
      : [t("aiReplies.tokens", { total: number((promptTokens ?? 0) + (completionTokens ?? 0)) })]),
  ];
  return (
    <Stack gap="xs">
      {outcome !== "reply" && (
        <Alert color={outcome === "failed" ? "red" : "blue"} title={t(`aiReplies.trial.outcomes.${outcome}`)}>
          {reason !== null && <Text size="sm">{reason}</Text>}
          {mend !== null && <Text size="sm">{mend}</Text>}
        </Alert>
      )}
      {facts.length > 0 && (
        <Text size="xs" c="dimmed">
          {facts.join(" · ")}
        </Text>
      )}
      {system !== null && (
        <div>
          <Button variant="subtle" color="gray" size="compact-sm" ml={-8} aria-expanded={isOpen} onClick={toggle}>
            {t("aiReplies.trial.told")}
          </Button>
          <Collapse expanded={isOpen}>
            <Code block className={classes.told}>
              {system}
            </Code>
          </Collapse>
        </div>
      )}
    </Stack>
  );
}
