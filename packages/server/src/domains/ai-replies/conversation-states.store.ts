import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { ConversationState } from "./ai-replies.rules.ts";

const NOTHING_SAID: ConversationState = { handedOverAt: null, handOverReason: null, pausedAt: null };

export async function findState(tx: Db | Tx, conversationId: string): Promise<ConversationState> {
  const { rows } = await sql<ConversationState>`
    select handed_over_at as "handedOverAt", hand_over_reason as "handOverReason", paused_at as "pausedAt"
    from ai_conversations where conversation_id = ${conversationId}`.execute(tx);
  return rows[0] ?? NOTHING_SAID;
}

export async function writeState(tx: Tx, conversationId: string, state: ConversationState): Promise<void> {
  await sql`
    insert into ai_conversations (conversation_id, handed_over_at, hand_over_reason, paused_at)
    values (${conversationId}, ${state.handedOverAt}, ${state.handOverReason}, ${state.pausedAt})
    on conflict (conversation_id) do update set handed_over_at = excluded.handed_over_at, hand_over_reason = excluded.hand_over_reason,
      paused_at = excluded.paused_at`.execute(tx);
}

export interface HandOver {
  readonly conversationId: string;
  readonly handedOverAt: Date;
  readonly handOverReason: string | null;
}

/** The latest first; whether a person has come since is for who knows the conversations. */
export async function listHandOvers(
  db: Db,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<HandOver[]> {
  const conditions = [sql`handed_over_at is not null`];
  if (page.after)
    conditions.push(sql`(handed_over_at, conversation_id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`);
  const { rows } = await sql<HandOver>`
    select conversation_id as "conversationId", handed_over_at as "handedOverAt", hand_over_reason as "handOverReason"
    from ai_conversations where ${sql.join(conditions, sql` and `)}
    order by handed_over_at desc, conversation_id desc limit ${page.limit}`.execute(db);
  return rows;
}
