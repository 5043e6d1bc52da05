/** Decides on received messages, in the transaction that stores them: which rules answer, and whose follow-up timer begins anew.
 *  Set-based: the number of statements does not grow with the number of messages. */
import { afterCommit, type Tx } from "../../platform/db/index.ts";
import type { MessageDraft, MessagesService, ReceivedHandler, ReceivedMessage } from "../messages/index.ts";
import type { ContactFacts } from "../templates/index.ts";
import type { ActiveRules, RuleBook } from "./active-rules.ts";
import { isForAi, isOnAt } from "./ai.rules.ts";
import type { AiAvailability, AiPort, AiRequest, AutoreplyLookups, AutoreplySettings } from "./autoreply.ports.ts";
import { type AnswerContext, decideReplies, type FoundMatch, findMatches, type Outcome } from "./autoreply.rules.ts";
import { planFollowUps } from "./follow-ups.rules.ts";
import { upsertFollowUps } from "./follow-ups.store.ts";
import type { OptOut } from "./opt-out.ts";
import { dayOf } from "./rule-statistics.rules.ts";
import { addTallies, type RuleTally } from "./rule-statistics.store.ts";
import { findUses, type RuleUse, upsertUses } from "./rules.store.ts";

interface Deps {
  messages: Pick<MessagesService, "enqueue">;
  optOut: OptOut;
  lookups: Pick<AutoreplyLookups, "findContacts">;
  activeRules: ActiveRules;
  ai: AiPort;
  settings: () => AutoreplySettings;
  /** Told, after the commit, of the earliest time at which a follow-up set just now is due. */
  onFollowUpSet: (dueAt: Date) => void;
}

interface MatchedMessage {
  readonly message: ReceivedMessage;
  readonly matches: readonly FoundMatch[];
}

/** What is known of the world while a batch is answered. */
interface Surroundings {
  readonly book: RuleBook;
  readonly ai: AiAvailability;
  readonly settings: AutoreplySettings;
  readonly tx: Tx;
  readonly now: Date;
}

export function createReceivedHandler(deps: Deps): ReceivedHandler {
  const { messages, lookups, activeRules, ai, optOut } = deps;

  async function answer(batch: readonly ReceivedMessage[], around: Surroundings): Promise<void> {
    const { book, tx, now, settings } = around;
    const compared = batch.map((message) => ({ message, matches: findMatches(book.rules, message, now) }));
    const matched = compared.filter(({ matches }) => matches.length > 0);
    const unmatched = compared.filter(({ matches }) => matches.length === 0).map(({ message }) => message);
    const requests = unmatched
      .filter((message) => isForAi(message, around.ai))
      .map((message) => toRequest(message, settings));
    if (matched.length > 0) requests.push(...(await answerMatched(matched, around)));
    await ai.request(tx, requests, now);
  }

  /** Answers with what the AI is to write. */
  async function answerMatched(matched: readonly MatchedMessage[], around: Surroundings): Promise<AiRequest[]> {
    const { book, tx, now, settings } = around;
    const contacts = await readContacts(tx, matched);
    const uses = await readUses(tx, matched);
    const drafts: MessageDraft[] = [];
    const requests: AiRequest[] = [];
    const tallies = new Map<string, RuleTally>();
    const newUses = new Map<string, RuleUse>();
    // In the order they were written: the answer to one may make a rule cool down for the next.
    for (const { message, matches } of matched) {
      const { conversationId, channelId } = message;
      const context: AnswerContext = {
        now,
        contact: contacts.get(message.contactId) ?? {},
        channelName: book.channelNames.get(channelId),
        organisationName: settings.organisationName,
        isAiOn: isOnAt(around.ai, channelId),
        findTemplate: (id) => book.savedTemplates.get(id),
        lastRepliedAt: (ruleId) => uses.get(useKey({ ruleId, conversationId })),
      };
      for (const outcome of decideReplies(matches, message, context)) {
        tally(tallies, outcome);
        if (outcome.kind === "reply") drafts.push(toDraft(message, outcome, findExpiry(message, settings)));
        else if (outcome.kind === "ask-ai") requests.push(toRequest(message, settings, outcome));
        else continue;
        if (outcome.rule.cooldownSeconds === 0) continue;
        const use = { ruleId: outcome.rule.id, conversationId, lastRepliedAt: now };
        uses.set(useKey(use), now);
        newUses.set(useKey(use), use);
      }
    }
    await messages.enqueue(tx, drafts);
    await upsertUses(tx, [...newUses.values()]);
    await addTallies(tx, [...tallies.values()], dayOf(now, settings.defaultTimezone), now);
    return requests;
  }

  async function readContacts(tx: Tx, matched: readonly MatchedMessage[]): Promise<Map<string, ContactFacts>> {
    const ids = [...new Set(matched.map(({ message }) => message.contactId))];
    return new Map((await lookups.findContacts(tx, ids)).map((contact) => [contact.id, contact]));
  }

  async function readUses(tx: Tx, matched: readonly MatchedMessage[]): Promise<Map<string, Date>> {
    const rules = matched.flatMap(({ matches }) => matches.map(({ compiled }) => compiled.rule));
    const cooling = [...new Set(rules.filter((rule) => rule.cooldownSeconds > 0).map((rule) => rule.id))];
    if (cooling.length === 0) return new Map();
    const found = await findUses(tx, [...new Set(matched.map(({ message }) => message.conversationId))], cooling);
    return new Map(found.map((use) => [useKey(use), use.lastRepliedAt]));
  }

  return async (batch, tx, now) => {
    const settings = deps.settings();
    const fresh = await optOut.takeOut(batch, tx, (message) => findAnswerEnd(message, settings, now));
    if (fresh.length === 0) return;
    const book = await activeRules.get(tx);
    await answer(fresh, { book, ai: await ai.settings(tx), settings, tx, now });
    const followUps = planFollowUps(fresh, book.followUpRules, now);
    await upsertFollowUps(tx, followUps);
    const [soonest] = followUps.map((followUp) => followUp.dueAt).sort((a, b) => a.getTime() - b.getTime());
    if (soonest) afterCommit(tx, () => deps.onFollowUpSet(soonest));
  };
}

/** Until when a message may be answered; undefined: it is too late by now. */
function findAnswerEnd(message: ReceivedMessage, settings: AutoreplySettings, now: Date): Date | undefined {
  const end = findExpiry(message, settings);
  return message.isFresh && end > now ? end : undefined;
}

function findExpiry({ occurredAt }: ReceivedMessage, { autoReplyWithinMinutes }: AutoreplySettings): Date {
  return new Date(occurredAt.getTime() + autoReplyWithinMinutes * 60_000);
}

function toDraft(message: ReceivedMessage, outcome: Outcome & { kind: "reply" }, expiresAt: Date): MessageDraft {
  return {
    conversationId: message.conversationId,
    channelId: message.channelId,
    content: outcome.content,
    source: { kind: "autoreply", id: outcome.rule.id },
    // An answer that comes out of the blue is worse than none.
    expiresAt,
    // In a group it must be seen whom the answer is for.
    quotedProviderId: message.isGroup ? message.providerId : undefined,
  };
}

function toRequest(
  message: ReceivedMessage,
  settings: AutoreplySettings,
  outcome?: Extract<Outcome, { kind: "ask-ai" }>,
): AiRequest {
  const { id: messageId, conversationId, channelId, contactId } = message;
  return {
    conversationId,
    channelId,
    contactId,
    messageId,
    ruleId: outcome?.rule.id ?? null,
    instructions: outcome?.instructions ?? null,
    expiresAt: findExpiry(message, settings),
  };
}

function tally(tallies: Map<string, RuleTally>, outcome: Outcome): void {
  const ruleId = outcome.rule.id;
  const known = tallies.get(ruleId) ?? { ruleId, matched: 0, replied: 0, failed: 0, lastError: null };
  known.matched += 1;
  if (outcome.kind === "reply") known.replied += 1;
  if (outcome.kind === "failed") {
    known.failed += 1;
    known.lastError = outcome.error;
  }
  tallies.set(ruleId, known);
}

function useKey({ ruleId, conversationId }: Pick<RuleUse, "ruleId" | "conversationId">): string {
  return `${conversationId}/${ruleId}`;
}
