/** Why a message was sent or not, told from what is on record. */
import type { ChannelsService } from "../../../channels/channels.service.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/db/index.ts";
import { MessageUnknown } from "../messages.errors.ts";
import { findMessage, listDecisions, type Message } from "../messages.store.ts";
import type { MessageSource } from "../outbox/lanes.rules.ts";
import { actionsOf, type MessageAction } from "../thread/message-actions.rules.ts";
import { describeError } from "../thread/thread-reader.ts";
import { findOutlook } from "./explanation.store.ts";
import { tellHistory } from "./history.rules.ts";
import { foresee, type NextStep, STATE_TITLES } from "./outlook.rules.ts";
import { type ExplainedStep, explainStep } from "./steps.rules.ts";

/** What stands behind a message: what it is called, and what there is to look at. */
export interface KnownSource {
  readonly name: string | null;
  /** user, api-key, rule, follow-up-rule … and its id. */
  readonly link: { readonly kind: string; readonly id: string } | null;
}

export type FindSource = (kind: MessageSource, id: string) => Promise<KnownSource>;

export interface Explanation {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly direction: Message["direction"];
  readonly source:
    | ({ readonly kind: MessageSource; readonly id: string | null; readonly title: string } & KnownSource)
    | null;
  readonly state: { readonly code: Message["state"]; readonly title: string };
  readonly error: ReturnType<typeof describeError>;
  readonly next: NextStep | null;
  readonly expiresAt: Date | null;
  readonly actions: MessageAction[];
  readonly steps: ExplainedStep[];
}

export interface ExplanationDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: Pick<ChannelsService, "list">;
  readonly findSource: FindSource;
}

/** @throws MessageUnknown */
export type ExplainMessage = (id: string) => Promise<Explanation>;

export function createExplainMessage({ db, clock, channels, findSource }: ExplanationDeps): ExplainMessage {
  return async (id) => {
    // The history first, so that the message is never older than what is told of it.
    const decisions = await listDecisions(db, id);
    const message = await findMessage(db, id);
    if (!message) throw new MessageUnknown();
    const outlook = await findOutlook(db, id);
    const channel = (await channels.list()).find((one) => one.id === message.channelId);
    const { sourceKind, sourceId } = message;
    const known = sourceKind && sourceId ? await findSource(sourceKind, sourceId) : { name: null, link: null };
    const title = sourceKind ? nameSource(sourceKind, sourceId, known.name) : "";
    return {
      messageId: message.id,
      conversationId: message.conversationId,
      channelId: message.channelId,
      direction: message.direction,
      source: sourceKind ? { kind: sourceKind, id: sourceId, title, ...known } : null,
      state: { code: message.state, title: STATE_TITLES[message.state] },
      error: describeError(message.error),
      next: foresee(message, outlook, channel, clock.now()),
      expiresAt: outlook?.expiresAt ?? null,
      actions: actionsOf(message),
      steps: tellHistory(message, decisions).map((step) => explainStep(step, title)),
    };
  };
}

/** Of what answers STOP, BAJA … and their opposites: no rule of anybody's. */
const OPT_OUT_SOURCE_ID = "opt-out";
/** Of what the AI wrote; the AI reply's id follows. */
const AI_REPLY_SOURCE_PREFIX = "ai-reply:";

function nameSource(kind: MessageSource, id: string | null, name: string | null): string {
  const called = name === null ? "" : ` “${name}”`;
  switch (kind) {
    case "inbox":
      return `${name ?? "A person"} wrote it in the inbox.`;
    case "api":
      return `A program sent it${name === null ? "" : ` with the API key “${name}”`}.`;
    case "autoreply":
      if (id === OPT_OUT_SOURCE_ID) return "The contact asked to stop, or to start again; this confirms it.";
      if (id?.startsWith(AI_REPLY_SOURCE_PREFIX)) return "The AI answered the contact.";
      return `The auto-reply rule${called} answered the contact.`;
    case "follow-up":
      return `The contact was silent; the follow-up${called} asks again.`;
    case "reminder":
      return `The reminder${called} was due.`;
    case "rotation":
      return `The rotation${called} planned it.`;
    case "campaign":
      return `The campaign${called} goes to this contact.`;
    case "hook":
      return `Another system asked for it through the hook${called}.`;
    case "phone":
      return "Somebody of us typed it in WhatsApp's own app.";
  }
}
