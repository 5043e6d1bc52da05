/** Fills an inbox the way years would: by SQL, because the API would take as long. */
import type { BenchServer } from "../../server/bench/bench-server.ts";

export interface Seeded {
  /** As the list shows them. */
  readonly conversationIds: readonly string[];
  /** The conversation with the long thread: the second of the list. */
  readonly longId: string;
  readonly otherId: string;
}

const WORDS = "Hello there, is the order on its way to us already? We would need it before the weekend, *please*.";

export async function seedInbox(server: BenchServer, conversations: number, messages: number): Promise<Seeded> {
  const { pool } = server.database;
  const channel = await server.api<{ id: string }>("POST", "/channels", { kind: "sandbox", name: "Shop", config: {} });
  await pool.query(
    `with person as (
       insert into contacts (id, display_name, created_at, updated_at)
       select uuidv7(), 'Customer ' || n, now(), now() from generate_series(1, $2::int) n returning id, display_name
     ), numbered as (select id, substr(display_name, 10)::int as n from person),
     identity as (
       insert into identities (kind, scope, value, contact_id, created_at)
       select 'phone', '', '+' || (34600000000 + n), id, now() from numbered
     )
     insert into conversations (id, channel_id, address, contact_id, last_message_at, last_inbound_at, created_at, is_open, opened_at,
       unread_count, waiting_since, window_expires_at)
     select uuidv7(), $1, '+' || (34600000000 + n), id, now() - n * interval '1 minute', now() - n * interval '1 minute', now(), true, now(),
       n % 3, case when n % 3 > 0 then now() - n * interval '1 minute' end, now() + interval '20 hours' from numbered`,
    [channel.id, conversations],
  );
  const { rows } = await pool.query<{ id: string }>("select id from conversations order by last_message_at desc");
  const [first, second] = rows;
  if (!first || !second) throw new Error("an inbox needs two conversations");
  await pool.query(
    `insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, provider_id, created_at, sent_at,
       delivered_at, read_at)
     select uuidv7(), c.id, c.channel_id, case when n % 2 = 1 then 'inbound' else 'outbound' end, 'text',
       jsonb_build_object('type', 'text', 'text', 'Message ' || n || ': ' || left($1, 20 + (n * 37) % 80)),
       case when n % 2 = 0 then 'inbox' end, case when n % 2 = 1 then 'received' else 'read' end, 'bench.' || c.id || n,
       c.last_message_at - (n - 1) * interval '1 minute', now(), now(), case when n % 2 = 0 then now() end
     from conversations c cross join generate_series(1, 10) n`,
    [WORDS],
  );
  await pool.query(
    `insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, provider_id, created_at, sent_at,
       delivered_at, read_at)
     select uuidv7(), c.id, c.channel_id, case when n % 3 > 0 then 'inbound' else 'outbound' end, 'text',
       jsonb_build_object('type', 'text', 'text',
         'Message ' || n || ' of many: ' || repeat(left($2, 20 + (n * 53) % 80) || case when n % 7 = 0 then E'\\n' else ' ' end, 1 + n % 4)),
       case when n % 3 = 0 then 'inbox' end, case when n % 3 > 0 then 'received' else 'read' end, 'bench.long' || n,
       c.last_message_at - n * interval '7 minutes', now(), now(), case when n % 3 = 0 then now() end
     from conversations c cross join generate_series(11, $3::int) n where c.id = $1`,
    [second.id, WORDS, messages],
  );
  await pool.query("vacuum analyze");
  return { conversationIds: rows.map(({ id }) => id), longId: second.id, otherId: first.id };
}
