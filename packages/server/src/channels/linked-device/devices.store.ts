/** SQL of WhatsApp Web sessions. What is secret comes here sealed. */
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { DeviceAccount, DeviceState, DeviceStateReason } from "./device-states.ts";

export interface DeviceRow {
  readonly address: string;
  readonly state: DeviceState;
  readonly stateReason: DeviceStateReason | null;
  readonly stateSince: Date;
  readonly account: DeviceAccount | null;
  readonly isPaired: boolean;
  /** Sealed. */
  readonly pairing: Buffer | null;
  readonly pairingExpiresAt: Date | null;
  readonly pairingWantedUntil: Date | null;
  readonly pairingPhone: string | null;
  readonly pairedAt: Date | null;
  readonly connectedAt: Date | null;
  readonly lastHeardAt: Date | null;
  readonly wish: "log-out" | "use-here" | null;
  readonly coldStoppedUntil: Date | null;
}

const columns = sql`address, state, state_reason as "stateReason", state_since as "stateSince", account, creds is not null as "isPaired",
  pairing, pairing_expires_at as "pairingExpiresAt", pairing_wanted_until as "pairingWantedUntil", pairing_phone as "pairingPhone",
  paired_at as "pairedAt", connected_at as "connectedAt", last_heard_at as "lastHeardAt", wish,
  cold_stopped_until as "coldStoppedUntil"`;

/** Makes the row of a channel that has none yet. */
export async function ensureDevice(tx: Db | Tx, address: string, now: Date): Promise<void> {
  await sql`
    insert into linked_devices (address, state, state_since) values (${address}, 'unpaired', ${now})
    on conflict (address) do nothing`.execute(tx);
}

export async function findDevice(tx: Db | Tx, address: string): Promise<DeviceRow | undefined> {
  const { rows } = await sql<DeviceRow>`select ${columns} from linked_devices where address = ${address}`.execute(tx);
  return rows[0];
}

/** Holds the row until the transaction ends: whoever locks more besides begins here. */
export async function lockDevice(tx: Tx, address: string): Promise<void> {
  await sql`select 1 from linked_devices where address = ${address} for no key update`.execute(tx);
}

export async function listDevices(tx: Db | Tx): Promise<DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`select ${columns} from linked_devices`.execute(tx);
  return rows;
}

/** Fields not named stay. */
export type DeviceChange = Partial<{
  state: DeviceState;
  stateReason: DeviceStateReason | null;
  account: DeviceAccount | null;
  creds: Buffer | null;
  pairing: Buffer | null;
  pairingExpiresAt: Date | null;
  pairingWantedUntil: Date | null;
  pairingPhone: string | null;
  pairedAt: Date | null;
  connectedAt: Date | null;
  lastHeardAt: Date | null;
  wish: DeviceRow["wish"];
  coldStoppedUntil: Date | null;
}>;

const COLUMNS: Readonly<Record<keyof DeviceChange, string>> = {
  state: "state",
  stateReason: "state_reason",
  account: "account",
  creds: "creds",
  pairing: "pairing",
  pairingExpiresAt: "pairing_expires_at",
  pairingWantedUntil: "pairing_wanted_until",
  pairingPhone: "pairing_phone",
  pairedAt: "paired_at",
  connectedAt: "connected_at",
  lastHeardAt: "last_heard_at",
  wish: "wish",
  coldStoppedUntil: "cold_stopped_until",
};
const JSON_FIELDS: ReadonlySet<string> = new Set(["stateReason", "account"]);

export async function changeDevice(tx: Db | Tx, address: string, change: DeviceChange, now: Date): Promise<void> {
  const parts = Object.entries(change).map(([field, value]) => {
    const column = sql.ref(COLUMNS[field as keyof DeviceChange]);
    return JSON_FIELDS.has(field) && value !== null
      ? sql`${column} = ${JSON.stringify(value)}::jsonb`
      : sql`${column} = ${value}`;
  });
  if (change.state !== undefined) {
    parts.push(sql`state_since = case when state = ${change.state} then state_since else ${now} end`);
  }
  if (parts.length === 0) return;
  await sql`update linked_devices set ${sql.join(parts)} where address = ${address}`.execute(tx);
}

export async function readCreds(tx: Db | Tx, address: string): Promise<Buffer | null> {
  const { rows } = await sql<{ creds: Buffer | null }>`
    select creds from linked_devices where address = ${address}`.execute(tx);
  return rows[0]?.creds ?? null;
}

export interface KeyRow {
  readonly type: string;
  readonly id: string;
  /** Sealed. Null: deleted. */
  readonly value: Buffer | null;
}

export async function readKeys(
  tx: Db | Tx,
  address: string,
  type: string,
  ids: readonly string[],
): Promise<Array<{ id: string; value: Buffer }>> {
  const { rows } = await sql<{ id: string; value: Buffer }>`
    select id, value from linked_device_keys where address = ${address} and type = ${type} and id = any(${ids}::text[])`.execute(
    tx,
  );
  return rows;
}

/** The oldest first. */
export async function listKeyIds(tx: Db | Tx, address: string, type: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from linked_device_keys where address = ${address} and type = ${type} order by written_at, id limit ${limit}`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** Messages of those chats up to each of those named, of a type whose ids are `chat|message`. */
export async function findUnread(
  tx: Db | Tx,
  address: string,
  type: string,
  providerIds: readonly string[],
): Promise<Array<{ rowId: string; providerId: string }>> {
  const { rows } = await sql<{ rowId: string; providerId: string }>`
    with unread as materialized (
      select id, split_part(id, '|', 1) as chat, split_part(id, '|', 2) as provider_id, written_at
      from linked_device_keys where address = ${address} and type = ${type}
    )
    select distinct u.id as "rowId", u.provider_id as "providerId"
    from unread u join unread named on named.chat = u.chat and u.written_at <= named.written_at
    where named.provider_id = any(${providerIds}::text[])`.execute(tx);
  return rows;
}

/** Of a key named twice the last value counts. */
export async function writeKeys(tx: Tx, address: string, given: readonly KeyRow[], now: Date): Promise<void> {
  const keys = [...new Map(given.map((key) => [`${key.type}\n${key.id}`, key])).values()];
  const gone = keys.filter(({ value }) => value === null);
  const kept = keys.filter((key): key is KeyRow & { value: Buffer } => key.value !== null);
  if (gone.length > 0) {
    await sql`
      delete from linked_device_keys k using unnest(${gone.map(({ type }) => type)}::text[], ${gone.map(({ id }) => id)}::text[]) as g(type, id)
      where k.address = ${address} and k.type = g.type and k.id = g.id`.execute(tx);
  }
  if (kept.length > 0) {
    const values = kept.map(({ value }) => `\\x${value.toString("hex")}`);
    await sql`
      insert into linked_device_keys (address, type, id, value, written_at)
      select ${address}, type, id, value::bytea, ${now}
      from unnest(${kept.map(({ type }) => type)}::text[], ${kept.map(({ id }) => id)}::text[], ${values}::text[]) as k(type, id, value)
      on conflict (address, type, id) do update set value = excluded.value, written_at = excluded.written_at`.execute(
      tx,
    );
  }
}

/** Everything that belongs to a pairing: worth nothing once the phone has removed the device. */
export async function forgetPairing(tx: Tx, address: string): Promise<void> {
  await sql`delete from linked_device_keys where address = ${address}`.execute(tx);
  await sql`delete from linked_device_stanzas where address = ${address}`.execute(tx);
  await sql`
    update linked_devices set creds = null, account = null, pairing = null, pairing_expires_at = null, paired_at = null, connected_at = null
    where address = ${address}`.execute(tx);
}

export async function deleteDevice(tx: Tx, address: string): Promise<void> {
  await sql`delete from linked_devices where address = ${address}`.execute(tx);
}

export interface StoredStanza {
  /** bigint as text. */
  readonly id: string;
  /** Sealed. */
  readonly stanza: Buffer;
}

/** In the order given; answers their ids in that order. */
export async function insertStanzas(tx: Tx, address: string, stanzas: readonly Buffer[], now: Date): Promise<string[]> {
  const values = stanzas.map((stanza) => `\\x${stanza.toString("hex")}`);
  const { rows } = await sql<{ id: string }>`
    insert into linked_device_stanzas (address, stanza, received_at)
    select ${address}, stanza::bytea, ${now} from unnest(${values}::text[]) with ordinality as s(stanza, place) order by place
    returning id::text`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function listStanzas(tx: Db | Tx, address: string, limit: number): Promise<StoredStanza[]> {
  const { rows } = await sql<StoredStanza>`
    select id::text, stanza from linked_device_stanzas where address = ${address} order by id limit ${limit}`.execute(
    tx,
  );
  return rows;
}

export async function deleteStanzas(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from linked_device_stanzas where id = any(${ids}::bigint[])`.execute(tx);
}

/** Forgets what is kept only for a while. Answers how many rows went. */
export async function forgetAged(tx: Db | Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from linked_device_keys where (address, type, id) in (
      select address, type, id from linked_device_keys
      where type in ('plaintext', 'sent', 'received', 'unread', 'read') and written_at < ${before} limit ${limit})`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

export interface NumberRow {
  readonly phone: string;
  readonly jid: string | null;
  readonly checkedAt: Date;
}

export async function findNumber(tx: Db | Tx, phone: string): Promise<NumberRow | undefined> {
  const { rows } = await sql<NumberRow>`
    select phone, jid, checked_at as "checkedAt" from linked_device_numbers where phone = ${phone}`.execute(tx);
  return rows[0];
}

export async function putNumber(tx: Db | Tx, number: NumberRow): Promise<void> {
  await sql`
    insert into linked_device_numbers (phone, jid, checked_at) values (${number.phone}, ${number.jid}, ${number.checkedAt})
    on conflict (phone) do update set jid = excluded.jid, checked_at = excluded.checked_at`.execute(tx);
}

/** NOTIFY channel: somebody has changed the row of a device. */
export const POKED = "chasqui_devices";

/** Tells the node that owns the channel, once the transaction is committed. */
export async function notifyPoked(tx: Tx, address: string): Promise<void> {
  await sql`select pg_notify(${POKED}, ${address})`.execute(tx);
}
