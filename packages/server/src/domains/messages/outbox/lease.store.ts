/** Who owns a channel. Exactly one node sends on a channel at a time: the one whose (node, epoch) stands in channel_leases.
 *  Comparing an epoch without locking the row fences nothing under READ COMMITTED, so every check locks it FOR SHARE. */
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";

export interface Lease {
  readonly channelId: string;
  readonly nodeId: string;
  /** bigint as text. */
  readonly epoch: string;
}

/** Takes a channel that nobody owns or whose lease ran out, or, when `force`, one whose owner's session is known to be gone.
 *  Returns the new epoch, or undefined when somebody else owns it. */
export async function takeLease(
  tx: Tx,
  channelId: string,
  nodeId: string,
  times: { now: Date; expiresAt: Date },
  force: boolean,
): Promise<string | undefined> {
  const { rows } = await sql<{ epoch: string }>`
    insert into channel_leases as l (channel_id, node_id, epoch, expires_at)
    values (${channelId}, ${nodeId}, 1, ${times.expiresAt})
    on conflict (channel_id) do update set node_id = ${nodeId}, epoch = l.epoch + 1, expires_at = ${times.expiresAt}
      where l.expires_at <= ${times.now} or ${force}
    returning epoch::text`.execute(tx);
  return rows[0]?.epoch;
}

/** What the owner before us left: begun sends are in doubt, the rest may go again. Returns the ids in doubt. */
export async function recoverRows(tx: Tx, channelId: string, now: Date): Promise<string[]> {
  await sql`
    update outbox set state = 'ready', epoch = null, state_since = ${now} where channel_id = ${channelId} and state = 'claimed'`.execute(
    tx,
  );
  const { rows } = await sql<{ id: string }>`
    update outbox set state = 'unknown', epoch = null, state_since = ${now}
    where channel_id = ${channelId} and state = 'sending' returning message_id as id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Puts back what this lease marked as claimed or being sent without its owner's knowing: of these rows nothing ever began.
 *  `known`: the owner knows of them. */
export async function freeNeverBegun(tx: Tx, lease: Lease, known: readonly string[], now: Date): Promise<void> {
  await sql`
    update outbox set state = 'ready', epoch = null, state_since = ${now}
    where channel_id = ${lease.channelId} and state in ('claimed', 'sending') and epoch = ${lease.epoch}::bigint
      and message_id <> all(${known}::uuid[])`.execute(tx);
}

/** Lengthens the leases this node still holds; the answer names them. */
export async function renewLeases(tx: Tx, leases: readonly Lease[], expiresAt: Date): Promise<string[]> {
  const { rows } = await sql<{ channelId: string }>`
    update channel_leases l set expires_at = ${expiresAt}
    from unnest(${leases.map((lease) => lease.channelId)}::uuid[], ${leases.map((lease) => lease.nodeId)}::uuid[],
      ${leases.map((lease) => lease.epoch)}::bigint[]) as mine(channel_id, node_id, epoch)
    where l.channel_id = mine.channel_id and l.node_id = mine.node_id and l.epoch = mine.epoch
    returning l.channel_id as "channelId"`.execute(tx);
  return rows.map((row) => row.channelId);
}

/** Gives a channel back, so that another node need not wait for the lease to run out. */
export async function releaseLease(tx: Tx, lease: Lease, now: Date): Promise<void> {
  await sql`
    update channel_leases set expires_at = ${now}
    where channel_id = ${lease.channelId} and node_id = ${lease.nodeId} and epoch = ${lease.epoch}::bigint`.execute(tx);
}

/** Whether it is still ours; nobody can take it until the transaction ends. */
export async function lockLease(tx: Tx, { channelId, nodeId, epoch }: Lease): Promise<boolean> {
  const { rows } = await sql`
    select 1 from channel_leases
    where channel_id = ${channelId} and node_id = ${nodeId} and epoch = ${epoch}::bigint for share`.execute(tx);
  return rows.length === 1;
}
