/** What auto-replies need to know of other domains' rows. Their owners answer; app.ts connects. */
import type { Tx } from "../../platform/db/index.ts";
import type { WishSettings } from "./opt-out.rules.ts";

/** What people have set, as it is in force now: the same object until something changes. */
export interface AutoreplySettings extends WishSettings {
  /** IANA. The days of the statistics begin in it. */
  readonly defaultTimezone: string;
  /** How long after a contact's message an automatic answer may still go out. */
  readonly autoReplyWithinMinutes: number;
}

export interface AutoreplyLookups {
  /** In any order; unknown ones are left out. `phone` is E.164 with +. */
  findContacts(
    tx: Tx,
    contactIds: readonly string[],
  ): Promise<
    ReadonlyArray<{ readonly id: string; readonly displayName: string | null; readonly phone: string | null }>
  >;
  /** Locks, until the transaction ends, those of these conversations that nobody else holds locked (SKIP LOCKED), and answers with them. */
  lockFreeConversations(tx: Tx, conversationIds: readonly string[]): Promise<readonly ConversationTimes[]>;
}

export interface ConversationTimes {
  readonly id: string;
  readonly contactId: string | null;
  readonly lastInboundAt: Date | null;
  readonly lastHumanReplyAt: Date | null;
}
