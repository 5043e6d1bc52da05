/** Reactions, edits and revocations of messages we do not know (yet). */
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";
import type { MessageChange } from "./changes.store.ts";

export async function keepEarlyChanges(tx: Tx, changes: readonly MessageChange[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into early_changes (channel_id, target_provider_id, type, contact_id, emoji, text, at, received_at)
    select "channelId", "targetProviderId", type, "contactId", emoji, text, at, ${now}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c("channelId" uuid, "targetProviderId" text, type text,
      "contactId" uuid, emoji text, text text, at timestamptz)`.execute(tx);
}

/** Takes out what is kept for these messages, in the order it happened. */
export async function takeEarlyChanges(
  tx: Tx,
  messages: ReadonlyArray<{ readonly channelId: string; readonly providerId: string }>,
): Promise<MessageChange[]> {
  if (messages.length === 0) return [];
  const { rows } = await sql<MessageChange & { readonly id: number }>`
    delete from early_changes e
    using (select distinct * from unnest(${messages.map((one) => one.channelId)}::uuid[], ${messages.map((one) => one.providerId)}::text[])
      as m(channel_id, provider_id)) m
    where e.channel_id = m.channel_id and e.target_provider_id = m.provider_id
    returning e.id::float8 as id, e.channel_id as "channelId", e.target_provider_id as "targetProviderId", e.type,
      e.contact_id as "contactId", e.emoji, e.text, e.at`.execute(tx);
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id);
}

export async function deleteOldEarlyChanges(tx: Db | Tx, before: Date): Promise<void> {
  await sql`delete from early_changes where received_at < ${before}`.execute(tx);
}
