import type { RuleTestResult } from "@chasqui/client";
import { Button, Stack, Text, Title } from "@mantine/core";
import { IconCheck, IconMinus, IconRobot, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChatPreview, PreviewBubble } from "../../components/chat-preview.tsx";
import { formatDuration } from "../../components/duration.rules.ts";
import { MissingValues } from "../../components/missing-values.tsx";
import classes from "./rule-test-result.module.css";

type TestedRule = RuleTestResult["rules"][number];

/** What would happen, exactly: what is sent, and step by step why. */
export function RuleTestResultView({ result, text }: { readonly result: RuleTestResult; readonly text: string }) {
  const { t } = useTranslation();
  const replies = result.rules.flatMap(({ reply }) => (reply === null ? [] : [reply]));
  const sent = result.optOut ? [{ type: "text", text: result.optOut.confirmation }] : replies;
  return (
    <Stack gap="md">
      <Stack gap={6}>
        <Title order={3}>{t("autoReplies.test.sent")}</Title>
        <ChatPreview label={t("autoReplies.test.sent")}>
          <PreviewBubble from="contact" content={{ type: "text", text }} at={result.at} />
          {sent.map((content, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rules may answer the same
            <PreviewBubble key={index} from="us" content={content} at={result.at} />
          ))}
          {sent.length === 0 && (
            <p className={classes.notice}>
              {t(result.ai.isAsked ? "autoReplies.test.aiWouldWrite" : "autoReplies.test.nothing")}
            </p>
          )}
        </ChatPreview>
        <MissingValues missing={[...new Set(result.rules.flatMap(({ missing }) => missing))]} />
      </Stack>
      <Stack gap={6}>
        <Title order={3}>{t("autoReplies.test.why")}</Title>
        {result.optOut ? (
          <Text size="sm">{t(`autoReplies.test.optOut.${result.optOut.kind}`)}</Text>
        ) : (
          <Steps rules={result.rules} />
        )}
        <div className={classes.step}>
          <IconRobot size={16} aria-hidden className={classes.icon} />
          <Text size="sm">{t(`autoReplies.test.ai.${result.ai.reason}`)}</Text>
        </div>
      </Stack>
      <FollowUpStep result={result} />
    </Stack>
  );
}

/** So many are looked at in one glance. */
const SHOWN = 12;
const ICONS = { reply: IconCheck, "ask-ai": IconCheck, failed: IconX } as const;

function Steps({ rules }: { readonly rules: readonly TestedRule[] }) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  // What took part is always shown, however many rules were looked at in vain.
  const shown = isWhole || rules.length <= SHOWN ? rules : rules.filter(tookPart);
  return (
    <>
      {rules.length === 0 && <Text size="sm">{t("autoReplies.test.noRules")}</Text>}
      <ol className={classes.steps}>
        {shown.map((rule) => (
          <Step key={rule.ruleId ?? "draft"} rule={rule} />
        ))}
      </ol>
      {shown.length < rules.length && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setWhole(true)}>
          {t("autoReplies.test.showAll", { count: rules.length })}
        </Button>
      )}
    </>
  );
}

function tookPart({ outcome, isDraft }: TestedRule): boolean {
  return isDraft || !["no-match", "disabled", "other-channel", "not-in-groups"].includes(outcome);
}

function Step({ rule }: { readonly rule: TestedRule }) {
  const { t } = useTranslation();
  const { outcome, ruleName, isDraft, error } = rule;
  const Icon = outcome in ICONS ? ICONS[outcome as keyof typeof ICONS] : IconMinus;
  return (
    <li className={classes.step} data-outcome={outcome}>
      <Icon size={16} aria-hidden className={classes.icon} />
      <div>
        <Text size="sm" fw={isDraft ? 600 : 500}>
          {isDraft ? t("autoReplies.test.thisRule", { name: ruleName }) : ruleName}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`autoReplies.outcomes.${outcome}`)}
        </Text>
        {error !== null && (
          <Text size="sm" c="red">
            {error}
          </Text>
        )}
      </div>
    </li>
  );
}

function FollowUpStep({ result: { followUp, optOut } }: { readonly result: RuleTestResult }) {
  const { t, i18n } = useTranslation();
  if (optOut) return null;
  return (
    <Stack gap={6}>
      <Title order={3}>{t("autoReplies.test.then")}</Title>
      {followUp === null ? (
        <Text size="sm">{t("autoReplies.test.noFollowUp")}</Text>
      ) : (
        <>
          <Text size="sm">
            {t("autoReplies.test.followUp", {
              rule: followUp.ruleName,
              duration: formatDuration(followUp.delaySeconds, i18n.language),
            })}
          </Text>
          {followUp.text === null ? (
            <Text size="sm" c="red">
              {t("autoReplies.test.followUpFails")}
            </Text>
          ) : (
            <ChatPreview label={t("autoReplies.test.then")}>
              <PreviewBubble from="us" content={{ type: "text", text: followUp.text }} at={followUp.dueAt} />
            </ChatPreview>
          )}
          <MissingValues missing={followUp.missing} />
        </>
      )}
    </Stack>
  );
}
