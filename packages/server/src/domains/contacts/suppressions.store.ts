/** Who must not be written to, and every change of that. What one of several merged contacts asked for holds for all: they are one person. */
import { sql } from "kysely";
import type { Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/db/index.ts";

/** `scope`: all, marketing, or a channel's id. */
export interface Suppression {
  readonly contactId: string;
  readonly scope: string;
  readonly reason: string;
}

/** Of these contacts, those who must not be written to on this channel, with the reason. */
export async function findSuppressed(
  tx: Db | Tx,
  contactIds: readonly string[],
  channelId: string,
): Promise<Suppression[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<Suppression>`
    select c.id as "contactId", s.scope, s.reason
    from contacts c
    join contacts same on coalesce(same.merged_into, same.id) = coalesce(c.merged_into, c.id)
    join suppressions s on s.contact_id = same.id
    where c.id = any(${contactIds}::uuid[]) and s.scope in ('all', 'marketing', ${channelId})`.execute(tx);
  return rows;
}

/** What is in force for a person, whatever the channel. */
export async function listSuppressions(
  tx: Db | Tx,
  contactId: string,
): Promise<Array<{ scope: string; reason: string; since: Date }>> {
  const { rows } = await sql<{ scope: string; reason: string; since: Date }>`
    select distinct on (s.scope) s.scope, s.reason, s.since
    from contacts c
    join contacts same on coalesce(same.merged_into, same.id) = coalesce(c.merged_into, c.id)
    join suppressions s on s.contact_id = same.id
    where c.id = ${contactId} order by s.scope, s.since`.execute(tx);
  return rows;
}

export interface SuppressionChange {
  readonly contactId: string;
  readonly scope: string;
  readonly reason: string;
  /** null: the contact, or the platform. */
  readonly actor: Actor | null;
}

/** False: it was in force already, and its reason stays. */
export async function insertSuppression(tx: Db | Tx, change: SuppressionChange, now: Date): Promise<boolean> {
  const { contactId, scope, reason, actor } = change;
  const { rows } = await sql`
    with added as (
      insert into suppressions (contact_id, scope, reason, since) values (${contactId}, ${scope}, ${reason}, ${now})
      on conflict do nothing returning contact_id
    )
    insert into suppression_events (contact_id, scope, kind, reason, at, actor_kind, actor_id)
    select contact_id, ${scope}, 'suppressed', ${reason}, ${now}, ${actor?.kind ?? null}, ${actor?.id ?? null}::uuid from added
    returning id`.execute(tx);
  return rows.length > 0;
}

/** False: there was none. */
export async function deleteSuppression(tx: Db | Tx, change: SuppressionChange, now: Date): Promise<boolean> {
  const { contactId, scope, reason, actor } = change;
  const { rows } = await sql`
    with lifted as (
      delete from suppressions s using contacts c, contacts same
      where c.id = ${contactId} and coalesce(same.merged_into, same.id) = coalesce(c.merged_into, c.id)
        and s.contact_id = same.id and s.scope = ${scope}
      returning s.contact_id
    )
    insert into suppression_events (contact_id, scope, kind, reason, at, actor_kind, actor_id)
    select contact_id, ${scope}, 'lifted', ${reason}, ${now}, ${actor?.kind ?? null}, ${actor?.id ?? null}::uuid from lifted
    returning id`.execute(tx);
  return rows.length > 0;
}

export interface SuppressionEvent {
  readonly id: string;
  readonly scope: string;
  readonly kind: "suppressed" | "lifted";
  readonly reason: string;
  readonly at: Date;
  readonly actorKind: Actor["kind"] | null;
  readonly actorId: string | null;
}

/** Latest first, going on after `afterId`. */
export async function listSuppressionEvents(
  tx: Db | Tx,
  contactId: string,
  page: { limit: number; afterId?: string | undefined },
): Promise<SuppressionEvent[]> {
  const { rows } = await sql<SuppressionEvent>`
    select e.id::text as id, e.scope, e.kind, e.reason, e.at, e.actor_kind as "actorKind", e.actor_id as "actorId"
    from contacts c
    join contacts same on coalesce(same.merged_into, same.id) = coalesce(c.merged_into, c.id)
    join suppression_events e on e.contact_id = same.id
    where c.id = ${contactId} and (${page.afterId ?? null}::bigint is null or e.id < ${page.afterId ?? null}::bigint)
    order by e.id desc limit ${page.limit}`.execute(tx);
  return rows;
}
