/** The claim with a long queue and with a short one, turn and turn about, through the function the pump calls. The long queue holds, before all
 *  else, a twentieth of its rows behind five recipients who may not get a message now. The server is up, but has no channel to send on. */
import { randomUUID } from "node:crypto";
import type { ChannelCapabilities } from "../src/channels/channel.ts";
import { claim, settleVerdicts } from "../src/domains/messages/outbox/claim.ts";
import { createRuleGuard } from "../src/domains/messages/outbox/core-guards.ts";
import type { Lease } from "../src/domains/messages/outbox/lease.store.ts";
import type { Database } from "../src/platform/db/index.ts";
import { startBenchServer } from "./bench-server.ts";
import type { Finding } from "./report.ts";
import { queueMessages, seedConversations } from "./seed.ts";
import { median, percentile, ratios } from "./statistics.ts";

const SHORT = 1_000;
const LIMITED_CONVERSATIONS = 5;
const CLAIMS_A_ROUND = 40;
/** What a number at 1,000/s claims in a turn. */
const SLOTS = 20;
const TARGET = { times: 2, ms: 10 };

const PACING: ChannelCapabilities["pacing"] = {
  perSecond: 1_000_000,
  burst: 1_000_000,
  perRecipient: { intervalMs: 6000, burst: 5 },
};

export async function measureClaim({ rounds, rows }: { rounds: number; rows: number }): Promise<Finding[]> {
  await using server = await startBenchServer();
  const { database } = server;
  const short = await addOwnedChannel(database);
  const long = await addOwnedChannel(database);
  await seedConversations(database, [short.channelId], SHORT);
  await queueMessages(database, [short.channelId], { source: "campaign", perConversation: 1 });
  await seedLong(database, long.channelId, rows);
  await database.pool.query("vacuum analyze outbox, messages, conversations");
  const times = { short: [] as number[], long: [] as number[], slowest: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const ms = { short: [] as number[], long: [] as number[] };
    for (let turn = 0; turn < CLAIMS_A_ROUND; turn++) {
      ms.long.push(await timeClaim(database, long));
      ms.short.push(await timeClaim(database, short));
    }
    times.short.push(median(ms.short));
    times.long.push(median(ms.long));
    times.slowest.push(percentile(ms.long, 0.95));
    await putBack(database);
  }
  const ratio = ratios(times.long, times.short);
  return [
    {
      work: `claim of ${SLOTS}, ${rows.toLocaleString("en-US")} rows queued`,
      unit: "ms",
      ours: times.long,
      peer: { name: `${SHORT.toLocaleString("en-US")} rows queued`, series: times.short },
      ratio,
      target: `≤ ${TARGET.times} ×, ≤ ${TARGET.ms} ms`,
      isMet: median(ratio) <= TARGET.times && median(times.long) <= TARGET.ms,
      notes: [
        `medians of ${CLAIMS_A_ROUND} claims a round; ${(rows / 20).toLocaleString("en-US")} rows are behind ${LIMITED_CONVERSATIONS} limited conversations; 95th percentile by round: ${times.slowest.map((value) => value.toFixed(1)).join(", ")} ms`,
      ],
    },
  ];
}

async function addOwnedChannel(database: Database): Promise<Lease> {
  const lease = { channelId: randomUUID(), nodeId: randomUUID(), epoch: "1" };
  await database.pool.query(
    `insert into channels (id, kind, name, address, state, config, secrets, created_at, updated_at)
     values ($1, 'cloud-api', 'bench', $1::uuid::text, 'paused', '{}', '', now(), now())`,
    [lease.channelId],
  );
  await database.pool.query("insert into channel_leases values ($1, $2, 1, now() + interval '1 day')", [
    lease.channelId,
    lease.nodeId,
  ]);
  return lease;
}

/** The limited conversations come first: what they hold is older than all the rest. */
async function seedLong(database: Database, channelId: string, rows: number): Promise<void> {
  await seedConversations(database, [channelId], LIMITED_CONVERSATIONS);
  await queueMessages(database, [channelId], {
    source: "campaign",
    perConversation: rows / 20 / LIMITED_CONVERSATIONS,
  });
  await database.pool.query(
    "update conversations set pace_used_until = now() + interval '1 day' where channel_id = $1",
    [channelId],
  );
  await database.pool.query(
    `insert into conversations (id, channel_id, address, last_message_at, created_at)
     select uuidv7(), $1, '+5195' || lpad(n::text, 7, '0'), now(), now() from generate_series(1, $2::int) as n`,
    [channelId, rows - rows / 20],
  );
  await database.pool.query(
    `with queued as (
       insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, created_at)
       select uuidv7(), id, channel_id, 'outbound', 'text', '{"type": "text", "text": "Your order is ready."}', 'campaign', 'queued', now()
       from conversations where channel_id = $1 and pace_used_until is null
       returning id, conversation_id, channel_id
     )
     insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, state, state_since, resend_if_unknown)
     select id, channel_id, conversation_id, 4, 'campaign', now(), 'ready', now(), false from queued`,
    [channelId],
  );
}

async function timeClaim({ db }: Database, lease: Lease): Promise<number> {
  const now = new Date();
  const guards = [
    createRuleGuard(
      { hasServiceWindow: true, pacing: PACING } as ChannelCapabilities,
      (message) => message.paceUsedUntil,
    ),
  ];
  const startedAt = performance.now();
  const taken = await claim({ db, lease, guards, pacing: PACING, slots: SLOTS, slotsGiven: 0, now });
  // The rule guard, the only one here, asks for no preparations.
  const settled = [...taken.rejected.values()].flatMap(({ message, verdict }) =>
    verdict.kind === "prepare" ? [] : [{ message, verdict }],
  );
  if (settled.length > 0) await settleVerdicts(db, settled, now);
  const ms = performance.now() - startedAt;
  if (taken.toSend.length + taken.rejected.size !== SLOTS)
    throw new Error(`only ${taken.toSend.length} rows were claimed`);
  return ms;
}

async function putBack({ pool }: Database): Promise<void> {
  await pool.query(
    "update outbox set state = 'ready', available_at = now() where state = 'sending' or available_at > now()",
  );
  await pool.query("vacuum outbox");
}
