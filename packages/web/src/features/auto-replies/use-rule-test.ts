import type { RuleTestResult, TestRulesData } from "@chasqui/client";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../app/api.ts";
import type { RuleDraft } from "./rule-form.rules.ts";

type RuleTest = NonNullable<TestRulesData["body"]>;

/** Who writes what, where and when. */
export interface TestMessage {
  readonly text: string;
  /** Null: no channel in particular. */
  readonly channelId: string | null;
  readonly contactId: string | undefined;
  readonly isGroup: boolean;
  /** As `datetime-local` has it; empty: now. */
  readonly at: string;
}

/** A rule as it stands in the editor. */
export interface TestedDraft {
  readonly rule: RuleDraft;
  readonly replaces?: string | undefined;
}

export interface RuleTestState {
  readonly result: RuleTestResult | undefined;
  readonly error: Error | null;
}

const PAUSE_MS = 300;

/** What would happen: asked anew whenever the message, the draft or any rule changes. Sends nothing. */
export function useRuleTest(message: TestMessage, draft: TestedDraft | undefined): RuleTestState {
  const [written] = useDebouncedValue(JSON.stringify(toRequest(message, draft)), PAUSE_MS);
  const request = JSON.parse(written) as RuleTest;
  const conversationId = useConversation(message);
  // A draft is checked even before anybody writes something.
  const isAsked = request.text.trim() !== "" || request.draft !== undefined;
  const test = useQuery({
    queryKey: ["rules", "test", request, conversationId],
    queryFn: ({ signal }) =>
      api.rules.test({ ...request, ...(conversationId !== undefined && { conversationId }) }, { signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const hasWords = request.text.trim() !== "";
  return { result: isAsked && hasWords ? test.data : undefined, error: isAsked ? test.error : null };
}

/** With it, rules that are cooling down there are known. */
function useConversation({ contactId, channelId }: TestMessage): string | undefined {
  const conversation = useQuery({
    queryKey: ["conversations", "between", contactId, channelId],
    queryFn: async ({ signal }) => {
      const { items } = await api.conversations.list(
        { contactId: contactId ?? "", channelId: channelId ?? "", limit: 1 },
        { signal },
      );
      return items[0]?.id ?? null;
    },
    enabled: contactId !== undefined && channelId !== null,
  });
  return conversation.data ?? undefined;
}

function toRequest({ text, channelId, contactId, isGroup, at }: TestMessage, draft: TestedDraft | undefined): RuleTest {
  return {
    text,
    ...(channelId !== null && { channelId }),
    ...(contactId !== undefined && { contactId }),
    ...(isGroup && { isGroup }),
    ...(at !== "" && { at: new Date(at).toISOString() }),
    ...(draft !== undefined && {
      draft: {
        rule: { ...draft.rule, name: draft.rule.name || "…" },
        ...(draft.replaces !== undefined && { replaces: draft.replaces }),
      },
    }),
  };
}
