import { sql } from "kysely";
import type { Db, Tx } from "../platform/db/index.ts";
import type { Particulars } from "../platform/errors.ts";
import type { AccountFacts, AccountHealth } from "./management.ts";

/** What is known of the account behind a channel. Null: not known, or, for times, never. */
export interface ChannelDetails {
  readonly displayPhone: string | null;
  readonly verifiedName: string | null;
  readonly status: string | null;
  readonly nameStatus: string | null;
  readonly quality: string | null;
  readonly tier: string | null;
  readonly throughput: string | null;
  readonly portfolioId: string | null;
  readonly health: AccountHealth | null;
  readonly tokenExpiresAt: Date | null;
  readonly dataAccessExpiresAt: Date | null;
  readonly usagePercent: number | null;
  readonly restUntil: Date | null;
  readonly reachedPeople: number | null;
  readonly checkedAt: Date | null;
  readonly checkError: string | null;
  /** Of the same failure; null also where it is none of ours. */
  readonly checkReason: { readonly code: string; readonly particulars: Particulars } | null;
  readonly templatesSyncedAt: Date | null;
  readonly templatesSyncError: string | null;
}

type Written = AccountFacts &
  Partial<
    Pick<
      ChannelDetails,
      | "usagePercent"
      | "restUntil"
      | "reachedPeople"
      | "checkedAt"
      | "checkError"
      | "checkReason"
      | "templatesSyncedAt"
      | "templatesSyncError"
    >
  >;

const COLUMNS: Readonly<Record<keyof Written, string>> = {
  displayPhone: "display_phone",
  verifiedName: "verified_name",
  status: "status",
  nameStatus: "name_status",
  quality: "quality",
  tier: "tier",
  throughput: "throughput",
  portfolioId: "portfolio_id",
  health: "health",
  tokenExpiresAt: "token_expires_at",
  dataAccessExpiresAt: "data_access_expires_at",
  usagePercent: "usage_percent",
  restUntil: "rest_until",
  reachedPeople: "reached_people",
  checkedAt: "checked_at",
  checkError: "check_error",
  checkReason: "check_reason",
  templatesSyncedAt: "templates_synced_at",
  templatesSyncError: "templates_sync_error",
};

const columns = sql.join(
  Object.entries(COLUMNS).map(([field, column]) => sql`${sql.ref(column)} as ${sql.ref(field)}`),
);

const NOTHING_KNOWN = Object.fromEntries(
  Object.keys(COLUMNS).map((field) => [field, null]),
) as unknown as ChannelDetails;

export async function findDetails(tx: Db | Tx, channelId: string): Promise<ChannelDetails> {
  const { rows } =
    await sql<ChannelDetails>`select ${columns} from channel_details where channel_id = ${channelId}`.execute(tx);
  return rows[0] ?? NOTHING_KNOWN;
}

/** The same, with the row locked until the transaction ends: whoever writes about a channel's account begins here. */
export async function lockDetails(
  tx: Tx,
  channelId: string,
): Promise<ChannelDetails & { readonly templatesRevision: string }> {
  await sql`insert into channel_details (channel_id) values (${channelId}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<ChannelDetails & { readonly templatesRevision: string }>`
    select ${columns}, templates_revision::text as "templatesRevision" from channel_details
    where channel_id = ${channelId} for update`.execute(tx);
  return rows[0] ?? { ...NOTHING_KNOWN, templatesRevision: "0" };
}

/** Writes what is not undefined. The row must be there (lockDetails). */
export async function writeDetails(tx: Tx, channelId: string, details: Written): Promise<void> {
  const given = (Object.keys(COLUMNS) as Array<keyof Written>).filter((field) => details[field] !== undefined);
  if (given.length === 0) return;
  const changes = given.map((field) => {
    const value = field === "health" ? sql`${JSON.stringify(details.health)}::jsonb` : sql`${details[field]}`;
    return sql`${sql.ref(COLUMNS[field])} = ${value}`;
  });
  await sql`update channel_details set ${sql.join(changes)} where channel_id = ${channelId}`.execute(tx);
}

/** Channels in use that share a portfolio's limits. */
export async function listOfPortfolio(tx: Db | Tx, portfolioId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.channel_id as id from channel_details d join channels c on c.id = d.channel_id and c.removed_at is null
    where d.portfolio_id = ${portfolioId}`.execute(tx);
  return rows.map((row) => row.id);
}
