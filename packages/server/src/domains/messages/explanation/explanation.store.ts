import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";
import type { Lane } from "../outbox/lanes.rules.ts";
import type { OutboxRow } from "../outbox/outbox.store.ts";

/** How an unfinished message stands. */
export interface Outlook {
  readonly state: OutboxRow["state"];
  readonly lane: Lane;
  readonly availableAt: Date;
  readonly expiresAt: Date | null;
  readonly stateSince: Date;
  readonly parked: boolean;
  /** The code of the channel's limit that holds it back; null: none does. */
  readonly limitedBy: string | null;
  readonly resendIfUnknown: boolean;
  /** Messages of the same conversation and lane that go before it; at most MOST_COUNTED. */
  readonly ahead: number;
}

/** More is told as so many "or more". */
export const MOST_COUNTED = 100;

/** undefined: it is finished. */
export async function findOutlook(tx: Db | Tx, messageId: string): Promise<Outlook | undefined> {
  const { rows } = await sql<Outlook>`
    select o.state, o.lane, o.available_at as "availableAt", o.expires_at as "expiresAt", o.state_since as "stateSince", o.parked, o.limited_by as "limitedBy",
      o.resend_if_unknown as "resendIfUnknown",
      (select count(*)::int from (select 1 from outbox w where w.conversation_id = o.conversation_id and w.lane = o.lane
        and w.state = 'waiting' and w.message_id < o.message_id limit ${MOST_COUNTED}) waiting)
      + (select count(*)::int from outbox h where h.conversation_id = o.conversation_id and h.lane = o.lane and h.message_id <> o.message_id
        and h.state in ('ready', 'claimed', 'sending', 'unknown') and not h.scheduled and not h.parked) as ahead
    from outbox o where o.message_id = ${messageId}`.execute(tx);
  return rows[0];
}
