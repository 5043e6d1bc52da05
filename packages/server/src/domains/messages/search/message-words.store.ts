/** The words of messages, by which people find them. Messages stand in the backlog from the transaction that stores or changes them until
 *  their words are read. */
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db/index.ts";

/** A row of the backlog holds no more, so that reading it stays a small piece of work. */
const IDS_PER_ROW = 500;

/** Has the words of these messages read (again) once the transaction is committed. */
export async function addToBacklog(tx: Tx, messageIds: readonly string[]): Promise<void> {
  for (let start = 0; start < messageIds.length; start += IDS_PER_ROW) {
    const some = messageIds.slice(start, start + IDS_PER_ROW);
    await sql`insert into message_words_backlog (message_ids) values (${some}::uuid[])`.execute(tx);
  }
}

/** Takes the oldest rows that nobody else is working on, until the transaction ends, and answers with their messages. */
export async function takeFromBacklog(tx: Tx, rowLimit: number): Promise<{ rows: number; messageIds: string[] }> {
  const { rows } = await sql<{ messageIds: string[] }>`
    delete from message_words_backlog where id = any(array(
      select id from message_words_backlog order by id limit ${rowLimit} for update skip locked))
    returning message_ids as "messageIds"`.execute(tx);
  return { rows: rows.length, messageIds: [...new Set(rows.flatMap((row) => row.messageIds))] };
}

export interface MessageText {
  readonly id: string;
  readonly conversationId: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly isRevoked: boolean;
}

export async function readTexts(tx: Tx, messageIds: readonly string[]): Promise<MessageText[]> {
  const { rows } = await sql<MessageText>`
    select id, conversation_id as "conversationId", content - 'raw' as content, revoked_at is not null as "isRevoked"
    from messages where id = any(${messageIds}::uuid[])`.execute(tx);
  return rows;
}

export interface MessageWords {
  readonly messageId: string;
  readonly conversationId: string;
  readonly words: readonly string[];
}

/** In the order of the ids: whoever writes the same ones does so, too. */
export async function upsertWords(tx: Tx, messages: readonly MessageWords[]): Promise<void> {
  if (messages.length === 0) return;
  const list = messages.map(({ words, ...message }) => ({ ...message, words: words.join(" ") }));
  await sql`
    insert into message_words (message_id, conversation_id, words)
    select "messageId", "conversationId", array_to_tsvector(string_to_array(words, ' '))
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as m("messageId" uuid, "conversationId" uuid, words text)
    order by 1
    on conflict (message_id) do update set words = excluded.words`.execute(tx);
}

export async function deleteWords(tx: Tx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`delete from message_words where message_id = any(${messageIds}::uuid[])`.execute(tx);
}

/** Of the newest `limit` messages with these words: the newest of each conversation. */
export async function findConversationsByWords(
  tx: Db | Tx,
  wordQuery: string,
  limit: number,
): Promise<Array<{ conversationId: string; messageId: string }>> {
  const { rows } = await sql<{ conversationId: string; messageId: string }>`
    select distinct on (newest.conversation_id) newest.conversation_id as "conversationId", newest.message_id as "messageId"
    from (
      select message_id, conversation_id from message_words where words @@ ${wordQuery}::tsquery
      order by message_id desc limit ${limit}
    ) newest
    order by newest.conversation_id, newest.message_id desc`.execute(tx);
  return rows;
}
