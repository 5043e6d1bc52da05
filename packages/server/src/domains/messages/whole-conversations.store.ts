/** What concerns a conversation as a whole, with everything in it. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** The conversations of a channel with these addresses, by address. */
export async function findConversationIds(
  tx: Db | Tx,
  channelId: string,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; address: string }>`
    select id, address from conversations where channel_id = ${channelId} and address = any(${addresses}::text[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.address, row.id]));
}

/** As if everything in the conversation had happened `ms` earlier. A message with a time of its own that would have come by then goes out
 *  now, and lives on as long as it would have. Locks the conversation. */
export async function shiftConversation(tx: Tx, conversationId: string, ms: number, now: Date): Promise<void> {
  const by = sql`make_interval(secs => ${ms / 1000})`;
  await sql`
    update conversations set window_expires_at = window_expires_at - ${by}, last_inbound_at = last_inbound_at - ${by},
      last_outbound_at = last_outbound_at - ${by}, last_message_at = last_message_at - ${by},
      last_human_reply_at = last_human_reply_at - ${by}, pace_used_until = pace_used_until - ${by}, opened_at = opened_at - ${by},
      closed_at = closed_at - ${by}, waiting_since = waiting_since - ${by}
    where id = ${conversationId}`.execute(tx);
  await sql`
    update messages set created_at = created_at - ${by}, dispatched_at = dispatched_at - ${by}, accepted_at = accepted_at - ${by},
      sent_at = sent_at - ${by}, delivered_at = delivered_at - ${by}, read_at = read_at - ${by}, played_at = played_at - ${by},
      ended_at = ended_at - ${by}, edited_at = edited_at - ${by}, revoked_at = revoked_at - ${by}
    where conversation_id = ${conversationId}`.execute(tx);
  await sql`
    update message_events e set at = e.at - ${by} from messages m
    where m.conversation_id = ${conversationId} and e.message_id = m.id`.execute(tx);
  await sql`
    update conversation_events set at = at - ${by} where conversation_id = ${conversationId}`.execute(tx);
  await sql`
    update outbox o set available_at = moved.available_at,
      expires_at = case when o.available_at > ${now} then o.expires_at - (o.available_at - moved.available_at) else o.expires_at - ${by} end
    from (
      select message_id, least(available_at, greatest(available_at - ${by}, ${now}::timestamptz)) as available_at from outbox
      where conversation_id = ${conversationId} and state in ('ready', 'waiting', 'held')
    ) moved
    where o.message_id = moved.message_id`.execute(tx);
}

/** Deletes every conversation of a channel with all its messages, sent or not. For a channel that reaches nobody. */
export async function deleteConversations(tx: Tx, channelId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where channel_id = ${channelId} order by id for update`.execute(tx);
  await sql`
    delete from message_events e using messages m where m.channel_id = ${channelId} and e.message_id = m.id`.execute(
    tx,
  );
  await sql`delete from messages where channel_id = ${channelId}`.execute(tx);
  await sql`delete from early_statuses where channel_id = ${channelId}`.execute(tx);
  await sql`delete from conversations where channel_id = ${channelId}`.execute(tx);
  return rows.map((row) => row.id);
}
