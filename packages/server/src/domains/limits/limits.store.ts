import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Reason } from "../messages/index.ts";
import type { DayUse } from "./limits.rules.ts";
import type { KnownWarmUp } from "./warm-up.rules.ts";

export interface LimitsRow {
  /** As stored; null: the defaults. */
  readonly settings: unknown;
  readonly warmUpSince: Date | null;
  readonly account: string | null;
  readonly coldStoppedSince: Date | null;
  readonly coldStoppedUntil: Date | null;
  readonly coldStopReason: Reason | null;
  readonly coldStops: number;
}

const columns = sql`settings, warm_up_since as "warmUpSince", account, cold_stopped_since as "coldStoppedSince",
  cold_stopped_until as "coldStoppedUntil", cold_stop_reason as "coldStopReason", cold_stops as "coldStops"`;

const NOTHING: LimitsRow = {
  settings: null,
  warmUpSince: null,
  account: null,
  coldStoppedSince: null,
  coldStoppedUntil: null,
  coldStopReason: null,
  coldStops: 0,
};

export async function findLimits(tx: Db | Tx, channelId: string): Promise<LimitsRow> {
  const { rows } = await sql<LimitsRow>`select ${columns} from channel_limits where channel_id = ${channelId}`.execute(
    tx,
  );
  return rows[0] ?? NOTHING;
}

/** The same, with the row locked until the transaction ends: whoever counts or changes begins here, so that two never count at once. What is
 *  counted must be read by a later statement, which sees what the one before has committed. */
export async function lockLimits(tx: Tx, channelId: string, now: Date): Promise<LimitsRow> {
  const lock = () =>
    sql<LimitsRow>`select ${columns} from channel_limits where channel_id = ${channelId} for no key update`.execute(tx);
  const { rows } = await lock();
  if (rows[0]) return rows[0];
  await sql`
    insert into channel_limits (channel_id, updated_at) values (${channelId}, ${now}) on conflict do nothing`.execute(
    tx,
  );
  return (await lock()).rows[0] as LimitsRow;
}

/** Fields not named stay. The row must be there (lockLimits). */
export async function writeLimits(tx: Tx, channelId: string, change: Partial<LimitsRow>, now: Date): Promise<void> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const parts = [sql`updated_at = ${now}`];
  if (change.settings !== undefined) parts.push(sql`settings = ${json(change.settings)}`);
  if (change.warmUpSince !== undefined) parts.push(sql`warm_up_since = ${change.warmUpSince}`);
  if (change.account !== undefined) parts.push(sql`account = ${change.account}`);
  if (change.coldStoppedSince !== undefined) parts.push(sql`cold_stopped_since = ${change.coldStoppedSince}`);
  if (change.coldStoppedUntil !== undefined) parts.push(sql`cold_stopped_until = ${change.coldStoppedUntil}`);
  if (change.coldStopReason !== undefined) parts.push(sql`cold_stop_reason = ${json(change.coldStopReason)}`);
  if (change.coldStops !== undefined) parts.push(sql`cold_stops = ${change.coldStops}`);
  await sql`update channel_limits set ${sql.join(parts)} where channel_id = ${channelId}`.execute(tx);
}

export async function findDayUse(tx: Db | Tx, channelId: string, date: string): Promise<DayUse> {
  const { rows } = await sql<DayUse>`
    select messages, new_people as "newPeople" from channel_limit_days where channel_id = ${channelId} and day = ${date}::date`.execute(
    tx,
  );
  return rows[0] ?? { messages: 0, newPeople: 0 };
}

/** Those of these messages that were counted on the day. */
export async function findCounted(
  tx: Db | Tx,
  channelId: string,
  date: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select message_id as id from channel_limit_uses
    where channel_id = ${channelId} and day = ${date}::date and message_id = any(${messageIds}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Those of these people who were counted as new on the day. */
export async function findCountedPeople(
  tx: Db | Tx,
  channelId: string,
  date: string,
  people: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ person: string }>`
    select distinct person from channel_limit_uses
    where channel_id = ${channelId} and day = ${date}::date and is_new_person and person = any(${people}::text[])`.execute(
    tx,
  );
  return new Set(rows.map(({ person }) => person));
}

export interface Use {
  readonly messageId: string;
  readonly person: string;
  readonly isNewPerson: boolean;
}

/** Counts messages that go out now; none of them was counted before. */
export async function addUses(tx: Tx, channelId: string, date: string, uses: readonly Use[]): Promise<void> {
  if (uses.length === 0) return;
  await sql`
    insert into channel_limit_uses (channel_id, day, message_id, person, is_new_person)
    select ${channelId}, ${date}::date, "messageId", person, "isNewPerson"
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u("messageId" uuid, person text, "isNewPerson" boolean)`.execute(
    tx,
  );
  const newPeople = uses.filter(({ isNewPerson }) => isNewPerson).length;
  await sql`
    insert into channel_limit_days as d (channel_id, day, messages, new_people)
    values (${channelId}, ${date}::date, ${uses.length}, ${newPeople})
    on conflict (channel_id, day) do update set messages = d.messages + excluded.messages, new_people = d.new_people + excluded.new_people`.execute(
    tx,
  );
}

/** @param before an ISO date */
export async function deleteAged(tx: Db | Tx, before: { readonly uses: string; readonly days: string }): Promise<void> {
  await sql`delete from channel_limit_uses where day < ${before.uses}::date`.execute(tx);
  await sql`delete from channel_limit_days where day < ${before.days}::date`.execute(tx);
}

/** Channels whose cold stop has ended between two moments. */
export async function findEndedColdStops(tx: Db | Tx, after: Date, until: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select channel_id as id from channel_limits where cold_stopped_until > ${after} and cold_stopped_until <= ${until}`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

export async function findWarmUp(tx: Db | Tx, kind: string, account: string): Promise<KnownWarmUp | undefined> {
  const { rows } = await sql<KnownWarmUp>`
    select began_at as "beganAt", last_seen_at as "lastSeenAt" from warm_ups
    where channel_kind = ${kind} and account = ${account}`.execute(tx);
  return rows[0];
}

export async function putWarmUp(tx: Tx, kind: string, account: string, known: KnownWarmUp): Promise<void> {
  await sql`
    insert into warm_ups (channel_kind, account, began_at, last_seen_at) values (${kind}, ${account}, ${known.beganAt}, ${known.lastSeenAt})
    on conflict (channel_kind, account) do update set began_at = excluded.began_at, last_seen_at = excluded.last_seen_at`.execute(
    tx,
  );
}

/** NOTIFY channel: limits of a channel have changed. */
export const LIMITS_CHANNEL = "chasqui_limits";

/** Tells every node, once the transaction is committed. */
export async function notifyChanged(tx: Tx, channelId: string): Promise<void> {
  await sql`select pg_notify(${LIMITS_CHANNEL}, ${channelId})`.execute(tx);
}
