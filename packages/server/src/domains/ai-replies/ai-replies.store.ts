import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Ending } from "./ai-replies.rules.ts";

export const AI_REPLY_STATES = [
  "waiting",
  "asking",
  "answered",
  "handed-over",
  "silent",
  "skipped",
  "superseded",
  "failed",
] as const;
export type AiReplyState = (typeof AI_REPLY_STATES)[number];

/** A message that is to be answered. */
export interface AiReplyDraft {
  readonly id: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly messageId: string;
  readonly ruleId: string | null;
  readonly instructions: string | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
}

export interface AiReply extends AiReplyDraft {
  readonly state: AiReplyState;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly askedAt: Date | null;
  readonly endedAt: Date | null;
  readonly replyMessageId: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly tookMs: number | null;
}

const columns = sql`id, conversation_id as "conversationId", channel_id as "channelId", contact_id as "contactId",
  message_id as "messageId", rule_id as "ruleId", instructions, state, reason, detail, attempts, due_at as "dueAt",
  expires_at as "expiresAt", created_at as "createdAt", asked_at as "askedAt", ended_at as "endedAt",
  reply_message_id as "replyMessageId", provider, model, prompt_tokens as "promptTokens", completion_tokens as "completionTokens",
  took_ms as "tookMs"`;

/** A message that is to be answered already stays as it is. */
export async function insertReplies(tx: Tx, drafts: readonly AiReplyDraft[], now: Date): Promise<void> {
  if (drafts.length === 0) return;
  await sql`
    insert into ai_replies (id, conversation_id, channel_id, contact_id, message_id, rule_id, instructions, state, due_at, expires_at,
      created_at)
    select id, "conversationId", "channelId", "contactId", "messageId", "ruleId", instructions, 'waiting', "dueAt", "expiresAt", ${now}
    from jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) as d(id uuid, "conversationId" uuid, "channelId" uuid, "contactId" uuid,
      "messageId" uuid, "ruleId" uuid, instructions text, "dueAt" timestamptz, "expiresAt" timestamptz)
    order by "messageId"
    on conflict (message_id) do nothing`.execute(tx);
}

/** What a worker that is gone was asking is asked again: its answer, should it come after all, belongs to an older attempt. */
export async function releaseAsking(db: Db, begunBefore: Date): Promise<void> {
  await sql`update ai_replies set state = 'waiting' where state = 'asking' and attempted_at <= ${begunBefore}`.execute(
    db,
  );
}

/** Conversations whose gathering is over, the longest waiting first. Locks nothing. */
export async function findDueConversations(
  db: Db,
  now: Date,
  options: { gatheringSince: Date; except: readonly string[]; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select conversation_id as id from ai_replies
    where state in ('waiting', 'asking') and conversation_id <> all(${options.except}::uuid[])
    group by conversation_id
    having bool_and(state = 'waiting') and (max(due_at) <= ${now} or min(due_at) filter (where attempts = 0) <= ${options.gatheringSince})
    order by min(created_at) limit ${options.limit}`.execute(db);
  return rows.map((row) => row.id);
}

export async function countOpen(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ai_replies where state in ('waiting', 'asking')`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The conversation must be locked. Oldest first. */
export async function lockWaiting(tx: Tx, conversationId: string): Promise<AiReply[]> {
  const { rows } = await sql<AiReply>`
    select ${columns} from ai_replies where conversation_id = ${conversationId} and state = 'waiting'
    order by created_at, id for update`.execute(tx);
  return rows;
}

/** Begins an attempt and answers with its number. */
export async function markAsking(tx: Tx, id: string, now: Date): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    update ai_replies set state = 'asking', attempts = attempts + 1, attempted_at = ${now}, asked_at = coalesce(asked_at, ${now})
    where id = ${id} returning attempts`.execute(tx);
  return rows[0]?.attempts ?? 0;
}

/** Whether this attempt is still the one that counts. Locks the row. */
export async function lockAttempt(tx: Tx, id: string, attempt: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ai_replies where id = ${id} and state = 'asking' and attempts = ${attempt} for update`.execute(tx);
  return rows.length > 0;
}

export async function endReplies(
  tx: Tx,
  ids: readonly string[],
  { state, reason, detail }: Ending,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update ai_replies set state = ${state}, reason = ${reason}, detail = ${detail}, ended_at = ${now}
    where id = any(${ids}::uuid[])`.execute(tx);
}

export interface AnsweredParts {
  readonly state: "answered" | "handed-over" | "silent";
  readonly reason: string | null;
  readonly detail: string | null;
  readonly replyMessageId: string | null;
  readonly provider: string;
  readonly model: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly tookMs: number;
}

export async function recordAnswer(tx: Tx, id: string, parts: AnsweredParts, now: Date): Promise<void> {
  await sql`
    update ai_replies set state = ${parts.state}, reason = ${parts.reason}, detail = ${parts.detail},
      reply_message_id = ${parts.replyMessageId}, provider = ${parts.provider}, model = ${parts.model},
      prompt_tokens = ${parts.promptTokens}, completion_tokens = ${parts.completionTokens}, took_ms = ${parts.tookMs}, ended_at = ${now}
    where id = ${id}`.execute(tx);
}

/** To be asked again later; `detail` says why it was not answered yet. */
export async function postpone(tx: Tx, id: string, dueAt: Date, detail: string | null): Promise<void> {
  await sql`update ai_replies set state = 'waiting', due_at = ${dueAt}, detail = ${detail} where id = ${id}`.execute(
    tx,
  );
}

/** As if the attempt had not been made: nobody is to blame for it. */
export async function takeBackAttempt(db: Db, id: string, attempt: number): Promise<void> {
  await sql`
    update ai_replies set state = 'waiting', attempts = attempts - 1
    where id = ${id} and state = 'asking' and attempts = ${attempt}`.execute(db);
}

export async function isSomethingNewer(tx: Tx, conversationId: string, than: AiReply): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ai_replies where conversation_id = ${conversationId} and state = 'waiting'
      and (created_at, id) > (${than.createdAt}::timestamptz, ${than.id}::uuid) limit 1`.execute(tx);
  return rows.length > 0;
}

export async function findReply(db: Db | Tx, id: string): Promise<AiReply | undefined> {
  const { rows } = await sql<AiReply>`select ${columns} from ai_replies where id = ${id}`.execute(db);
  return rows[0];
}

export interface AiReplyFilter {
  readonly conversationId?: string | undefined;
  readonly state?: AiReplyState | undefined;
  readonly messageId?: string | undefined;
  readonly replyMessageId?: string | undefined;
}

/** Latest first. */
export async function listReplies(
  db: Db | Tx,
  filter: AiReplyFilter,
  page: { limit: number; after?: { at: string; id: string } | undefined },
): Promise<AiReply[]> {
  const conditions = [sql`true`];
  if (filter.conversationId) conditions.push(sql`conversation_id = ${filter.conversationId}`);
  if (filter.state) conditions.push(sql`state = ${filter.state}`);
  if (filter.messageId) conditions.push(sql`message_id = ${filter.messageId}`);
  if (filter.replyMessageId) conditions.push(sql`reply_message_id = ${filter.replyMessageId}`);
  if (page.after) conditions.push(sql`(created_at, id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`);
  const { rows } = await sql<AiReply>`
    select ${columns} from ai_replies where ${sql.join(conditions, sql` and `)}
    order by created_at desc, id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** What is older than this is forgotten; answers whether there may be more. */
export async function deleteOld(db: Db, before: Date, limit: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from ai_replies where id in (
      select id from ai_replies where created_at < ${before} and state not in ('waiting', 'asking') order by created_at limit ${limit})`.execute(
    db,
  );
  return numAffectedRows === BigInt(limit);
}
