import type { Clock } from "../../platform/clock.ts";
import { firstDay, startOfDay } from "../../platform/days.rules.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { describeError } from "../../platform/errors.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { AiConversationUnknown, AiReplyUnknown, ProviderFailed } from "./ai-replies.errors.ts";
import type { AiLookups, OrganisationSettings } from "./ai-replies.ports.ts";
import { findSilence } from "./ai-replies.rules.ts";
import type { AiReply, AiReplyFilter } from "./ai-replies.store.ts";
import * as store from "./ai-replies.store.ts";
import type { AiSettings } from "./ai-settings.rules.ts";
import type { AiSettingsChange, AiSettingsService } from "./ai-settings.service.ts";
import type { Ask } from "./ask.ts";
import * as states from "./conversation-states.store.ts";
import type { Turn } from "./providers/provider.ts";
import { type DayOfUsage, findAskedOn, listDays } from "./usage.store.ts";

/** A contact's message that nobody but the AI answers. */
export interface AiRequest {
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly messageId: string;
  /** The rule that wants it; null: no rule matched. */
  readonly ruleId: string | null;
  readonly instructions: string | null;
  /** No answer after this. */
  readonly expiresAt: Date;
}

export interface ConversationAiState {
  readonly state: "off" | "on" | "silent";
  /** Why it is not on, for people. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly pausedAt: Date | null;
  readonly handedOverAt: Date | null;
  readonly handOverReason: string | null;
}

export interface HandOver extends states.HandOver {
  /** A person has replied since. */
  readonly hasPersonCome: boolean;
}

export interface AiTrial {
  readonly outcome: "reply" | "hand-over" | "silence" | "failed";
  readonly text: string | null;
  /** Why it failed, or was handed over. */
  readonly reason: string | null;
  readonly mend: string | null;
  readonly tookMs: number | null;
  readonly model: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** What a model would be told. */
  readonly system: string | null;
}

export interface AiContact {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface AiRepliesService {
  /** In force now. In a transaction, give it. */
  settings(tx?: Tx): Promise<AiSettings>;
  /** Has messages answered soon: they and the caller's rows commit together. Nothing when AI replies are off. */
  request(tx: Tx, requests: readonly AiRequest[], now: Date): Promise<void>;
  /** @throws AiReplyUnknown */
  get(id: string): Promise<AiReply>;
  list(filter: AiReplyFilter, page: Page): Promise<AiReply[]>;
  usage(days: number): Promise<{ timezone: string; askedToday: number; limitADay: number; days: DayOfUsage[] }>;
  /** @throws AiConversationUnknown */
  conversation(conversationId: string): Promise<ConversationAiState>;
  /** Turns AI replies off in a conversation, or on again, also after a hand-over. @throws AiConversationUnknown */
  setPaused(conversationId: string, isPaused: boolean): Promise<ConversationAiState>;
  /** Conversations that were handed over, the latest first. */
  listHandOvers(page: Page): Promise<Array<HandOver & { readonly contactId: string | null }>>;
  /** Who these contacts are, by their ids. */
  findContacts(contactIds: ReadonlyArray<string | null>): Promise<ReadonlyMap<string, AiContact>>;
  /** Asks the provider now, as if a contact had written; nothing is kept or sent. @throws AiSettingsIncomplete, ApiKeyNeededAgain */
  tryOut(input: {
    text: string;
    history: readonly Pick<Turn, "from" | "text">[];
    settings: AiSettingsChange;
    instructions: string | null;
  }): Promise<AiTrial>;
}

interface Page {
  readonly limit: number;
  readonly after?: { readonly at: string; readonly id: string } | undefined;
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  settings: AiSettingsService;
  organisation: () => OrganisationSettings;
  lookups: Pick<AiLookups, "findConversations" | "findContacts">;
  ask: Ask;
  /** Has waiting conversations looked at, once the transaction commits. */
  wake(tx: Tx): Promise<void>;
}

export function createAiRepliesService(deps: Deps): AiRepliesService {
  const { db, clock, ids } = deps;

  async function describeConversation(conversationId: string): Promise<ConversationAiState> {
    const [conversation] = await deps.lookups.findConversations(db, [conversationId]);
    if (!conversation) throw new AiConversationUnknown();
    const state = await states.findState(db, conversationId);
    const settings = await deps.settings.current();
    const silence = findSilence(settings, state, conversation.lastHumanReplyAt, clock.now());
    const { reason = null, detail = null } = silence ?? {};
    return { state: settings.isOn ? (silence ? "silent" : "on") : "off", reason, detail, ...state };
  }

  return {
    settings: (tx) => deps.settings.current(tx),
    async request(tx, requests, now) {
      const settings = await deps.settings.current(tx);
      if (!settings.isOn || requests.length === 0) return;
      const dueAt = new Date(now.getTime() + settings.waitSeconds * 1000);
      const drafts = requests.map((request) => ({ ...request, id: ids.newId(), dueAt }));
      await store.insertReplies(tx, drafts, now);
      await deps.wake(tx);
    },
    async get(id) {
      const reply = await store.findReply(db, id);
      if (!reply) throw new AiReplyUnknown();
      return reply;
    },
    list: (filter, page) => store.listReplies(db, filter, page),
    async usage(count) {
      const timezone = deps.organisation().defaultTimezone;
      const now = clock.now();
      const days = await listDays(db, { from: firstDay(now, timezone, count), timezone });
      const askedToday = await findAskedOn(db, startOfDay(now, timezone).date);
      return { timezone, askedToday, limitADay: (await deps.settings.current()).limitADay, days };
    },
    conversation: describeConversation,
    async setPaused(conversationId, isPaused) {
      await describeConversation(conversationId);
      await runInTransaction(db, async (tx) => {
        const now = clock.now();
        const next = isPaused
          ? { ...(await states.findState(tx, conversationId)), pausedAt: now }
          : { handedOverAt: null, handOverReason: null, pausedAt: null };
        await states.writeState(tx, conversationId, next);
        await insertEvent(tx, "conversations.changed", { ids: [conversationId] }, now);
      });
      return describeConversation(conversationId);
    },
    async listHandOvers(page) {
      const handOvers = await states.listHandOvers(db, page);
      const found = await deps.lookups.findConversations(
        db,
        handOvers.map((one) => one.conversationId),
      );
      const conversations = new Map(found.map((one) => [one.id, one]));
      return handOvers.map((one) => {
        const { contactId = null, lastHumanReplyAt = null } = conversations.get(one.conversationId) ?? {};
        return { ...one, contactId, hasPersonCome: lastHumanReplyAt !== null && lastHumanReplyAt >= one.handedOverAt };
      });
    },
    async findContacts(contactIds) {
      const wanted = [...new Set(contactIds.flatMap((id) => id ?? []))];
      const found = await deps.lookups.findContacts(db, wanted);
      return new Map(found.map(({ id, name, phone }) => [id, { id, name, phone }]));
    },
    async tryOut({ text, history, settings: change, instructions }) {
      const { settings, secrets } = await deps.settings.forAsking(change);
      const at = clock.now();
      const turns: Turn[] = [...history, { from: "contact" as const, text }].map((turn) => ({ ...turn, at }));
      const nobody = { id: ids.newId(), name: null, phone: null, language: null, fields: {} };
      try {
        const { verdict, answer, question, tookMs } = await deps.ask({
          id: ids.newId(),
          attempt: 1,
          settings,
          secrets,
          instructions,
          organisationName: deps.organisation().organisationName,
          channelName: null,
          conversation: { id: nobody.id, channelId: nobody.id },
          contact: nobody,
          messageId: nobody.id,
          turns,
        });
        const { model, promptTokens, completionTokens, reason } = answer;
        const said = verdict.kind === "silence" ? null : verdict.text;
        const { system } = question;
        return {
          outcome: verdict.kind,
          text: said,
          reason,
          mend: null,
          tookMs,
          model,
          promptTokens,
          completionTokens,
          system,
        };
      } catch (error) {
        if (!(error instanceof ProviderFailed)) throw error;
        const nothing = {
          text: null,
          tookMs: null,
          model: null,
          promptTokens: null,
          completionTokens: null,
          system: null,
        };
        return { ...nothing, outcome: "failed", reason: describeError(error), mend: error.mend ?? null };
      }
    },
  };
}
