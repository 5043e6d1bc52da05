/** Fills the tables the way the product would, only many rows at a time. */
import type { Database } from "../src/platform/db/index.ts";

/** Conversations of each channel, with addresses +5196…; the contact is not known. */
export async function seedConversations(
  database: Database,
  channelIds: readonly string[],
  perChannel: number,
): Promise<void> {
  await database.pool.query(
    `insert into conversations (id, channel_id, address, last_message_at, created_at)
     select uuidv7(), channel_id, '+5196' || lpad(n::text, 7, '0'), now(), now()
     from unnest($1::uuid[]) as channel_id cross join generate_series(0, $2::int - 1) as n`,
    [channelIds, perChannel],
  );
  await database.pool.query("vacuum analyze conversations");
}

export interface QueueOptions {
  readonly source: "api" | "campaign";
  readonly perConversation: number;
  /** Of each channel's conversations, the first so many; default all. */
  readonly conversations?: number;
}

/** Queues messages in the conversations of these channels, in one commit that wakes the pumps. They may go again at once: the pace towards
 *  the recipients is set back. */
export async function queueMessages(
  database: Database,
  channelIds: readonly string[],
  options: QueueOptions,
): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query(
      "update conversations set pace_used_until = null where channel_id = any($1) and pace_used_until is not null",
      [channelIds],
    );
    await client.query(
      `with target as (
         select id, channel_id from (
           select id, channel_id, row_number() over (partition by channel_id order by id) as n from conversations
           where channel_id = any($1)
         ) numbered where n <= coalesce($4::int, n)
       ), queued as (
         insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, created_at)
         select uuidv7(), id, channel_id, 'outbound', 'text',
           '{"type": "text", "text": "Your order is ready: you can pick it up today until 8 pm."}', $2, 'queued', now()
         from target cross join generate_series(1, $3::int)
         returning id, conversation_id, channel_id
       )
       insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, state, state_since, resend_if_unknown)
       select id, channel_id, conversation_id, case $2 when 'campaign' then 4 else 1 end, $2, now(),
         case when row_number() over (partition by conversation_id order by id) = 1 then 'ready' else 'waiting' end, now(), true
       from queued`,
      [channelIds, options.source, options.perConversation, options.conversations ?? null],
    );
    await client.query("select pg_notify('chasqui_outbox', id) from unnest($1::text[]) as id", [channelIds]);
    await client.query("commit");
  } finally {
    client.release();
  }
}
