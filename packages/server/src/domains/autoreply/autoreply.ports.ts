/** What auto-replies need to know of other domains' rows. Their owners answer; app.ts connects. */
import type { Db, Tx } from "../../platform/db/index.ts";
import type { ContactFacts, Template } from "../templates/index.ts";
import type { WishSettings } from "./opt-out.rules.ts";

/** What people have set, as it is in force now: the same object until something changes. */
export interface AutoreplySettings extends WishSettings {
  /** IANA. The days of the statistics begin in it. */
  readonly defaultTimezone: string;
  /** As templates name it; empty: not set. */
  readonly organisationName: string;
  /** How long after a contact's message an automatic answer may still go out. */
  readonly autoReplyWithinMinutes: number;
}

export interface AutoreplyLookups {
  /** In any order; unknown ones are left out. */
  findContacts(tx: Db | Tx, contactIds: readonly string[]): Promise<readonly ContactFacts[]>;
  /** In any order; unknown ones are left out. Locks nothing. */
  findConversations(
    tx: Db | Tx,
    conversationIds: readonly string[],
  ): Promise<ReadonlyArray<ConversationTimes & ConversationPlace>>;
  /** Locks, until the transaction ends, those of these conversations that nobody else holds locked (SKIP LOCKED), and answers with them. */
  lockFreeConversations(tx: Tx, conversationIds: readonly string[]): Promise<readonly ConversationTimes[]>;
}

export interface ConversationTimes {
  readonly id: string;
  readonly contactId: string | null;
  readonly lastInboundAt: Date | null;
  readonly lastHumanReplyAt: Date | null;
}

interface ConversationPlace {
  readonly channelId: string;
  readonly isGroup: boolean;
}

/** Texts that several things may send; rules refer to them. */
export interface SavedTemplates {
  /** Of these, those there are. */
  find(tx: Db | Tx, ids: readonly string[]): Promise<Template[]>;
  /** It can't be deleted until the transaction ends. @throws TemplateUnknown */
  keep(tx: Tx, id: string): Promise<void>;
}

/** Whoever answers what no rule has words for. */
export interface AiPort {
  /** How it is set, now. */
  settings(tx?: Tx): Promise<AiAvailability>;
  /** Has messages answered some time soon; what is asked for commits with the caller's transaction. */
  request(tx: Tx, requests: readonly AiRequest[], now: Date): Promise<void>;
}

export interface AiAvailability {
  readonly isOn: boolean;
  /** `unmatched`: also messages that no rule matched; `rules`: only what rules ask for. */
  readonly answers: "unmatched" | "rules";
  /** Null: every channel. */
  readonly channelIds: readonly string[] | null;
}

export interface AiRequest {
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly messageId: string;
  readonly ruleId: string | null;
  readonly instructions: string | null;
  readonly expiresAt: Date;
}
