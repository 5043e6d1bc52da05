/** What people tell each other in a conversation. */
import { sql } from "kysely";
import type { Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { isInStretch, orderStretch, type Stretch } from "../messages/index.ts";

export interface Note {
  readonly id: string;
  readonly conversationId: string;
  readonly authorKind: Actor["kind"];
  readonly authorId: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
}

const columns = sql`id, conversation_id as "conversationId", author_kind as "authorKind", author_id as "authorId", text,
  created_at as "createdAt", edited_at as "editedAt"`;
const place = { at: sql`created_at`, id: sql`id`, idType: sql`uuid` };

export async function insertNote(tx: Db | Tx, note: Omit<Note, "editedAt">): Promise<void> {
  await sql`
    insert into conversation_notes (id, conversation_id, author_kind, author_id, text, created_at)
    values (${note.id}, ${note.conversationId}, ${note.authorKind}, ${note.authorId}, ${note.text}, ${note.createdAt})`.execute(
    tx,
  );
}

export async function findNote(tx: Db | Tx, id: string): Promise<Note | undefined> {
  const { rows } = await sql<Note>`select ${columns} from conversation_notes where id = ${id}`.execute(tx);
  return rows[0];
}

export async function updateNote(tx: Db | Tx, id: string, text: string, now: Date): Promise<void> {
  await sql`update conversation_notes set text = ${text}, edited_at = ${now} where id = ${id}`.execute(tx);
}

export async function deleteNote(tx: Db | Tx, id: string): Promise<void> {
  await sql`delete from conversation_notes where id = ${id}`.execute(tx);
}

export async function listNotes(tx: Db | Tx, conversationId: string, stretch: Stretch): Promise<Note[]> {
  const { rows } = await sql<Note>`
    select ${columns} from conversation_notes where conversation_id = ${conversationId} and ${isInStretch(place, stretch)}
    ${orderStretch(place, stretch)}`.execute(tx);
  return rows;
}

/** As if all of them had been written `ms` earlier. */
export async function shiftNotes(tx: Tx, conversationId: string, ms: number): Promise<void> {
  const by = sql`make_interval(secs => ${ms / 1000})`;
  await sql`
    update conversation_notes set created_at = created_at - ${by}, edited_at = edited_at - ${by}
    where conversation_id = ${conversationId}`.execute(tx);
}
