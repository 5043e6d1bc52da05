/** What ends an AI reply, in the caller's transaction with the conversation locked. */
import type { Clock } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { AiLookups, AlertSink } from "./ai-replies.ports.ts";
import type { Ending } from "./ai-replies.rules.ts";
import { type AiReply, endReplies } from "./ai-replies.store.ts";
import type { AiSettingsService } from "./ai-settings.service.ts";
import { findState, writeState } from "./conversation-states.store.ts";
import { sourceIdOf } from "./source-id.rules.ts";

export interface Effects {
  /** Queues a message for the contact and answers with its id. `explained` is kept with it, for whoever asks why it was sent. */
  send(tx: Tx, reply: AiReply, text: string, explained?: Record<string, unknown>): Promise<string | null>;
  /** From now on a person is to answer in the conversation. */
  handOver(tx: Tx, reply: AiReply, reason: string): Promise<void>;
  /** Ends them all without having asked. */
  end(tx: Tx, replies: readonly AiReply[], ending: Ending): Promise<void>;
  /** For good: people are told, and have to answer. */
  fail(tx: Tx, reply: AiReply, detail: string, mend?: string): Promise<void>;
  tellChanged(tx: Tx, ids: readonly string[]): Promise<void>;
  tellLimitReached(tx: Tx, limitADay: number): Promise<void>;
  tellAllIsWell(tx: Tx, what: "limit" | "provider"): Promise<void>;
}

interface Deps {
  clock: Clock;
  settings: AiSettingsService;
  lookups: Pick<AiLookups, "enqueue">;
  alerts: AlertSink;
}

const SUBJECT = "ai-replies";
const ALERTS = { provider: "ai-replies-failing", limit: "ai-replies-limit-reached" } as const;

export function createEffects({ clock, settings, lookups, alerts }: Deps): Effects {
  const tellChanged: Effects["tellChanged"] = (tx, ids) => insertEvent(tx, "ai-replies.changed", { ids }, clock.now());

  const send: Effects["send"] = async (tx, reply, text, explained = {}) => {
    const { id, conversationId, channelId, ruleId, expiresAt } = reply;
    const [messageId] = await lookups.enqueue(tx, [
      {
        conversationId,
        channelId,
        content: { type: "text", text },
        source: { kind: "autoreply", id: sourceIdOf(id) },
        expiresAt,
        decision: { kind: "ai-reply", detail: { aiReplyId: id, ruleId, ...explained } },
      },
    ]);
    return messageId ?? null;
  };

  /** What people have set for such a moment. */
  async function sendHandOverMessage(tx: Tx, reply: AiReply): Promise<void> {
    const { handOverMessage } = await settings.current(tx);
    if (handOverMessage !== null) await send(tx, reply, handOverMessage);
  }

  const handOver: Effects["handOver"] = async (tx, { conversationId }, reason) => {
    const now = clock.now();
    const state = await findState(tx, conversationId);
    await writeState(tx, conversationId, { ...state, handedOverAt: now, handOverReason: reason });
    await insertEvent(tx, "conversations.changed", { ids: [conversationId] }, now);
  };

  return {
    send,
    handOver,
    tellChanged,
    async end(tx, replies, ending) {
      const last = replies.at(-1);
      if (!last) return;
      const ids = replies.map((reply) => reply.id);
      await endReplies(tx, ids, ending, clock.now());
      if (ending.state === "handed-over") {
        await handOver(tx, last, ending.detail);
        await sendHandOverMessage(tx, last);
      }
      await tellChanged(tx, ids);
    },
    async fail(tx, reply, detail, mend = "Check the settings of AI replies, and try them there.") {
      await endReplies(tx, [reply.id], { state: "failed", reason: "provider-failed", detail }, clock.now());
      await handOver(tx, reply, "AI replies failed.");
      await sendHandOverMessage(tx, reply);
      const title = "AI replies fail; people have to answer";
      await alerts.raise(tx, { kind: ALERTS.provider, subject: SUBJECT, severity: "warning", title, detail, mend });
      await tellChanged(tx, [reply.id]);
    },
    async tellLimitReached(tx, limitADay) {
      const title = `Today's ${limitADay} AI replies are used up`;
      const mend = "Answer in the inbox, or raise the limit in the settings of AI replies.";
      const particulars = { count: limitADay };
      await alerts.raise(tx, { kind: ALERTS.limit, subject: SUBJECT, severity: "warning", title, mend, particulars });
    },
    tellAllIsWell: (tx, what) => alerts.resolve(tx, ALERTS[what], SUBJECT),
  };
}
