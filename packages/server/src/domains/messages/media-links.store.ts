/** Where messages and files meet. What a message shows stands in its content (see content-files.ts; of a received one, `content.mediaError`
 *  says why there is none); the table message_media finds messages by their files. */
import { sql } from "kysely";
import type { SendError } from "../../channels/channel.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { describeMessages, insertEvent } from "../../platform/events/index.ts";

/** Gives a received message its file. */
export async function attachMedia(tx: Tx, messageId: string, mediaId: string, now: Date): Promise<void> {
  await mergeIntoContent(tx, messageId, { mediaId }, now);
  await linkMedia(tx, [{ messageId, mediaId }]);
}

/** Notes which files messages show, in the transaction that makes them show them. */
export async function linkMedia(
  tx: Tx,
  links: ReadonlyArray<{ readonly messageId: string; readonly mediaId: string }>,
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into message_media (message_id, media_id)
    select * from unnest(${links.map((link) => link.messageId)}::uuid[], ${links.map((link) => link.mediaId)}::uuid[])
    on conflict do nothing`.execute(tx);
}

/** Notes why a received message's file can't be had. */
export async function failMedia(tx: Tx, messageId: string, error: SendError, now: Date): Promise<void> {
  await mergeIntoContent(tx, messageId, { mediaError: error }, now);
}

async function mergeIntoContent(tx: Tx, messageId: string, members: object, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; conversationId: string }>`
    update messages set content = content || ${JSON.stringify(members)}::jsonb where id = ${messageId}
    returning id, conversation_id as "conversationId"`.execute(tx);
  await insertEvent(tx, "messages.changed", describeMessages(rows), now);
}

/** Which of these media messages show, and whether one of those is still to be sent. */
export async function findMediaUses(
  tx: Db | Tx,
  mediaIds: readonly string[],
): Promise<Map<string, { isWaiting: boolean }>> {
  const { rows } = await sql<{ id: string; isWaiting: boolean }>`
    select l.media_id as id, bool_or(o.message_id is not null) as "isWaiting"
    from message_media l left join outbox o on o.message_id = l.message_id
    where l.media_id = any(${mediaIds}::uuid[]) group by 1`.execute(tx);
  return new Map(rows.map(({ id, isWaiting }) => [id, { isWaiting }]));
}

/** Whether a decision of this kind was taken on the message before. */
export async function hasDecision(tx: Tx, messageId: string, kind: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from message_events where message_id = ${messageId} and kind = ${kind} limit 1`.execute(tx);
  return rows.length > 0;
}
