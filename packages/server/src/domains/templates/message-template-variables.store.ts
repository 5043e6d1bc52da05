import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

/** Liquid by placeholder: `{ "body.1": "{{ contact.firstName }}" }`. */
export type PlaceholderValues = Readonly<Record<string, string>>;

export interface StoredPlaceholders {
  readonly values: PlaceholderValues;
  readonly updatedAt: Date;
}

export interface TemplateKey {
  readonly channelId: string;
  readonly name: string;
  readonly language: string;
}

export async function findPlaceholders(
  tx: Db | Tx,
  { channelId, name, language }: TemplateKey,
): Promise<StoredPlaceholders | undefined> {
  const { rows } = await sql<StoredPlaceholders>`
    select variables as values, updated_at as "updatedAt" from message_template_variables
    where channel_id = ${channelId} and name = ${name} and language = ${language}`.execute(tx);
  return rows[0];
}

export async function upsertPlaceholders(
  tx: Db | Tx,
  { channelId, name, language }: TemplateKey,
  values: PlaceholderValues,
  now: Date,
): Promise<void> {
  await sql`
    insert into message_template_variables (channel_id, name, language, variables, updated_at)
    values (${channelId}, ${name}, ${language}, ${JSON.stringify(values)}::jsonb, ${now})
    on conflict (channel_id, name, language) do update set variables = excluded.variables, updated_at = excluded.updated_at`.execute(
    tx,
  );
}
