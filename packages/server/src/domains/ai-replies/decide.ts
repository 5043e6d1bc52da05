/** Whether what waits in a conversation is to be asked now: one transaction, which begins an attempt or ends what waits. */
import type { Clock } from "../../platform/clock.ts";
import { startOfDay } from "../../platform/days.rules.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import type { AiLookups, OrganisationSettings } from "./ai-replies.ports.ts";
import { ANSWERED_TOGETHER, DAY_LIMIT_REACHED, type Ending, findObstacle, MAX_ATTEMPTS } from "./ai-replies.rules.ts";
import { type AiReply, endReplies, lockWaiting, markAsking } from "./ai-replies.store.ts";
import type { AiSettings } from "./ai-settings.rules.ts";
import type { AiSettingsService } from "./ai-settings.service.ts";
import { findState } from "./conversation-states.store.ts";
import type { Effects } from "./effects.ts";
import { hasWords, type PastMessage, toTurns } from "./question.rules.ts";
import { countAsked, takeFromDay } from "./usage.store.ts";

/** An answer that is being asked for. */
export interface Attempt {
  readonly reply: AiReply;
  /** From 1. */
  readonly number: number;
  /** Of the conversation, the last ones. */
  readonly messages: readonly PastMessage[];
}

/** undefined: there is nothing to ask; `busy`: somebody else works on the conversation. */
export type Decide = (conversationId: string) => Promise<Attempt | "busy" | undefined>;

interface Deps {
  db: Db;
  clock: Clock;
  settings: AiSettingsService;
  organisation: () => OrganisationSettings;
  lookups: AiLookups;
  effects: Effects;
}

/** Messages looked at: those that wait, and what was said before. */
const MESSAGES_SEEN = 50;

export function createDecide({ db, clock, lookups, effects, ...deps }: Deps): Decide {
  async function findObstacleOf(
    tx: Tx,
    waiting: readonly AiReply[],
    messages: readonly PastMessage[],
    lastHumanReplyAt: Date | null,
    settings: AiSettings,
  ): Promise<Ending | undefined> {
    const reply = waiting.at(-1) as AiReply;
    const ids = new Set(waiting.map((one) => one.messageId));
    const asked = messages.filter((message) => ids.has(message.id) && hasWords(message));
    const now = clock.now();
    const today = startOfDay(now, deps.organisation().defaultTimezone);
    const obstacle = findObstacle({
      settings,
      now,
      channelId: reply.channelId,
      expiresAt: reply.expiresAt,
      lastHumanReplyAt,
      state: await findState(tx, reply.conversationId),
      isSuppressed: await lookups.isSuppressed(tx, reply.contactId, reply.channelId),
      texts: toTurns(asked, MESSAGES_SEEN).map((turn) => turn.text),
      askedToday: await countAsked(tx, reply.conversationId, today.begin),
    });
    // A message counts once, however often it has to be asked.
    if (obstacle || reply.askedAt !== null) return obstacle;
    if (await takeFromDay(tx, today.date, settings.limitADay)) {
      await effects.tellAllIsWell(tx, "limit");
      return undefined;
    }
    await effects.tellLimitReached(tx, settings.limitADay);
    return DAY_LIMIT_REACHED;
  }

  return (conversationId) =>
    runInTransaction(db, async (tx) => {
      const conversation = await lookups.lockFreeConversation(tx, conversationId);
      if (!conversation) return "busy";
      const waiting = await lockWaiting(tx, conversationId);
      const reply = waiting.at(-1);
      if (!reply) return undefined;
      if (reply.attempts >= MAX_ATTEMPTS) {
        await effects.fail(tx, reply, "It was begun again and again, and never came to an end.");
        return undefined;
      }
      const settings = await deps.settings.current(tx);
      const messages = await lookups.listMessages(tx, { conversationId }, { limit: MESSAGES_SEEN });
      const obstacle = await findObstacleOf(tx, waiting, messages, conversation.lastHumanReplyAt, settings);
      if (obstacle) {
        await effects.end(tx, waiting, obstacle);
        return undefined;
      }
      const older = waiting.slice(0, -1).map((one) => one.id);
      await endReplies(tx, older, ANSWERED_TOGETHER, clock.now());
      return { reply, number: await markAsking(tx, reply.id, clock.now()), messages };
    });
}
