/** The run's own eyes in the database: triggers write down who owned a channel when, and under which epoch each send was begun. They
 *  see what the server does, not what it says, so a server without fencing cannot hide. */
import type pg from "pg";
import { waitUntil } from "../test/wait-until.ts";

const OBSERVE = `
  create schema if not exists chaos;
  create table if not exists chaos.owners (channel_id uuid, epoch bigint, at timestamptz not null);
  create table if not exists chaos.sends (message_id uuid, attempt integer, epoch bigint, owner_epoch bigint, at timestamptz not null);
  create or replace function chaos.note_owner() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' or new.epoch <> old.epoch then
      insert into chaos.owners values (new.channel_id, new.epoch, clock_timestamp());
    end if;
    return null;
  end $$;
  create or replace function chaos.note_send() returns trigger language plpgsql as $$
  begin
    insert into chaos.sends
    select new.message_id, new.attempt, new.epoch, (select epoch from public.channel_leases where channel_id = new.channel_id), clock_timestamp();
    return null;
  end $$;
  create or replace trigger chaos_owner after insert or update on public.channel_leases for each row execute function chaos.note_owner();
  create or replace trigger chaos_send after update on public.outbox for each row
    when (new.state = 'sending' and old.state <> 'sending') execute function chaos.note_send();`;

/** The run watches one channel, so the one for trying things goes. */
const ONE_CHANNEL = "update channels set removed_at = now(), state = 'paused' where kind = 'sandbox'";

export async function installObserver(client: pg.ClientBase | pg.Pool): Promise<void> {
  await client.query(ONE_CHANNEL);
  await client.query(OBSERVE);
}

/** What the server itself says of one message. */
export interface MessageRecord {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly state: string;
  readonly providerId: string | null;
  readonly text: string | null;
  readonly address: string;
  readonly conversationId: string;
  readonly sourceKind: string | null;
  readonly outboxState: string | null;
  readonly lane: number | null;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
}

export interface SendRecord {
  readonly messageId: string;
  readonly attempt: number;
  readonly epoch: string;
  readonly ownerEpoch: string;
  readonly at: Date;
}

export interface DecisionRecord {
  readonly messageId: string;
  readonly at: Date;
  readonly kind: string;
  readonly detail: Record<string, unknown> | null;
}

export interface DatabaseRecord {
  readonly messages: readonly MessageRecord[];
  readonly sends: readonly SendRecord[];
  readonly owners: ReadonlyArray<{ readonly epoch: string; readonly at: Date }>;
  readonly decisions: readonly DecisionRecord[];
  readonly quarantined: ReadonlyArray<{ readonly id: string; readonly error: string }>;
  readonly channels: number;
}

export async function readDatabase(pool: pg.Pool): Promise<DatabaseRecord> {
  const messages = await pool.query<MessageRecord>(`
    select m.id, m.direction, m.state, m.provider_id as "providerId", m.content->>'text' as text, c.address,
      m.conversation_id as "conversationId", m.source_kind as "sourceKind", o.state as "outboxState", o.lane,
      m.sent_at as "sentAt", m.delivered_at as "deliveredAt"
    from messages m join conversations c on c.id = m.conversation_id left join outbox o on o.message_id = m.id order by m.id`);
  const sends = await pool.query<SendRecord>(`
    select message_id as "messageId", attempt, epoch::text, owner_epoch::text as "ownerEpoch", at from chaos.sends order by at`);
  const owners = await pool.query<{ epoch: string; at: Date }>("select epoch::text, at from chaos.owners order by at");
  const decisions = await pool.query<DecisionRecord>(
    `select message_id as "messageId", at, kind, detail from message_events order by id`,
  );
  const quarantined = await pool.query<{ id: string; error: string }>(
    "select id::text, error from inbound_events where state = 'quarantined'",
  );
  const channels = await pool.query<{ count: number }>(
    "select count(*)::int as count from channels where kind = 'cloud-api'",
  );
  return {
    messages: messages.rows,
    sends: sends.rows,
    owners: owners.rows,
    decisions: decisions.rows,
    quarantined: quarantined.rows,
    channels: channels.rows[0]?.count ?? 0,
  };
}

/** Work that is neither done nor waits for an outcome in doubt (or behind one in its conversation). */
/** Tried until the database takes it: it may have been killed a moment ago. */
export async function forgetPendingFollowUps(pool: pg.Pool): Promise<void> {
  await waitUntil(
    () =>
      pool.query("delete from follow_ups").then(
        () => true,
        () => false,
      ),
    (isDone) => isDone,
    30_000,
  );
}

export async function countUnfinished(pool: pg.Pool): Promise<{ busy: number; inDoubt: number; inbound: number }> {
  const { rows } = await pool.query<{ busy: number; inDoubt: number; inbound: number }>(`
    select count(*) filter (where state <> 'unknown' and not exists (select 1 from outbox u
        where u.conversation_id = o.conversation_id and u.lane = o.lane and u.state = 'unknown' and not u.parked))::int as busy,
      count(*) filter (where state = 'unknown')::int as "inDoubt",
      (select count(*)::int from inbound_queue) as inbound
    from outbox o`);
  return rows[0] ?? { busy: 0, inDoubt: 0, inbound: 0 };
}
