/** What contacts do to messages after they were written: react, edit, take back; and conversations that follow their contact. */
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";

export interface MessageChange {
  readonly channelId: string;
  readonly type: "reaction" | "edit" | "revoke";
  readonly targetProviderId: string;
  /** null: ourselves. */
  readonly contactId: string | null;
  /** Of a reaction; empty: taken back. */
  readonly emoji: string;
  /** Of an edit: the new words. */
  readonly text: string | null;
  readonly at: Date;
}

/** Those of these messages that we know. */
export async function findTargets(
  tx: Tx,
  changes: readonly MessageChange[],
): Promise<Array<Pick<MessageChange, "channelId" | "targetProviderId">>> {
  const { rows } = await sql<Pick<MessageChange, "channelId" | "targetProviderId">>`
    select m.channel_id as "channelId", m.provider_id as "targetProviderId"
    from unnest(${changes.map((one) => one.channelId)}::uuid[], ${changes.map((one) => one.targetProviderId)}::text[])
      as t(channel_id, provider_id)
    join messages m on m.channel_id = t.channel_id and m.provider_id = t.provider_id`.execute(tx);
  return rows;
}

/** Applies reactions in order; one on a message we don't have is left out. Answers with the messages they are on. */
export async function applyReactions(tx: Tx, reactions: readonly MessageChange[]): Promise<string[]> {
  const changed: string[] = [];
  for (const { channelId, targetProviderId, contactId, emoji, at } of reactions) {
    const { rows } =
      emoji === ""
        ? await sql<{ id: string }>`
          delete from reactions r using messages m
          where m.channel_id = ${channelId} and m.provider_id = ${targetProviderId} and r.message_id = m.id and r.contact_id is not distinct from ${contactId}::uuid
            and r.at <= ${at}
          returning r.message_id as id`.execute(tx)
        : await sql<{ id: string }>`
          insert into reactions as r (message_id, contact_id, emoji, at)
          select m.id, ${contactId}::uuid, ${emoji}, ${at} from messages m
          where m.channel_id = ${channelId} and m.provider_id = ${targetProviderId}
          on conflict (message_id, contact_id) do update set emoji = excluded.emoji, at = excluded.at where r.at <= excluded.at
          returning message_id as id`.execute(tx);
    changed.push(...rows.map((row) => row.id));
  }
  return changed;
}

/** Puts the new words in the place of the old, which stay readable in the message's history. */
export async function applyEdits(tx: Tx, edits: readonly MessageChange[], now: Date): Promise<string[]> {
  const changed: string[] = [];
  for (const { channelId, targetProviderId, text, at } of edits) {
    const { rows } = await sql<{ id: string }>`
      with target as (
        select id, content->>'text' as before from messages
        where channel_id = ${channelId} and provider_id = ${targetProviderId} and (edited_at is null or edited_at <= ${at}) for update
      ), noted as (
        insert into message_events (message_id, at, kind, detail) select id, ${now}, 'edited', jsonb_build_object('before', before) from target
      )
      update messages m set edited_at = ${at}, content = jsonb_set(m.content, '{text}', to_jsonb(${text ?? ""}::text))
      from target where m.id = target.id returning m.id`.execute(tx);
    changed.push(...rows.map((row) => row.id));
  }
  return changed;
}

/** Marks messages that their author took back. The words stay in the database, for the audit; screens don't show them. */
export async function applyRevocations(tx: Tx, revocations: readonly MessageChange[]): Promise<string[]> {
  if (revocations.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update messages m set revoked_at = coalesce(m.revoked_at, r.at)
    from jsonb_to_recordset(${JSON.stringify(revocations)}::jsonb) as r("channelId" uuid, "targetProviderId" text, at timestamptz)
    where m.channel_id = r."channelId" and m.provider_id = r."targetProviderId" returning m.id`.execute(tx);
  return rows.map((row) => row.id);
}

/** A number that changed hands takes its conversation along: who writes from it now is somebody else. */
export async function handOverConversations(
  tx: Tx,
  moved: ReadonlyArray<{ value: string; contactId: string; formerContactId: string }>,
): Promise<void> {
  for (const { value, contactId, formerContactId } of moved) {
    await sql`
      update conversations set contact_id = ${contactId}, window_expires_at = null
      where address = ${value} and contact_id = ${formerContactId} and not is_group`.execute(tx);
  }
}

/** A person with a new number is written to there from now on, in the same conversation. */
export async function readdressConversations(
  tx: Tx,
  contactId: string,
  former: string,
  current: string,
): Promise<void> {
  await sql`
    update conversations c set address = ${current}
    where c.contact_id = ${contactId} and c.address = ${former}
      and not exists (select 1 from conversations o where o.channel_id = c.channel_id and o.address = ${current})`.execute(
    tx,
  );
}
