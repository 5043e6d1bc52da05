/** What AI replies need to know of other domains. Their owners answer; app.ts connects. */
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Particulars } from "../../platform/errors.ts";
import type { MessageDraft } from "../messages/index.ts";
import type { ContactFacts } from "../templates/index.ts";
import type { PastMessage } from "./question.rules.ts";

export interface AiLookups {
  /** Locks the conversation until the transaction ends; undefined: somebody else has it, or it is gone. */
  lockFreeConversation(tx: Tx, conversationId: string): Promise<{ readonly lastHumanReplyAt: Date | null } | undefined>;
  /** In any order; unknown ones are left out. Locks nothing. */
  findConversations(
    db: Db | Tx,
    conversationIds: readonly string[],
  ): Promise<
    ReadonlyArray<{ readonly id: string; readonly contactId: string | null; readonly lastHumanReplyAt: Date | null }>
  >;
  findContacts(db: Db, contactIds: readonly string[]): Promise<readonly ContactFacts[]>;
  findChannelName(channelId: string): Promise<string | undefined>;
  isSuppressed(tx: Tx, contactId: string, channelId: string): Promise<boolean>;
  /** Latest first. */
  listMessages(
    tx: Db | Tx,
    filter: { conversationId: string },
    page: { limit: number },
  ): Promise<readonly PastMessage[]>;
  enqueue(tx: Tx, drafts: readonly MessageDraft[]): Promise<string[]>;
  /** A rule's wish was answered. */
  noteRuleReplied(tx: Tx, ruleId: string): Promise<void>;
}

/** Something people should know of, or need no longer worry about. */
export interface AlertSink {
  raise(
    tx: Tx,
    alert: {
      kind: string;
      subject: string;
      severity: "info" | "warning" | "critical";
      title: string;
      detail?: string;
      mend?: string;
      particulars?: Particulars;
    },
  ): Promise<void>;
  resolve(tx: Tx, kind: string, subject: string): Promise<void>;
}

/** What people have set, as it is in force now. */
export interface OrganisationSettings {
  readonly organisationName: string;
  readonly defaultTimezone: string;
}
