import { sql } from "kysely";
import type { Db, Tx } from "../platform/db/index.ts";
import type { PlatformTemplate, TemplateNews } from "./management.ts";
import type { TemplateKey, TemplateState } from "./message-templates.rules.ts";

export interface MessageTemplate extends TemplateState {
  readonly id: string;
  readonly channelId: string;
  readonly category: string;
  /** Null: known from a report alone, not read yet. */
  readonly components: unknown[] | null;
  readonly parameterFormat: string | null;
  readonly rejectedReason: string | null;
  readonly syncedAt: Date | null;
}

const columns = sql`id, channel_id as "channelId", provider_id as "providerId", name, language, category, status, quality, components,
  parameter_format as "parameterFormat", rejected_reason as "rejectedReason", synced_at as "syncedAt"`;

export interface TemplateFilter {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
}

export async function listTemplates(
  tx: Db | Tx,
  channelId: string,
  filter: TemplateFilter,
  page: { limit: number; after?: { name: string; id: string } | undefined },
): Promise<MessageTemplate[]> {
  const { after } = page;
  const { rows } = await sql<MessageTemplate>`
    select ${columns} from message_templates
    where channel_id = ${channelId}
      and (${filter.name ?? null}::text is null or name = ${filter.name ?? null})
      and (${filter.status ?? null}::text is null or status = ${filter.status ?? null})
      and (${filter.category ?? null}::text is null or category = ${filter.category ?? null})
      and (${after?.name ?? null}::text is null or (name, id) > (${after?.name ?? null}::text, ${after?.id ?? null}::uuid))
    order by name, id limit ${page.limit}`.execute(tx);
  return rows;
}

export async function findTemplate(tx: Db | Tx, channelId: string, id: string): Promise<MessageTemplate | undefined> {
  const { rows } = await sql<MessageTemplate>`
    select ${columns} from message_templates where channel_id = ${channelId} and id = ${id}`.execute(tx);
  return rows[0];
}

export async function listStates(tx: Tx, channelId: string, providerIds?: readonly string[]): Promise<TemplateState[]> {
  const { rows } = await sql<TemplateState>`
    select provider_id as "providerId", name, language, status, quality from message_templates
    where channel_id = ${channelId} and (${providerIds ?? null}::text[] is null or provider_id = any(${providerIds ?? null}::text[]))`.execute(
    tx,
  );
  return rows;
}

/** Every template of these names and languages, with its category. */
export async function findByKeys(
  tx: Db | Tx,
  channelId: string,
  keys: readonly TemplateKey[],
): Promise<Array<TemplateKey & { status: string; category: string }>> {
  const { rows } = await sql<TemplateKey & { status: string; category: string }>`
    select t.name, t.language, t.status, t.category
    from unnest(${keys.map((key) => key.name)}::text[], ${keys.map((key) => key.language)}::text[]) as k(name, language)
    join message_templates t on t.channel_id = ${channelId} and t.name = k.name and t.language = k.language`.execute(
    tx,
  );
  return rows;
}

/** Writes what was read at `knownAt`; what a report has changed since then stays as reported. */
export async function upsertTemplates(
  tx: Tx,
  channelId: string,
  templates: ReadonlyArray<PlatformTemplate & { readonly id: string }>,
  times: { knownAt: Date; now: Date },
): Promise<void> {
  await sql`
    insert into message_templates as t (id, channel_id, provider_id, name, language, category, status, quality, components, parameter_format,
      rejected_reason, known_at, synced_at)
    select id, ${channelId}, "providerId", name, language, category, status, quality, components, "parameterFormat", "rejectedReason",
      ${times.knownAt}, ${times.now}
    from jsonb_to_recordset(${JSON.stringify(templates)}::jsonb) as r(id uuid, "providerId" text, name text, language text, category text,
      status text, quality text, components jsonb, "parameterFormat" text, "rejectedReason" text)
    on conflict (channel_id, provider_id) do update set name = excluded.name, language = excluded.language,
      components = excluded.components, parameter_format = excluded.parameter_format, synced_at = excluded.synced_at,
      category = case when t.known_at > excluded.known_at then t.category else excluded.category end,
      status = case when t.known_at > excluded.known_at then t.status else excluded.status end,
      quality = case when t.known_at > excluded.known_at then t.quality else excluded.quality end,
      rejected_reason = case when t.known_at > excluded.known_at then t.rejected_reason else excluded.rejected_reason end,
      known_at = greatest(t.known_at, excluded.known_at)`.execute(tx);
}

/** Deletes those that the platform did not list at `knownAt`; answers their provider ids. */
export async function deleteUnlisted(
  tx: Tx,
  channelId: string,
  listed: readonly string[],
  knownAt: Date,
): Promise<string[]> {
  const { rows } = await sql<{ providerId: string }>`
    delete from message_templates
    where channel_id = ${channelId} and provider_id <> all(${listed}::text[]) and known_at <= ${knownAt}
    returning provider_id as "providerId"`.execute(tx);
  return rows.map((row) => row.providerId);
}

export async function deleteTemplate(tx: Tx, channelId: string, providerId: string): Promise<void> {
  await sql`delete from message_templates where channel_id = ${channelId} and provider_id = ${providerId}`.execute(tx);
}

/** The platform's clock may differ from ours by so much. */
const CLOCK_TOLERANCE_MS = 60_000;

/** Applies a report made at `occurredAt` by the platform's clock; false when what is known is newer. A template never heard of is added as far as the report tells of it. */
export async function applyNews(
  tx: Tx,
  channelId: string,
  news: TemplateNews & { readonly id: string },
  times: { occurredAt: Date; now: Date },
): Promise<boolean> {
  const { occurredAt, now } = times;
  const latest = new Date(occurredAt.getTime() + CLOCK_TOLERANCE_MS);
  const knownAt = latest < now ? latest : now;
  const { numAffectedRows } = await sql`
    insert into message_templates as t (id, channel_id, provider_id, name, language, category, status, quality, rejected_reason, known_at,
      reported_at)
    values (${news.id}, ${channelId}, ${news.providerId}, ${news.name}, ${news.language}, ${news.category ?? "UNKNOWN"},
      ${news.status ?? "UNKNOWN"}, ${news.quality ?? null}, ${news.rejectedReason ?? null}, ${knownAt}, ${occurredAt})
    on conflict (channel_id, provider_id) do update set
      category = coalesce(${news.category ?? null}::text, t.category), status = coalesce(${news.status ?? null}::text, t.status),
      quality = coalesce(${news.quality ?? null}::text, t.quality), rejected_reason = ${news.rejectedReason ?? null}, known_at = greatest(t.known_at, ${knownAt}::timestamptz), reported_at = ${occurredAt}
      where t.known_at <= ${latest} and (t.reported_at is null or t.reported_at <= ${occurredAt})`.execute(tx);
  return numAffectedRows === 1n;
}
