import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { StoredSetting } from "./settings.rules.ts";

export async function listStored(tx: Db | Tx): Promise<StoredSetting[]> {
  const { rows } = await sql<StoredSetting>`select name, value, updated_at as "updatedAt" from settings`.execute(tx);
  return rows;
}

/** Makes other changes of settings wait until this transaction ends: what two of them decide together is judged as a whole. */
export async function lockSettings(tx: Tx): Promise<void> {
  await sql`lock table settings in share row exclusive mode`.execute(tx);
}

export async function upsertSettings(tx: Tx, values: Readonly<Record<string, unknown>>, now: Date): Promise<void> {
  await sql`
    insert into settings (name, value, updated_at)
    select key, value, ${now} from jsonb_each(${JSON.stringify(values)}::jsonb)
    on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(tx);
}

export async function deleteSettings(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`delete from settings where name = any(${names}::text[])`.execute(tx);
}

/** Tells every node, when the transaction commits, to read the settings again. Changes are few, so what a NOTIFY costs does not matter. */
export async function notifyChanged(tx: Tx, channel: string): Promise<void> {
  await sql`select pg_notify(${channel}, '')`.execute(tx);
}
