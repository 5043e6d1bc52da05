/** What automations must know of conversations before they speak in them. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface ConversationTimes {
  readonly id: string;
  readonly channelId: string;
  readonly contactId: string | null;
  readonly isGroup: boolean;
  readonly lastInboundAt: Date | null;
  readonly lastHumanReplyAt: Date | null;
}

/** In any order; unknown ones are left out. Locks nothing. */
export async function findConversationTimes(tx: Db | Tx, ids: readonly string[]): Promise<ConversationTimes[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ConversationTimes>`
    select id, channel_id as "channelId", contact_id as "contactId", is_group as "isGroup", last_inbound_at as "lastInboundAt",
      last_human_reply_at as "lastHumanReplyAt"
    from conversations where id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}
