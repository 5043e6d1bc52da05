import { sql } from "kysely";
import type { Db, Tx } from "../platform/db/index.ts";
import type { PlatformTemplate, TemplateNews } from "./management.ts";
import type { ReportTimes, TemplateKey, TemplateState } from "./message-templates.rules.ts";

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
  /** Part of a name. */
  readonly search?: string | undefined;
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
  const like = filter.search === undefined ? null : `%${filter.search.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<MessageTemplate>`
    select ${columns} from message_templates
    where channel_id = ${channelId}
      and (${filter.name ?? null}::text is null or name = ${filter.name ?? null})
      and (${like}::text is null or name ilike ${like})
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

/** Takes the next number in the order of what is known of a channel's templates; the channel's details are locked by it. */
export async function takeRevision(tx: Db | Tx, channelId: string): Promise<Revision> {
  const { rows } = await sql<{ revision: Revision }>`
    insert into channel_details as d (channel_id, templates_revision) values (${channelId}, 1)
    on conflict (channel_id) do update set templates_revision = d.templates_revision + 1
    returning templates_revision::text as revision`.execute(tx);
  return (rows[0] as { revision: Revision }).revision;
}

/** A bigint as text. Clocks differ and are put right; this only ever grows. */
export type Revision = string;

export interface ReadTimes {
  /** Taken before the platform was asked: what was written under a higher number since then stays. */
  readonly asOf: Revision;
  /** Under which number it is written; `asOf` unless the platform told of something it did just now. */
  readonly revision: Revision;
  /** When the platform was asked, by our clock. */
  readonly readAt: Date;
  readonly now: Date;
}

/** Writes what the platform answered; what a report has changed since it was asked stays as reported. */
export async function upsertTemplates(
  tx: Tx,
  channelId: string,
  templates: ReadonlyArray<PlatformTemplate & { readonly id: string }>,
  { asOf, revision, readAt, now }: ReadTimes,
): Promise<void> {
  const isNewer = sql`t.revision > ${asOf}::bigint`;
  await sql`
    insert into message_templates as t (id, channel_id, provider_id, name, language, category, status, quality, components, parameter_format,
      rejected_reason, known_at, synced_at, revision)
    select id, ${channelId}, "providerId", name, language, category, status, quality, components, "parameterFormat", "rejectedReason",
      ${readAt}, ${now}, ${revision}::bigint
    from jsonb_to_recordset(${JSON.stringify(templates)}::jsonb) as r(id uuid, "providerId" text, name text, language text, category text,
      status text, quality text, components jsonb, "parameterFormat" text, "rejectedReason" text)
    on conflict (channel_id, provider_id) do update set name = excluded.name, language = excluded.language,
      components = excluded.components, parameter_format = excluded.parameter_format, synced_at = excluded.synced_at,
      category = case when ${isNewer} then t.category else excluded.category end,
      status = case when ${isNewer} then t.status else excluded.status end,
      quality = case when ${isNewer} then t.quality else excluded.quality end,
      rejected_reason = case when ${isNewer} then t.rejected_reason else excluded.rejected_reason end,
      known_at = excluded.known_at, revision = greatest(t.revision, excluded.revision)`.execute(tx);
}

/** Deletes those that the platform did not list when it was asked under this number; answers their provider ids. */
export async function deleteUnlisted(
  tx: Tx,
  channelId: string,
  listed: readonly string[],
  asOf: Revision,
): Promise<string[]> {
  const { rows } = await sql<{ providerId: string }>`
    delete from message_templates
    where channel_id = ${channelId} and provider_id <> all(${listed}::text[]) and revision <= ${asOf}::bigint
    returning provider_id as "providerId"`.execute(tx);
  return rows.map((row) => row.providerId);
}

export async function deleteTemplate(tx: Tx, channelId: string, providerId: string): Promise<void> {
  await sql`delete from message_templates where channel_id = ${channelId} and provider_id = ${providerId}`.execute(tx);
}

/** When the platform last told of a template. Undefined: it never did. */
export async function findReportTimes(tx: Tx, channelId: string, providerId: string): Promise<ReportTimes | undefined> {
  const { rows } = await sql<ReportTimes>`
    select reported_at as "reportedAt", case when synced_at is not null then known_at end as "readAt" from message_templates
    where channel_id = ${channelId} and provider_id = ${providerId}`.execute(tx);
  return rows[0];
}

/** Writes what a report says, made at `occurredAt` by the platform's clock. A template never heard of is added as far as it tells of it. */
export async function applyNews(
  tx: Tx,
  channelId: string,
  news: TemplateNews & { readonly id: string },
  { occurredAt, now, revision }: { occurredAt: Date; now: Date; revision: Revision },
): Promise<void> {
  await sql`
    insert into message_templates as t (id, channel_id, provider_id, name, language, category, status, quality, rejected_reason, known_at,
      reported_at, revision)
    values (${news.id}, ${channelId}, ${news.providerId}, ${news.name}, ${news.language}, ${news.category ?? "UNKNOWN"},
      ${news.status ?? "UNKNOWN"}, ${news.quality ?? null}, ${news.rejectedReason ?? null}, ${now}, ${occurredAt}, ${revision}::bigint)
    on conflict (channel_id, provider_id) do update set
      category = coalesce(${news.category ?? null}::text, t.category), status = coalesce(${news.status ?? null}::text, t.status),
      quality = coalesce(${news.quality ?? null}::text, t.quality), rejected_reason = ${news.rejectedReason ?? null},
      reported_at = ${occurredAt}, revision = ${revision}::bigint`.execute(tx);
}
