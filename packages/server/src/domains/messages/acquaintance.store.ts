import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** What a person and we have had of each other on one channel. */
interface Acquaintance {
  readonly conversationId: string;
  /** They wrote to us. */
  readonly hasWritten: boolean;
  /** A message of ours went out to them. */
  readonly wasReached: boolean;
}

/** Messages of a conversation go out in their order: when none of so many first ones did, none did. */
const FIRST_LOOKED_AT = 20;

/** @param contactIds all contacts that are the person of the conversation: they may have written under another address */
export async function findAcquaintances(
  tx: Db | Tx,
  channelId: string,
  people: ReadonlyArray<{ readonly conversationId: string; readonly contactIds: readonly string[] }>,
): Promise<Acquaintance[]> {
  const pairs = people.flatMap<{ conversationId: string; contactId: string | null }>(
    ({ conversationId, contactIds }) =>
      contactIds.length === 0
        ? [{ conversationId, contactId: null }]
        : contactIds.map((id) => ({ conversationId, contactId: id })),
  );
  if (pairs.length === 0) return [];
  const { rows } = await sql<Acquaintance>`
    select p.conversation_id as "conversationId", bool_or(theirs.last_inbound_at is not null) as "hasWritten",
      bool_or(first.was_reached) as "wasReached"
    from unnest(${pairs.map((pair) => pair.conversationId)}::uuid[], ${pairs.map((pair) => pair.contactId)}::uuid[])
      as p(conversation_id, contact_id)
    cross join lateral (
      select c.id, c.last_inbound_at from conversations c where c.id = p.conversation_id
      union
      select c.id, c.last_inbound_at from conversations c
      where c.contact_id = p.contact_id and c.channel_id = ${channelId} and not c.is_group
    ) theirs
    cross join lateral (
      select coalesce(bool_or(oldest.provider_id is not null), false) as was_reached from (
        select m.provider_id from messages m where m.conversation_id = theirs.id and m.direction = 'outbound'
        order by m.created_at, m.id limit ${FIRST_LOOKED_AT}
      ) oldest
    ) first
    group by p.conversation_id`.execute(tx);
  return rows;
}
