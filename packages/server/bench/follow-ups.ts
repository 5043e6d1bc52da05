/** A million pending timers, some of them coming due: how late each one goes out. */
import { PRESET, startBenchServer, waitUntilNone } from "./bench-server.ts";
import { startEmulatorProcess } from "./children.ts";
import type { Finding } from "./report.ts";
import { seedConversations } from "./seed.ts";
import { percentile } from "./statistics.ts";

const DUE_A_ROUND = 2_000;
const SPREAD_SECONDS = 10;
const LEAD_SECONDS = 3;
const TARGET_MS = 1_000;

export async function measureFollowUps({ rounds, rows }: { rounds: number; rows: number }): Promise<Finding[]> {
  await using emulator = await startEmulatorProcess();
  await using server = await startBenchServer({ emulator });
  const { pool } = server.database;
  const channelId = await server.channelId(PRESET.phoneNumberId);
  await server.api("PATCH", `/channels/${channelId}`, { config: { messagesPerSecond: 1000 } });
  await seedConversations(server.database, [channelId], rows);
  await pool.query(
    `insert into follow_ups (conversation_id, channel_id, rule_id, trigger_at, due_at)
     select c.id, c.channel_id, r.id, now(), now() + interval '1 day' from conversations c, follow_up_rules r`,
  );
  await pool.query("vacuum analyze follow_ups");
  const queued: number[] = [];
  const accepted: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await pool.query(
      `create table if not exists bench_due (conversation_id uuid primary key, due_at timestamptz not null);
       truncate bench_due;`,
    );
    await pool.query(
      `insert into bench_due
       select conversation_id, now() + ($2::float8 + row_number() over () * $3::float8) * interval '1 second'
       from (select conversation_id from follow_ups limit $1) pending`,
      [DUE_A_ROUND, LEAD_SECONDS, SPREAD_SECONDS / DUE_A_ROUND],
    );
    await pool.query(
      "update follow_ups f set due_at = b.due_at from bench_due b where b.conversation_id = f.conversation_id",
    );
    await waitUntilNone(
      server.database,
      "select from bench_due b left join messages m on m.conversation_id = b.conversation_id where m.accepted_at is null",
      120,
    );
    const { rows: late } = await pool.query<{ queued: number; accepted: number }>(
      `select extract(epoch from m.created_at - b.due_at)::float8 * 1000 as queued,
         extract(epoch from m.accepted_at - b.due_at)::float8 * 1000 as accepted
       from bench_due b join messages m on m.conversation_id = b.conversation_id`,
    );
    queued.push(
      percentile(
        late.map((one) => one.queued),
        0.99,
      ),
    );
    accepted.push(
      percentile(
        late.map((one) => one.accepted),
        0.99,
      ),
    );
  }
  await pool.query("drop table bench_due");
  const pending = rows.toLocaleString("en-US");
  return [
    {
      work: `follow-ups fired after they were due, 99th percentile, ${pending} pending`,
      unit: "ms",
      ours: queued,
      target: `≤ ${TARGET_MS} ms`,
      isMet: Math.max(...queued) <= TARGET_MS,
      notes: [`${DUE_A_ROUND.toLocaleString("en-US")} due within ${SPREAD_SECONDS} s a round`],
    },
    { work: "the same, until accepted by the emulator", unit: "ms", ours: accepted, target: "", notes: [] },
  ];
}
