/** SQL of groups. */
import { sql } from "kysely";
import type { GroupParticipant, PlatformGroup } from "../../channels/groups.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { fingerprintOf, sortKeyOf } from "./groups.rules.ts";

export interface Group {
  readonly id: string;
  readonly channelId: string;
  /** The platform's id of it. */
  readonly address: string;
  readonly subject: string;
  readonly sortKey: string;
  readonly description: string | null;
  /** Ours. */
  readonly role: "admin" | "member";
  readonly isAnnouncement: boolean;
  readonly participantCount: number;
  readonly platform: unknown;
  readonly leftAt: Date | null;
  readonly refreshedAt: Date;
}

const columns = sql`id, channel_id as "channelId", address, subject, sort_key as "sortKey", description, role,
  is_announcement as "isAnnouncement", participant_count as "participantCount", platform, left_at as "leftAt", refreshed_at as "refreshedAt"`;

export interface GroupFilter {
  readonly channelId: string;
  readonly isLeft: boolean;
  /** A tsquery: words that the subject has. */
  readonly words?: string | undefined;
}

export interface GroupPlace {
  readonly name: string;
  readonly id: string;
}

/** By name. */
export async function listGroups(
  tx: Db | Tx,
  filter: GroupFilter,
  page: { readonly limit: number; readonly after?: GroupPlace | undefined },
): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select ${columns} from groups
    where channel_id = ${filter.channelId} and ${filter.isLeft ? sql`left_at is not null` : sql`left_at is null`}
      ${filter.words === undefined ? sql`` : sql`and words @@ ${filter.words}::tsquery`}
      ${page.after === undefined ? sql`` : sql`and (sort_key, id) > (${page.after.name}, ${page.after.id}::uuid)`}
    order by sort_key, id limit ${page.limit}`.execute(tx);
  return rows;
}

export async function findGroup(tx: Db | Tx, id: string): Promise<Group | undefined> {
  const { rows } = await sql<Group>`select ${columns} from groups where id = ${id}`.execute(tx);
  return rows[0];
}

export interface GroupKey {
  readonly channelId: string;
  readonly address: string;
}

/** In any order; those not known are left out. */
export async function findGroups(tx: Db | Tx, keys: readonly GroupKey[]): Promise<Group[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<Group>`
    select ${columns} from groups
    where (channel_id, address) in (
      select * from unnest(${keys.map((key) => key.channelId)}::uuid[], ${keys.map((key) => key.address)}::text[]))`.execute(
    tx,
  );
  return rows;
}

/** Groups of all channels, found by words of their subjects, the number limited. */
export async function findGroupsByWords(tx: Db | Tx, words: string, limit: number): Promise<GroupKey[]> {
  const { rows } = await sql<GroupKey>`
    select channel_id as "channelId", address from groups where words @@ ${words}::tsquery limit ${limit}`.execute(tx);
  return rows;
}

/** Those we are in. */
export async function countGroups(tx: Db | Tx, channelId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from groups where channel_id = ${channelId} and left_at is null`.execute(tx);
  return rows[0]?.count ?? 0;
}

export async function lockGroup(tx: Tx, { channelId, address }: GroupKey): Promise<Group | undefined> {
  const { rows } = await sql<Group>`
    select ${columns} from groups where channel_id = ${channelId} and address = ${address} for update`.execute(tx);
  return rows[0];
}

export async function listParticipants(tx: Db | Tx, groupId: string): Promise<GroupParticipant[]> {
  const { rows } = await sql<GroupParticipant>`
    select phone, lid, name, role, is_self as "isSelf" from group_participants where group_id = ${groupId} order by place`.execute(
    tx,
  );
  return rows;
}

/** Which group was touched. */
export interface Touched {
  readonly id: string;
  readonly address: string;
}

/** Writes groups as they are now. Answers with those that are new or have changed. */
export async function upsertGroups(
  tx: Tx,
  channelId: string,
  groups: readonly PlatformGroup[],
  newId: () => string,
  now: Date,
): Promise<Touched[]> {
  if (groups.length === 0) return [];
  const rows = groups.map((group) => ({
    ...group,
    id: newId(),
    sortKey: sortKeyOf(group.subject),
    fingerprint: fingerprintOf(group),
  }));
  // In one order, so that two who write the same groups don't wait for each other.
  const { rows: written } = await sql<Touched & { isNew: boolean }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, address text, subject text, "sortKey" text,
        description text, role text, "isAnnouncement" boolean, "participantCount" integer, platform jsonb, fingerprint text)
    ), before as (
      select g.address, g.fingerprint, g.left_at from groups g where g.channel_id = ${channelId} and g.address in (select address from given)
      order by g.address for update
    ), written as (
      insert into groups (id, channel_id, address, subject, sort_key, words, description, role, is_announcement, participant_count,
        platform, fingerprint, refreshed_at, created_at)
      select id, ${channelId}, address, subject, "sortKey", array_to_tsvector(string_to_array("sortKey", ' ')), description, role,
        "isAnnouncement", "participantCount", platform, fingerprint, ${now}, ${now}
      from given order by address
      on conflict (channel_id, address) do update set subject = excluded.subject, sort_key = excluded.sort_key, words = excluded.words,
        description = excluded.description, role = excluded.role, is_announcement = excluded.is_announcement,
        participant_count = excluded.participant_count, platform = excluded.platform, fingerprint = excluded.fingerprint, left_at = null,
        refreshed_at = excluded.refreshed_at
      returning id, address, fingerprint
    )
    select w.id, w.address, b.fingerprint is distinct from w.fingerprint or b.left_at is not null as "isNew"
    from written w left join before b on b.address = w.address`.execute(tx);
  const changed = written.filter(({ isNew }) => isNew);
  await replaceParticipants(
    tx,
    changed.map(({ id, address }) => ({
      groupId: id,
      participants: groups.find((group) => group.address === address)?.participants ?? [],
    })),
  );
  return changed;
}

export async function replaceParticipants(
  tx: Tx,
  groups: ReadonlyArray<{ readonly groupId: string; readonly participants: readonly GroupParticipant[] }>,
): Promise<void> {
  if (groups.length === 0) return;
  await sql`delete from group_participants where group_id = any(${groups.map(({ groupId }) => groupId)}::uuid[])`.execute(
    tx,
  );
  const rows = groups.flatMap(({ groupId, participants }) =>
    participants.map((participant, place) => ({ ...participant, groupId, place })),
  );
  await sql`
    insert into group_participants (group_id, place, phone, lid, name, role, is_self)
    select "groupId", place, phone, lid, name, role, "isSelf"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as p("groupId" uuid, place integer, phone text, lid text, name text, role text, "isSelf" boolean)`.execute(tx);
}

export type GroupUpdate = Pick<Group, "subject" | "description" | "role" | "isAnnouncement" | "participantCount">;

/** Something of it has changed: what the platform tells of it next time is taken as new. */
export async function updateGroup(tx: Tx, id: string, update: GroupUpdate): Promise<void> {
  const sortKey = sortKeyOf(update.subject);
  await sql`
    update groups set subject = ${update.subject}, sort_key = ${sortKey}, words = array_to_tsvector(string_to_array(${sortKey}, ' ')),
      description = ${update.description}, role = ${update.role}, is_announcement = ${update.isAnnouncement},
      participant_count = ${update.participantCount}, fingerprint = ''
    where id = ${id}`.execute(tx);
}

/** We are in these no more. Answers with those in which we were. */
export async function markLeft(
  tx: Tx,
  channelId: string,
  which: { readonly address: string } | { readonly allBut: readonly string[] },
  now: Date,
): Promise<Touched[]> {
  const condition = "address" in which ? sql`address = ${which.address}` : sql`address <> all(${which.allBut}::text[])`;
  const { rows } = await sql<Touched>`
    update groups set left_at = ${now} where channel_id = ${channelId} and left_at is null and ${condition}
    returning id, address`.execute(tx);
  return rows;
}

export async function deleteGroups(tx: Tx, channelId: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`delete from groups where channel_id = ${channelId} returning id, address`.execute(
    tx,
  );
  return rows;
}
