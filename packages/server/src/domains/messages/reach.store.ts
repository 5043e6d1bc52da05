import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** How many people these channels wrote to first since then: templates that were accepted while the person's last message was more than
 *  24 hours old. What the platform counts against the business's messaging limit. */
export async function countReached(tx: Db | Tx, channelIds: readonly string[], since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct coalesce(c.contact_id::text, c.address))::int as count
    from messages m join conversations c on c.id = m.conversation_id
    where m.channel_id = any(${channelIds}::uuid[]) and m.direction = 'outbound' and m.type = 'template'
      and m.dispatched_at > ${since} and m.provider_id is not null and m.state <> 'failed'
      and not exists (select 1 from messages i where i.conversation_id = m.conversation_id and i.direction = 'inbound'
        and i.created_at <= m.dispatched_at and i.created_at > m.dispatched_at - interval '24 hours')`.execute(tx);
  return rows[0]?.count ?? 0;
}
