import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { AiSettings } from "./ai-settings.rules.ts";

export interface StoredAiSettings {
  /** What was set; the rest has its default. */
  readonly settings: Partial<AiSettings>;
  readonly apiKey: Buffer | null;
  readonly signingSecret: Buffer | null;
  readonly updatedAt: Date;
}

export async function findSettings(tx: Db | Tx): Promise<StoredAiSettings | undefined> {
  const { rows } = await sql<StoredAiSettings>`
    select settings, api_key as "apiKey", signing_secret as "signingSecret", updated_at as "updatedAt" from ai_settings`.execute(
    tx,
  );
  return rows[0];
}

/** Makes other changes wait until this transaction ends. */
export async function lockSettings(tx: Tx): Promise<void> {
  await sql`lock table ai_settings in share row exclusive mode`.execute(tx);
}

export async function writeSettings(
  tx: Tx,
  { settings, apiKey, signingSecret, updatedAt }: StoredAiSettings,
): Promise<void> {
  await sql`
    insert into ai_settings (id, settings, api_key, signing_secret, updated_at)
    values (1, ${JSON.stringify(settings)}::jsonb, ${apiKey}, ${signingSecret}, ${updatedAt})
    on conflict (id) do update set settings = excluded.settings, api_key = excluded.api_key, signing_secret = excluded.signing_secret,
      updated_at = excluded.updated_at`.execute(tx);
}
