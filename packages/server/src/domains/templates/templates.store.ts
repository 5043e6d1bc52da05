import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";

export interface TemplateVariant {
  readonly language: string;
  /** Liquid. */
  readonly body: string;
}

/** What people write. */
export interface TemplateDraft {
  readonly name: string;
  readonly description: string;
  readonly defaultLanguage: string;
  /** At least one; the default language is among them. */
  readonly variants: readonly TemplateVariant[];
  readonly sampleValues: Readonly<Record<string, string>>;
}

export interface Template extends TemplateDraft {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const select = sql`
  select t.id, t.name, t.description, t.default_language as "defaultLanguage", t.sample_values as "sampleValues", t.version,
    t.created_at as "createdAt", t.updated_at as "updatedAt", v.variants
  from templates t cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('language', language, 'body', body)
      order by language <> t.default_language, language), '[]') as variants
    from template_variants where template_id = t.id) v`;

export async function findTemplate(tx: Db | Tx, id: string): Promise<Template | undefined> {
  return (await findTemplates(tx, [id]))[0];
}

/** In any order; unknown ones are left out. */
export async function findTemplates(tx: Db | Tx, ids: readonly string[]): Promise<Template[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Template>`${select} where t.id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

export interface TemplateFilter {
  /** Part of the name or of a text. */
  readonly search?: string | undefined;
  readonly language?: string | undefined;
}

/** By name. */
export async function listTemplates(
  tx: Db | Tx,
  filter: TemplateFilter,
  page: { limit: number; after?: { name: string; id: string } | undefined },
): Promise<Template[]> {
  const conditions = [sql`true`];
  if (filter.search !== undefined) {
    const like = `%${filter.search.replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(t.name ilike ${like} or t.description ilike ${like}
      or exists (select 1 from template_variants where template_id = t.id and body ilike ${like}))`);
  }
  if (filter.language !== undefined) {
    conditions.push(
      sql`exists (select 1 from template_variants where template_id = t.id and language = ${filter.language})`,
    );
  }
  if (page.after) conditions.push(sql`(lower(t.name), t.id) > (lower(${page.after.name}), ${page.after.id}::uuid)`);
  const { rows } = await sql<Template>`
    ${select} where ${sql.join(conditions, sql` and `)} order by lower(t.name), t.id limit ${page.limit}`.execute(tx);
  return rows;
}

export async function countTemplates(tx: Db | Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from templates`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** False: another one has the name. */
export async function insertTemplate(
  tx: Tx,
  template: TemplateDraft & { readonly id: string },
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into templates (id, name, description, default_language, sample_values, created_at, updated_at)
    values (${template.id}, ${template.name}, ${template.description}, ${template.defaultLanguage},
      ${JSON.stringify(template.sampleValues)}::jsonb, ${now}, ${now})
    on conflict do nothing`.execute(tx);
  if (numAffectedRows === 0n) return false;
  await insertVariants(tx, template.id, template.variants);
  return true;
}

/** The template as it is until the transaction ends: nobody else changes or deletes it meanwhile. */
export async function lockTemplate(tx: Tx, id: string): Promise<Template | undefined> {
  await sql`select 1 from templates where id = ${id} for update`.execute(tx);
  return findTemplate(tx, id);
}

/** Keeps these from being deleted until the transaction ends, and answers with those there are. */
export async function keepTemplates(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from templates where id = any(${ids}::uuid[]) order by id for key share`.execute(tx);
  return rows.map((row) => row.id);
}

export async function updateTemplate(tx: Tx, template: Template, now: Date): Promise<void> {
  await sql`
    update templates set name = ${template.name}, description = ${template.description}, default_language = ${template.defaultLanguage},
      sample_values = ${JSON.stringify(template.sampleValues)}::jsonb, version = version + 1, updated_at = ${now}
    where id = ${template.id}`.execute(tx);
  await sql`delete from template_variants where template_id = ${template.id}`.execute(tx);
  await insertVariants(tx, template.id, template.variants);
}

export async function deleteTemplate(tx: Tx, id: string): Promise<void> {
  await sql`delete from templates where id = ${id}`.execute(tx);
}

/** Whether another template has this name, whatever its case. */
export async function isNameTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from templates where lower(name) = lower(${name}) and id <> ${exceptId}`.execute(
    tx,
  );
  return rows.length > 0;
}

async function insertVariants(tx: Tx, templateId: string, variants: readonly TemplateVariant[]): Promise<void> {
  await sql`
    insert into template_variants (template_id, language, body)
    select ${templateId}, language, body from jsonb_to_recordset(${JSON.stringify(variants)}::jsonb) as v(language text, body text)`.execute(
    tx,
  );
}
