import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** As if everything in a conversation had happened `ms` earlier. What waits to be asked is asked now, and lives on as long as it would have. */
export async function shiftAiReplies(tx: Tx, conversationId: string, ms: number, now: Date): Promise<void> {
  const by = sql`make_interval(secs => ${ms / 1000})`;
  await sql`
    update ai_replies r set created_at = r.created_at - ${by}, attempted_at = r.attempted_at - ${by}, asked_at = r.asked_at - ${by},
      ended_at = r.ended_at - ${by}, due_at = moved.due_at, expires_at = r.expires_at - (r.due_at - moved.due_at)
    from (
      select id, least(due_at, greatest(due_at - ${by}, ${now}::timestamptz)) as due_at from ai_replies
      where conversation_id = ${conversationId}
    ) moved
    where r.id = moved.id`.execute(tx);
  await sql`
    update ai_conversations set handed_over_at = handed_over_at - ${by}, paused_at = paused_at - ${by}
    where conversation_id = ${conversationId}`.execute(tx);
}
