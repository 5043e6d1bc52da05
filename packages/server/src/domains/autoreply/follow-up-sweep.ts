/** Sends follow-ups when they are due. Any node may sweep, several at once.
 *
 *  Locks: whoever changes a conversation locks its row first, then sets its timer. The sweep keeps that order: it looks for due timers
 *  without locking them, locks those conversations that are free, and only then takes the timers that are still due. A conversation
 *  that is being worked on at the moment is left for the next round. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import { type ActiveHours, findNextActive } from "../../platform/active-hours.rules.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { createDueSweep, type DueSweep } from "../../platform/due-sweep.ts";
import { describeError } from "../../platform/errors.ts";
import type { Logger } from "../../platform/logger.ts";
import type { MessageDraft, MessagesService } from "../messages/index.ts";
import { contactVariables, organisationVariables, type TemplateRenderer } from "../templates/index.ts";
import type { AutoreplyLookups, AutoreplySettings } from "./autoreply.ports.ts";
import { FOLLOW_UP_GRACE_MS, judgeDue } from "./follow-ups.rules.ts";
import type { FollowUp, FollowUpRule, FollowUpTally } from "./follow-ups.store.ts";
import * as store from "./follow-ups.store.ts";

export interface FollowUpSweepDeps {
  db: Db;
  clock: Clock;
  logger: Logger;
  messages: Pick<MessagesService, "enqueue">;
  channels: Pick<ChannelsService, "list">;
  lookups: AutoreplyLookups;
  templates: TemplateRenderer;
  settings: () => AutoreplySettings;
}

const BATCH_LIMIT = 500;
/** When all that is due is locked at the moment. */
const BUSY_MS = 50;

export function createFollowUpSweep(deps: FollowUpSweepDeps): DueSweep {
  const { db, clock, logger } = deps;
  return createDueSweep({
    clock,
    logger,
    what: "follow-ups",
    async look() {
      const now = clock.now();
      const result = await runInTransaction(db, (tx) => sendDue(tx, now, deps));
      if (result.found === BATCH_LIMIT || result.taken < result.found) return result.taken > 0 ? 0 : BUSY_MS;
      const nextDue = await store.findNextDue(db);
      return nextDue ? Math.max(0, nextDue.getTime() - clock.now().getTime()) : Number.POSITIVE_INFINITY;
    },
  });
}

interface SweepResult {
  readonly found: number;
  readonly taken: number;
}

async function sendDue(tx: Tx, now: Date, deps: FollowUpSweepDeps): Promise<SweepResult> {
  const candidates = await store.findDueConversations(tx, now, BATCH_LIMIT);
  if (candidates.length === 0) return { found: 0, taken: 0 };
  const free = await deps.lookups.lockFreeConversations(tx, candidates);
  const due = await store.takeDue(
    tx,
    free.map((conversation) => conversation.id),
    now,
  );
  const contacts = await readContacts(tx, free, deps.lookups);
  const channelNames = new Map((await deps.channels.list(tx)).map((channel) => [channel.id, channel.name]));
  const rules = new Map((await store.listFollowUpRules(tx)).map((rule) => [rule.id, rule]));
  const conversations = new Map(free.map((conversation) => [conversation.id, conversation]));
  const tallies = new Map<string, FollowUpTally>();
  const drafts: MessageDraft[] = [];
  const postponed: FollowUp[] = [];
  for (const followUp of due) {
    const rule = rules.get(followUp.ruleId);
    const tally = tallyOf(tallies, followUp.ruleId);
    const conversation = conversations.get(followUp.conversationId);
    const channelName = channelNames.get(followUp.channelId);
    if (!rule || !conversation || channelName === undefined) {
      tally.cancelled += 1;
      continue;
    }
    const verdict = judgeDue(followUp, rule, conversation, now);
    if (verdict === "later") {
      postponed.push({ ...followUp, dueAt: findNextActive(rule.activeHours as ActiveHours, now) });
      continue;
    }
    if (verdict !== "send") {
      tally[verdict] += 1;
      continue;
    }
    try {
      const variables = {
        contact: contacts.get(conversation.contactId ?? "") ?? {},
        channel: { name: channelName },
        organisation: organisationVariables(deps.settings().organisationName),
      };
      const draft = writeDraft(followUp, rule, variables, deps.templates);
      if (draft) drafts.push(draft);
      tally[draft ? "queued" : "cancelled"] += 1;
    } catch (error) {
      tally.failed += 1;
      tally.lastError = describeError(error);
    }
  }
  await deps.messages.enqueue(tx, drafts);
  await store.upsertFollowUps(tx, postponed);
  await store.addFollowUpTallies(tx, [...tallies.values()], now);
  return { found: candidates.length, taken: due.length };
}

function writeDraft(
  followUp: FollowUp,
  rule: FollowUpRule,
  variables: Readonly<Record<string, unknown>>,
  templates: TemplateRenderer,
): MessageDraft | undefined {
  const text = templates.render(templates.parse(rule.text), variables).text.trim();
  if (text === "") return undefined;
  return {
    conversationId: followUp.conversationId,
    channelId: followUp.channelId,
    content: { type: "text", text },
    source: { kind: "follow-up", id: rule.id },
    expiresAt: new Date(followUp.dueAt.getTime() + FOLLOW_UP_GRACE_MS),
  };
}

/** What templates can name of each contact. */
async function readContacts(
  tx: Tx,
  conversations: ReadonlyArray<{ contactId: string | null }>,
  lookups: AutoreplyLookups,
): Promise<Map<string, Record<string, unknown>>> {
  const ids = conversations.map(({ contactId }) => contactId).filter((id) => id !== null);
  const found = ids.length > 0 ? await lookups.findContacts(tx, [...new Set(ids)]) : [];
  return new Map(found.map((contact) => [contact.id, contactVariables(contact)]));
}

function tallyOf(tallies: Map<string, FollowUpTally>, ruleId: string): FollowUpTally {
  const known = tallies.get(ruleId) ?? { ruleId, queued: 0, cancelled: 0, missed: 0, failed: 0, lastError: null };
  tallies.set(ruleId, known);
  return known;
}
