import { Alert, Button, Collapse, Select, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session.ts";
import { ContactSelect } from "../../components/contact-select.tsx";
import { describeError } from "../../components/describe-error.ts";
import { Section } from "../../components/detail.tsx";
import { channelsQuery } from "./queries.ts";
import { RuleTestResultView } from "./rule-test-result.tsx";
import { type RuleTestState, type TestedDraft, type TestMessage, useRuleTest } from "./use-rule-test.ts";

/** What stands in the box. */
export interface RuleTrial {
  readonly message: TestMessage;
  readonly change: (change: Partial<TestMessage>) => void;
  readonly state: RuleTestState;
}

/** One message tried against the rules; with a draft, against them as they would be. */
export function useRuleTrial(draft?: TestedDraft): RuleTrial {
  const channels = useQuery(channelsQuery);
  const [written, setWritten] = useState<Partial<TestMessage>>({});
  const message: TestMessage = {
    text: "",
    // Most have one channel, and mean it.
    channelId: channels.data?.[0]?.id ?? null,
    contactId: undefined,
    isGroup: false,
    at: "",
    ...written,
  };
  const state = useRuleTest(message, draft);
  return { message, change: (change) => setWritten((before) => ({ ...before, ...change })), state };
}

/** Beside the rules: what would happen if a contact wrote this? */
export function RuleTestBox() {
  return <RuleTrialSection trial={useRuleTrial()} />;
}

export function RuleTrialSection({ trial }: { readonly trial: RuleTrial }) {
  const { t } = useTranslation();
  const { message, change, state } = trial;
  return (
    <Section title={t("autoReplies.test.title")} text={t("autoReplies.test.text")}>
      <Stack gap="sm">
        <Textarea
          label={t("autoReplies.test.message")}
          placeholder={t("autoReplies.test.placeholder")}
          autosize
          minRows={1}
          maxRows={6}
          value={message.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <Circumstances message={message} change={change} />
        {/* Read out when it changes. */}
        <div aria-live="polite">
          {state.error !== null && message.text.trim() !== "" && <TestProblem error={state.error} />}
          {state.error === null && state.result && <RuleTestResultView result={state.result} text={message.text} />}
        </div>
      </Stack>
    </Section>
  );
}

function TestProblem({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const { title, mend } = describeError(error, t);
  return (
    <Alert color="red" title={title}>
      {mend !== undefined && <Text size="sm">{mend}</Text>}
    </Alert>
  );
}

/** Where, when and by whom it is written. Mostly it does not matter, so it is folded away. */
function Circumstances({ message, change }: Pick<RuleTrial, "message" | "change">) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const channels = useQuery(channelsQuery);
  const mayChooseContact = useCan("contacts:read");
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        rightSection={<Chevron size={14} aria-hidden />}
        aria-expanded={isOpen}
        onClick={toggle}
        ml={-8}
      >
        {t("autoReplies.test.more")}
      </Button>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" pt="xs">
          <Select
            label={t("autoReplies.test.channel")}
            placeholder={t("autoReplies.test.noChannel")}
            clearable
            value={message.channelId}
            onChange={(channelId) => change({ channelId })}
            data={(channels.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          {mayChooseContact && (
            <ContactSelect
              label={t("autoReplies.test.contact")}
              placeholder={t("autoReplies.test.noContact")}
              value={message.contactId}
              onChange={(contactId) => change({ contactId })}
            />
          )}
          <TextInput
            type="datetime-local"
            label={t("autoReplies.test.at")}
            description={t("autoReplies.test.atHint")}
            value={message.at}
            onChange={(event) => change({ at: event.currentTarget.value })}
          />
          <Switch
            label={t("autoReplies.test.isGroup")}
            checked={message.isGroup}
            onChange={(event) => change({ isGroup: event.currentTarget.checked })}
          />
        </Stack>
      </Collapse>
    </div>
  );
}
