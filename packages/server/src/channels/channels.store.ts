import { sql } from "kysely";
import type { Db, Tx } from "../platform/db/index.ts";
import type { Particulars } from "../platform/errors.ts";
import type { ChannelKind } from "./channel.ts";

/** active: sends; paused: a person stopped it; stopped: the platform refuses it until something is mended. */
export type ChannelState = "active" | "paused" | "stopped";

export interface ChannelStateReason {
  readonly code: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly mend?: string | undefined;
  readonly particulars?: Particulars | undefined;
}

export interface ChannelRow {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly address: string;
  readonly state: ChannelState;
  readonly stateReason: ChannelStateReason | null;
  readonly config: Record<string, unknown>;
  /** Sealed by the secret box. */
  readonly secrets: Buffer;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = sql`id, kind, name, address, state, state_reason as "stateReason", config, secrets, version,
  created_at as "createdAt", updated_at as "updatedAt"`;

export async function listChannels(tx: Db | Tx): Promise<ChannelRow[]> {
  const { rows } =
    await sql<ChannelRow>`select ${columns} from channels where removed_at is null order by created_at, id`.execute(tx);
  return rows;
}

export async function findChannel(tx: Db | Tx, id: string): Promise<ChannelRow | undefined> {
  const { rows } =
    await sql<ChannelRow>`select ${columns} from channels where id = ${id} and removed_at is null`.execute(tx);
  return rows[0];
}

export async function findChannelByAddress(
  tx: Db | Tx,
  kind: ChannelKind,
  address: string,
): Promise<ChannelRow | undefined> {
  const { rows } = await sql<ChannelRow>`
    select ${columns} from channels where kind = ${kind} and address = ${address} and removed_at is null`.execute(tx);
  return rows[0];
}

export type NewChannelRow = Pick<ChannelRow, "id" | "kind" | "name" | "address" | "config" | "secrets">;

/** Returns false when that account has a channel already. */
export async function insertChannel(tx: Db | Tx, channel: NewChannelRow, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into channels (id, kind, name, address, state, config, secrets, created_at, updated_at)
    values (${channel.id}, ${channel.kind}, ${channel.name}, ${channel.address}, 'active', ${JSON.stringify(channel.config)}::jsonb,
      ${channel.secrets}, ${now}, ${now})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateChannel(tx: Db | Tx, channel: Omit<NewChannelRow, "kind">, now: Date): Promise<void> {
  await sql`
    update channels set name = ${channel.name}, address = ${channel.address}, config = ${JSON.stringify(channel.config)}::jsonb,
      secrets = ${channel.secrets}, version = version + 1, updated_at = ${now}
    where id = ${channel.id}`.execute(tx);
}

export async function updateChannelState(
  tx: Db | Tx,
  id: string,
  state: ChannelState,
  reason: ChannelStateReason | null,
  now: Date,
): Promise<void> {
  await sql`
    update channels set state = ${state}, state_reason = ${reason === null ? null : JSON.stringify(reason)}::jsonb, version = version + 1,
      updated_at = ${now}
    where id = ${id} and removed_at is null`.execute(tx);
}

/** The row stays, so that its messages keep their channel; its secrets go. */
export async function removeChannel(tx: Db | Tx, id: string, now: Date): Promise<void> {
  await sql`
    update channels set removed_at = ${now}, state = 'paused', secrets = '', version = version + 1, updated_at = ${now}
    where id = ${id}`.execute(tx);
}
