/** "What would happen if a contact wrote …": the decisions of real messages, on a message that does not exist. Sends, counts and remembers
 *  nothing. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import { ChasquiError } from "../../platform/errors.ts";
import {
  type ContactFacts,
  contactVariables,
  organisationVariables,
  type TemplateRenderer,
} from "../templates/index.ts";
import { isForAi, isOnAt } from "./ai.rules.ts";
import { RuleUnknown } from "./autoreply.errors.ts";
import type { AiPort, AutoreplyLookups, AutoreplySettings, SavedTemplates } from "./autoreply.ports.ts";
import {
  type AnswerableMessage,
  type AnswerContext,
  decideReplies,
  findMatches,
  type Outcome,
} from "./autoreply.rules.ts";
import { compileRule, type RuleDefinition } from "./compile-rule.ts";
import { planFollowUps } from "./follow-ups.rules.ts";
import { type FollowUpRule, listFollowUpRules } from "./follow-ups.store.ts";
import type { WishBook } from "./opt-out.rules.ts";
import { describeRules, tryRender } from "./rule-test.rules.ts";
import type { RuleTest, RuleTestResult } from "./rule-test.schemas.ts";
import { findUses, listRules } from "./rules.store.ts";

/** @throws RuleUnknown, and channel-unknown, conversation-unknown, contact-unknown; of a draft what `create` throws. */
export type TestRules = (input: RuleTest) => Promise<RuleTestResult>;

interface Deps {
  db: Db;
  clock: Clock;
  channels: Pick<ChannelsService, "get">;
  templates: TemplateRenderer;
  savedTemplates: SavedTemplates;
  lookups: AutoreplyLookups;
  settings: () => AutoreplySettings;
  ai: AiPort;
  wishes: () => WishBook;
  /** @throws when the rule could not be stored either. */
  checkRule(rule: RuleDefinition): Promise<void>;
}

/** Of a draft that replaces nothing. */
const NEW = "00000000-0000-0000-0000-000000000000";

export function createTestRules(deps: Deps): TestRules {
  const { db, templates } = deps;

  async function readRules(draft: RuleTest["draft"]): Promise<RuleDefinition[]> {
    const rules: RuleDefinition[] = await listRules(db);
    if (!draft) return rules;
    const drafted: RuleDefinition = { ...draft.rule, id: draft.replaces ?? NEW };
    await deps.checkRule(drafted);
    if (draft.replaces === undefined) return [...rules, drafted];
    if (!rules.some((rule) => rule.id === draft.replaces)) throw new RuleUnknown();
    return rules.map((rule) => (rule.id === draft.replaces ? drafted : rule));
  }

  /** Where it is written and by whom. */
  async function findPlace({ conversationId, channelId, contactId, contactName, isGroup }: RuleTest) {
    const conversation = await findConversation(conversationId);
    const channel = channelId ?? conversation?.channelId;
    const writer = contactId ?? conversation?.contactId ?? undefined;
    return {
      channel: channel === undefined ? undefined : await deps.channels.get(channel),
      contact: writer === undefined ? { name: contactName ?? null } : await getContact(writer),
      isGroup: isGroup ?? conversation?.isGroup ?? false,
    };
  }

  async function findConversation(id: string | undefined) {
    if (id === undefined) return undefined;
    const [conversation] = await deps.lookups.findConversations(db, [id]);
    if (!conversation)
      throw new ChasquiError("not-found", "conversation-unknown", "There is no conversation with this id.");
    return conversation;
  }

  async function getContact(id: string): Promise<ContactFacts> {
    const [contact] = await deps.lookups.findContacts(db, [id]);
    if (!contact) throw new ChasquiError("not-found", "contact-unknown", "There is no contact with this id.");
    return contact;
  }

  async function findCooldowns(conversationId: string | undefined, rules: readonly RuleDefinition[]) {
    if (conversationId === undefined) return new Map<string, Date>();
    const uses = await findUses(
      db,
      [conversationId],
      rules.map((rule) => rule.id),
    );
    return new Map(uses.map((use) => [use.ruleId, use.lastRepliedAt]));
  }

  return async (input) => {
    const now = input.at ?? deps.clock.now();
    const settings = deps.settings();
    const rules = (await readRules(input.draft)).map((rule) => compileRule(rule, templates));
    const { channel, contact, isGroup } = await findPlace(input);
    const message: AnswerableMessage = { ...input, channelId: channel?.id, isGroup };
    const ai = await deps.ai.settings();
    const isAiOn = isOnAt(ai, channel?.id);
    const shown = { at: now, channelId: channel?.id ?? null, contactId: "id" in contact ? contact.id : null };

    const book = deps.wishes();
    const wish = isGroup || input.type !== "text" ? undefined : book.findWish(input.text);
    if (wish) {
      const optOut = { kind: wish.kind, confirmation: book.confirm(wish) };
      return { ...shown, optOut, rules: [], ai: { isOn: isAiOn, isAsked: false, reason: "opt-out" }, followUp: null };
    }

    const definitions = rules.map(({ rule }) => rule);
    const cooldowns = await findCooldowns(input.conversationId, definitions);
    const savedTemplates = new Map((await findSavedTemplates(definitions)).map((template) => [template.id, template]));
    const context: AnswerContext = {
      now,
      contact,
      channelName: channel?.name,
      organisationName: settings.organisationName,
      isAiOn,
      findTemplate: (id) => savedTemplates.get(id),
      lastRepliedAt: (ruleId) => cooldowns.get(ruleId),
    };
    const matches = findMatches(rules, message, now);
    const outcomes = decideReplies(matches, message, context);
    const matched = new Set(matches.map(({ compiled }) => compiled.rule.id));
    const tested = describeRules(rules, message, now, outcomes, matched);
    return {
      ...shown,
      optOut: null,
      rules: tested.map(({ id, ...rule }) => ({
        ruleId: id === NEW ? null : id,
        isDraft: input.draft !== undefined && id === (input.draft.replaces ?? NEW),
        ...rule,
      })),
      ai: { isOn: isAiOn, ...describeAi(isAiOn, outcomes, matched.size === 0, isForAi(message, ai)) },
      followUp: await planFollowUp(message, now, context),
    };
  };

  function findSavedTemplates(rules: readonly RuleDefinition[]) {
    const ids = rules.flatMap(({ reply }) => (reply.type === "saved-template" ? [reply.templateId] : []));
    return deps.savedTemplates.find(db, [...new Set(ids)]);
  }

  async function planFollowUp(
    message: AnswerableMessage,
    now: Date,
    context: AnswerContext,
  ): Promise<RuleTestResult["followUp"]> {
    const rules = (await listFollowUpRules(db)).filter(({ enabled }) => enabled);
    // For no channel in particular: one that no rule is made for.
    const place = { conversationId: NEW, channelId: message.channelId ?? NEW, isGroup: message.isGroup };
    const [planned] = planFollowUps([{ ...place, type: message.type, occurredAt: now }], rules, now);
    const rule = rules.find(({ id }) => id === planned?.ruleId);
    if (!planned || !rule) return null;
    const { text, missing } = tryRender(() => renderFollowUp(rule, context));
    return {
      ruleId: rule.id,
      ruleName: rule.name,
      delaySeconds: rule.delaySeconds,
      dueAt: planned.dueAt,
      text,
      missing,
    };
  }

  function renderFollowUp(rule: FollowUpRule, { contact, channelName, organisationName }: AnswerContext) {
    const { name = null, phone = null, language = null, fields = {} } = contact;
    return templates.render(templates.parse(rule.text), {
      contact: contactVariables({ name, phone, language, fields }),
      channel: channelName === undefined ? {} : { name: channelName },
      organisation: organisationVariables(organisationName),
    });
  }
}

function describeAi(isOn: boolean, outcomes: readonly Outcome[], nothingMatched: boolean, isFor: boolean) {
  if (outcomes.some(({ kind }) => kind === "ask-ai")) return { isAsked: true, reason: "rule" } as const;
  if (!isOn) return { isAsked: false, reason: "off" } as const;
  if (!nothingMatched) return { isAsked: false, reason: "rule-answers" } as const;
  return isFor
    ? ({ isAsked: true, reason: "no-rule-matched" } as const)
    : ({ isAsked: false, reason: "not-for-ai" } as const);
}
