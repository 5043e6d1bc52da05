import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import { readWords } from "./search-words.rules.ts";

export type IdentityKind = "phone" | "lid" | "bsuid";

/** One way to address a contact. `scope` is '' for a phone, else the account within which the value is valid. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly scope: string;
  readonly value: string;
}

export interface KnownIdentity extends Identity {
  readonly contactId: string;
}

/** Every identity of every contact that one of these leads to; a merged contact answers as the one it was merged into. */
export async function findAllOfOwners(tx: Db | Tx, identities: readonly Identity[]): Promise<KnownIdentity[]> {
  if (identities.length === 0) return [];
  const { rows } = await sql<KnownIdentity>`
    with owners as (
      select distinct coalesce(c.merged_into, c.id) as id
      from unnest(${column(identities, "kind")}::text[], ${column(identities, "scope")}::text[], ${column(identities, "value")}::text[])
        as wanted(kind, scope, value)
      join identities i on i.kind = wanted.kind and i.scope = wanted.scope and i.value = wanted.value
      join contacts c on c.id = i.contact_id
    ), persons as (
      select id, id as owner from owners union all select c.id, c.merged_into from contacts c join owners o on o.id = c.merged_into
    )
    select i.kind, i.scope, i.value, p.owner as "contactId" from persons p join identities i on i.contact_id = p.id`.execute(
    tx,
  );
  return rows;
}

export interface NewContact {
  readonly id: string;
  readonly displayName: string | null;
  readonly username: string | null;
}

/** Words by which the profile is found, with a space between. */
function wordsOf({ displayName, username }: NewContact): string {
  return readWords(`${displayName ?? ""} ${username ?? ""}`).join(" ");
}

export async function insertContacts(tx: Tx, contacts: readonly NewContact[], now: Date): Promise<void> {
  if (contacts.length === 0) return;
  await sql`
    insert into contacts (id, display_name, username, profile_words, created_at, updated_at)
    select id, display_name, username, array_to_tsvector(string_to_array(words, ' ')), ${now}, ${now}
    from unnest(${contacts.map((c) => c.id)}::uuid[], ${contacts.map((c) => c.displayName)}::text[],
      ${contacts.map((c) => c.username)}::text[], ${contacts.map(wordsOf)}::text[]) as new(id, display_name, username, words)`.execute(
    tx,
  );
}

/** Adds identities in sorted order (two batches must not deadlock); one that exists already is left as it is. Returns how many were new. */
export async function insertIdentities(tx: Tx, identities: readonly KnownIdentity[], now: Date): Promise<number> {
  if (identities.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into identities (kind, scope, value, contact_id, created_at)
    select kind, scope, value, contact_id, ${now}
    from unnest(${column(identities, "kind")}::text[], ${column(identities, "scope")}::text[], ${column(identities, "value")}::text[],
      ${identities.map((identity) => identity.contactId)}::uuid[]) as new(kind, scope, value, contact_id)
    order by kind, scope, value
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Undoes contacts created just now, identities included. */
export async function deleteIdentitiesOf(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await sql`delete from contacts where id = any(${contactIds}::uuid[])`.execute(tx);
}

/** Gives identities to other contacts. */
export async function moveIdentities(tx: Tx, moved: readonly KnownIdentity[]): Promise<void> {
  if (moved.length === 0) return;
  await sql`
    update identities i set contact_id = m.contact_id
    from unnest(${column(moved, "kind")}::text[], ${column(moved, "scope")}::text[], ${column(moved, "value")}::text[],
      ${moved.map((identity) => identity.contactId)}::uuid[]) as m(kind, scope, value, contact_id)
    where i.kind = m.kind and i.scope = m.scope and i.value = m.value`.execute(tx);
}

/** Points contacts at the one they are, and those that pointed at them. Their identities stay theirs, so that it can be undone. */
export async function mergeContacts(
  tx: Tx,
  merged: ReadonlyArray<{ from: string; into: string }>,
  now: Date,
): Promise<void> {
  for (const { from, into } of merged) {
    await sql`update contacts set merged_into = ${into}, updated_at = ${now} where id = ${from} or merged_into = ${from}`.execute(
      tx,
    );
  }
}

export async function deleteIdentity(tx: Tx, identity: Identity): Promise<void> {
  await sql`delete from identities where kind = ${identity.kind} and scope = ${identity.scope} and value = ${identity.value}`.execute(
    tx,
  );
}

/** Takes over the names by which contacts now call themselves. Answers with those whose name is new. */
export async function updateProfiles(tx: Tx, profiles: readonly NewContact[], now: Date): Promise<string[]> {
  if (profiles.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with profile as (
      select * from unnest(${profiles.map((p) => p.id)}::uuid[], ${profiles.map((p) => p.displayName)}::text[],
        ${profiles.map((p) => p.username)}::text[], ${profiles.map(wordsOf)}::text[]) as p(id, display_name, username, words)
    ), locked as (
      select c.id from contacts c join profile p on p.id = c.id
      where (p.display_name is not null and p.display_name is distinct from c.display_name)
         or (p.username is not null and p.username is distinct from c.username)
      order by c.id for no key update of c
    )
    update contacts c set display_name = coalesce(p.display_name, c.display_name), username = coalesce(p.username, c.username),
      profile_words = case when p.display_name is null then c.profile_words else '' end || array_to_tsvector(string_to_array(p.words, ' ')),
      updated_at = ${now}
    from profile p join locked l on l.id = p.id
    where c.id = p.id returning c.id`.execute(tx);
  return rows.map((row) => row.id);
}

function column<K extends "kind" | "scope" | "value">(identities: readonly Identity[], key: K): string[] {
  return identities.map((identity) => identity[key]);
}

export interface ContactNames {
  /** As it was asked for. */
  readonly id: string;
  /** Whom it was merged into; its own id: nobody. */
  readonly personId: string;
  /** What our people call the person, or else what it calls itself. */
  readonly displayName: string | null;
  /** E.164 with +; one of them, if the person has several. */
  readonly phone: string | null;
  readonly tagIds: string[];
}

/** What merged contacts know holds for the person they are. */
export async function findContactNames(tx: Db | Tx, contactIds: readonly string[]): Promise<ContactNames[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<ContactNames>`
    select c.id, coalesce(c.merged_into, c.id) as "personId", coalesce(person.given_name, person.display_name) as "displayName", person.phone,
      array(select distinct tag from contacts t, unnest(t.tag_ids) as tag
        where coalesce(t.merged_into, t.id) = coalesce(c.merged_into, c.id)) as "tagIds"
    from contacts c
    cross join lateral (
      select (array_agg(s.given_name order by s.merged_into nulls first, s.created_at) filter (where s.given_name is not null))[1] as given_name,
        (array_agg(s.display_name order by s.merged_into nulls first, s.created_at) filter (where s.display_name is not null))[1] as display_name,
        min((select min(i.value) from identities i where i.contact_id = s.id and i.kind = 'phone')) as phone
      from contacts s where coalesce(s.merged_into, s.id) = coalesce(c.merged_into, c.id)
    ) person
    where c.id = any(${contactIds}::uuid[])`.execute(tx);
  return rows;
}
