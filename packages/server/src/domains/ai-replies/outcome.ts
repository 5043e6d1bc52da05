/** Writes down what became of an attempt: one transaction, which also queues the answer. An attempt that counts no more changes nothing. */
import { type Clock, waitFor } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { describeError } from "../../platform/errors.ts";
import type { Logger } from "../../platform/logger.ts";
import { ProviderFailed } from "./ai-replies.errors.ts";
import type { AiLookups } from "./ai-replies.ports.ts";
import { ANSWERED_TOGETHER, type Ending, findLateObstacle, findNextAttempt, findSilence } from "./ai-replies.rules.ts";
import { endReplies, isSomethingNewer, lockAttempt, postpone, recordAnswer } from "./ai-replies.store.ts";
import type { AiSettings } from "./ai-settings.rules.ts";
import type { AiSettingsService } from "./ai-settings.service.ts";
import type { Verdict } from "./answer.rules.ts";
import type { Asked } from "./ask.ts";
import { findState } from "./conversation-states.store.ts";
import type { Attempt } from "./decide.ts";
import type { Effects } from "./effects.ts";

export interface Outcomes {
  record(attempt: Attempt, asked: Asked): Promise<void>;
  recordFailure(attempt: Attempt, error: unknown): Promise<void>;
}

interface Deps {
  db: Db;
  clock: Clock;
  logger: Logger;
  settings: AiSettingsService;
  lookups: AiLookups;
  effects: Effects;
}

/** While somebody else works on the conversation. */
const BUSY_MS = 50;

export function createOutcomes({ db, clock, logger, settings, lookups, effects }: Deps): Outcomes {
  async function finish(
    { reply, number }: Attempt,
    work: (tx: Tx, lastHumanReplyAt: Date | null) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const isDone = await runInTransaction(db, async (tx) => {
        const conversation = await lookups.lockFreeConversation(tx, reply.conversationId);
        if (!conversation) return (await lookups.findConversations(tx, [reply.conversationId])).length === 0;
        if (await lockAttempt(tx, reply.id, number)) {
          await work(tx, conversation.lastHumanReplyAt);
          await effects.tellChanged(tx, [reply.id]);
        }
        return true;
      });
      if (isDone) return;
      await waitFor(clock, BUSY_MS);
    }
  }

  /** What has happened while the provider was thinking. */
  async function findNews(
    tx: Tx,
    { reply }: Attempt,
    current: AiSettings,
    lastHumanReplyAt: Date | null,
  ): Promise<Ending | undefined> {
    const now = clock.now();
    const state = await findState(tx, reply.conversationId);
    const obstacle =
      findLateObstacle(current, reply.expiresAt, now) ?? findSilence(current, state, lastHumanReplyAt, now);
    if (obstacle) return obstacle;
    return (await isSomethingNewer(tx, reply.conversationId, reply)) ? ANSWERED_TOGETHER : undefined;
  }

  return {
    record: (attempt, { verdict, answer, tookMs }) =>
      finish(attempt, async (tx, lastHumanReplyAt) => {
        const { reply } = attempt;
        const current = await settings.current(tx);
        const news = await findNews(tx, attempt, current, lastHumanReplyAt);
        if (news) return endReplies(tx, [reply.id], news, clock.now());
        const { model, promptTokens, completionTokens } = answer;
        const { provider } = current;
        const text = textFor(verdict, current.handOverMessage);
        const reason = `${model ?? "The provider"} wrote it in ${(tookMs / 1000).toFixed(1)} s.`;
        const explained = { reason, provider, model, tookMs, attempt: attempt.number };
        const replyMessageId = text === null ? null : await effects.send(tx, reply, text, explained);
        const ending = describe(verdict);
        if (ending.state === "handed-over") await effects.handOver(tx, reply, ending.detail ?? "");
        if (replyMessageId !== null && reply.ruleId !== null) await lookups.noteRuleReplied(tx, reply.ruleId);
        const parts = { ...ending, replyMessageId, provider, model, promptTokens, completionTokens, tookMs };
        await recordAnswer(tx, reply.id, parts, clock.now());
        await effects.tellAllIsWell(tx, "provider");
      }),

    async recordFailure(attempt, error) {
      const { reply, number } = attempt;
      const failure = error instanceof ProviderFailed ? error : undefined;
      const detail = describeError(error);
      logger.warn({ aiReplyId: reply.id, attempt: number, reason: detail }, "a reply could not be asked for");
      await finish(attempt, async (tx) => {
        const again = failure && findNextAttempt(number, failure, reply.expiresAt, clock.now());
        if (again) await postpone(tx, reply.id, again, detail);
        else await effects.fail(tx, reply, detail, failure?.mend);
      });
    },
  };
}

function textFor(verdict: Verdict, handOverMessage: string | null): string | null {
  if (verdict.kind === "silence") return null;
  return verdict.kind === "hand-over" ? (verdict.text ?? handOverMessage) : verdict.text;
}

function describe(verdict: Verdict) {
  switch (verdict.kind) {
    case "reply":
      return { state: "answered", reason: null, detail: null } as const;
    case "silence":
      return { state: "silent", reason: "nothing-to-say", detail: "The provider had nothing to say." } as const;
    case "hand-over": {
      const detail = verdict.reason ?? "The AI handed the conversation over.";
      return { state: "handed-over", reason: "provider-handed-over", detail } as const;
    }
  }
}
