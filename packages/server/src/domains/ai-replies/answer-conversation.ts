/** Answers what waits in one conversation: decide, ask, send.
 *
 *  Deciding and sending are a transaction each, with the conversation locked (as everywhere: conversation first, then our rows); asking takes
 *  seconds and holds nothing. A row says which attempt it is in. The answer of an attempt is sent in the transaction that ends it, so that a
 *  crash at any moment sends it once or not at all. */
import type { Clock } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/index.ts";
import type { Logger } from "../../platform/logger.ts";
import { OutgoingFailed } from "../../platform/outgoing/index.ts";
import type { AiLookups, AlertSink, OrganisationSettings } from "./ai-replies.ports.ts";
import { takeBackAttempt } from "./ai-replies.store.ts";
import type { AiSettingsService } from "./ai-settings.service.ts";
import type { Ask, Asked } from "./ask.ts";
import { type Attempt, createDecide } from "./decide.ts";
import { createEffects } from "./effects.ts";
import { createOutcomes } from "./outcome.ts";
import { toTurns } from "./question.rules.ts";

interface Deps {
  db: Db;
  clock: Clock;
  logger: Logger;
  settings: AiSettingsService;
  organisation: () => OrganisationSettings;
  lookups: AiLookups;
  alerts: AlertSink;
  ask: Ask;
}

/** False: somebody else works on the conversation; try again. */
export type AnswerConversation = (conversationId: string, signal: AbortSignal) => Promise<boolean>;

export function createAnswerConversation(deps: Deps): AnswerConversation {
  const { db, lookups } = deps;
  const effects = createEffects(deps);
  const decide = createDecide({ ...deps, effects });
  const outcomes = createOutcomes({ ...deps, effects });

  async function ask({ reply, number, messages }: Attempt, signal: AbortSignal): Promise<Asked> {
    const { settings, secrets } = await deps.settings.forAsking();
    const { conversationId, channelId, contactId, messageId, instructions } = reply;
    const [contact] = await lookups.findContacts(db, [contactId]);
    return deps.ask({
      id: reply.id,
      attempt: number,
      settings,
      secrets,
      instructions,
      organisationName: deps.organisation().organisationName,
      channelName: (await lookups.findChannelName(channelId)) ?? null,
      conversation: { id: conversationId, channelId },
      contact: contact ?? { id: contactId, name: null, phone: null, language: null, fields: {} },
      messageId,
      turns: toTurns(messages, settings.contextMessages),
      signal,
    });
  }

  return async (conversationId, signal) => {
    const attempt = await decide(conversationId);
    if (attempt === "busy") return false;
    if (attempt === undefined) return true;
    let asked: Asked;
    try {
      asked = await ask(attempt, signal);
    } catch (error) {
      const isStopping = error instanceof OutgoingFailed && error.trouble === "aborted";
      // Another node, or this one when it is back, asks again.
      if (isStopping) await takeBackAttempt(db, attempt.reply.id, attempt.number);
      else await outcomes.recordFailure(attempt, error);
      return true;
    }
    await outcomes.record(attempt, asked);
    return true;
  };
}
