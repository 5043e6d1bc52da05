/** With a million rows in messages, outbox and follow-ups, no hot statement may read a whole table. The statements are the server's own,
 *  run by its own functions; PostgreSQL's auto_explain hands over the plan of each. */
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  findDueConversations,
  findNextDue as findNextFollowUp,
  takeDue,
} from "../src/domains/autoreply/follow-ups.store.ts";
import { createContactsService } from "../src/domains/contacts/index.ts";
import { createLimits } from "../src/domains/limits/index.ts";
import { listConversations } from "../src/domains/messages/conversation-list.store.ts";
import { applyEvents } from "../src/domains/messages/inbound/apply-events.ts";
import { findMessage, listMessages } from "../src/domains/messages/messages.store.ts";
import { claim } from "../src/domains/messages/outbox/claim.ts";
import {
  findExpired,
  insertOutbound,
  lockConversations,
  promoteNext,
} from "../src/domains/messages/outbox/outbox.store.ts";
import { findUnknown, recordAccepted } from "../src/domains/messages/outbox/result.store.ts";
import { systemClock } from "../src/platform/clock.ts";
import type { Tx } from "../src/platform/db/index.ts";
import { createIds } from "../src/platform/ids.ts";
import { type PlanWatcher, watchPlans } from "./plan-watcher.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const ROWS = 1_000_000;
const BIG_TABLES = new Set(["messages", "outbox", "follow_ups", "conversations", "contacts", "identities"]);
const CHANNEL = "00000000-0000-7000-8000-000000000001";
const NODE = "00000000-0000-7000-8000-000000000002";

let test: TestDatabase;
let plans: PlanWatcher;

beforeAll(async () => {
  test = await createTestDatabase();
  const seeding = await test.database.pool.connect();
  for (const statement of seedStatements()) await seeding.query(statement);
  seeding.release(true);
  plans = await watchPlans(test, BIG_TABLES);
}, 300_000);

afterAll(async () => {
  await plans[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

/** One channel, a million contacts with a conversation each; in each a message that waits in the outbox and a follow-up; of the messages
 *  50,000 stand behind five conversations. */
function seedStatements(): string[] {
  const id = (kind: number, n: string) => `(lpad(to_hex(${n}), 8, '0') || '-0000-7000-800${kind}-000000000000')::uuid`;
  const conversation = `case when n <= 50000 then ${id(2, "1 + n % 5")} else ${id(2, "n")} end`;
  return [
    // The rows fit together by construction; checking four million references would take most of the time.
    "set session_replication_role = replica",
    `insert into channels (id, kind, name, address, state, config, secrets, created_at, updated_at)
       values ('${CHANNEL}', 'cloud-api', 'one', '1', 'active', '{}', '', now(), now())`,
    `insert into channel_leases values ('${CHANNEL}', '${NODE}', 1, now() + interval '1 day')`,
    `insert into contacts (id, created_at, updated_at) select ${id(1, "n")}, now(), now() from generate_series(1, ${ROWS}) n`,
    `insert into identities select 'phone', '', '+' || (34600000000 + n), ${id(1, "n")}, now() from generate_series(1, ${ROWS}) n`,
    `insert into conversations (id, channel_id, address, contact_id, last_message_at, created_at)
       select ${id(2, "n")}, '${CHANNEL}', '+' || (34600000000 + n), ${id(1, "n")}, now() - n * interval '1 second', now() from generate_series(1, ${ROWS}) n`,
    `insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, provider_id, created_at)
       select ${id(3, "n")}, ${conversation}, '${CHANNEL}', 'outbound', 'text', '{"type":"text","text":"x"}', 'campaign', 'queued',
         case when n % 2 = 0 then 'wamid.' || n end, now() - n * interval '1 second' from generate_series(1, ${ROWS}) n`,
    `insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, state, state_since, resend_if_unknown, expires_at)
       select ${id(3, "n")}, '${CHANNEL}', ${conversation}, 4, 'campaign', now() - n * interval '1 second',
         case when n > 5 and n <= 50000 then 'waiting' else 'ready' end, now(), false, case when n % 100 = 0 then now() + interval '1 day' end
       from generate_series(1, ${ROWS}) n`,
    `insert into follow_ups (conversation_id, channel_id, rule_id, trigger_at, due_at)
       select ${id(2, "n")}, '${CHANNEL}', '${NODE}', now(), now() + n * interval '1 second' from generate_series(1, ${ROWS}) n`,
    "vacuum analyze",
  ];
}

const now = () => new Date();
const conversationId = (n: number) => `${n.toString(16).padStart(8, "0")}-0000-7000-8002-000000000000`;
const messageId = (n: number) => `${n.toString(16).padStart(8, "0")}-0000-7000-8003-000000000000`;
const ids = createIds(systemClock);
const lease = { channelId: CHANNEL, nodeId: NODE, epoch: "1" };

it("sees a full read when there is one", async () => {
  const { sql } = await import("kysely");
  expect(
    await plans.findFullReads((tx) => sql`select count(*) from messages where content->>'text' = 'y'`.execute(tx)),
  ).toHaveLength(1);
});

const hot: Record<string, (tx: Tx) => Promise<unknown>> = {
  "enqueueing behind what waits": async (tx) => {
    const drafts = Array.from({ length: 100 }, (_, index) => ({
      id: ids.newId(),
      conversationId: conversationId(index + 1),
      channelId: CHANNEL,
      type: "text",
      content: { type: "text", text: "x" },
      sourceKind: "api" as const,
      sourceId: null,
      quotedProviderId: null,
      idempotencyKey: null,
      lane: 1 as const,
      availableAt: now(),
      expiresAt: null,
      resendIfUnknown: true,
    }));
    await lockConversations(
      tx,
      drafts.map((draft) => draft.conversationId),
    );
    await insertOutbound(tx, drafts, now());
  },
  "promoting the next of a conversation": (tx) => promoteNext(tx, [1, 2, 3, 60_000].map(conversationId), now()),
  "recording what was accepted": (tx) =>
    recordAccepted(
      tx,
      [60_001, 60_003].map((n) => ({
        messageId: messageId(n),
        channelId: CHANNEL,
        providerId: `wamid.new${n}`,
        dispatchedAt: now(),
        state: "accepted" as const,
        resends: 0,
      })),
      now(),
    ),
  "looking for unknown outcomes": (tx) => findUnknown(tx, CHANNEL),
  "looking for what expired": (tx) => findExpired(tx, now(), 500),
  "applying inbound messages and statuses": (tx) =>
    applyEvents(
      tx,
      Array.from({ length: 100 }, (_, index) => [
        {
          channelId: CHANNEL,
          identityScope: "w",
          receivedAt: now(),
          event: {
            kind: "message" as const,
            channelAddress: "1",
            providerId: `wamid.in${index}`,
            from: { phone: `+${34600000000 + index * 7 + 1}`, bsuid: `ES.${index}` },
            content: { type: "text", text: "hi" },
          },
        },
        {
          channelId: CHANNEL,
          identityScope: "w",
          receivedAt: now(),
          event: {
            kind: "status" as const,
            channelAddress: "1",
            providerId: `wamid.${70_000 + index * 2}`,
            status: "delivered" as const,
          },
        },
        {
          channelId: CHANNEL,
          identityScope: "w",
          receivedAt: now(),
          event: {
            kind: "status" as const,
            channelAddress: "1",
            providerId: `wamid.unseen${index}`,
            messageId: messageId(80_000 + index),
            status: "sent" as const,
          },
        },
      ]).flat(),
      {
        ids,
        contacts: createContactsService({ clock: systemClock, ids }),
        handlers: [],
        fileHandlers: [],
        onMediaRefused: async () => undefined,
        channels: { stopFor: async () => undefined },
      },
      now(),
    ),
  "sweeping follow-ups": async (tx) => {
    const due = await findDueConversations(tx, new Date(Date.now() + 1000_000), 500);
    expect(due.length).toBeGreaterThan(0);
    await takeDue(tx, due, new Date(Date.now() + 1000_000));
    await findNextFollowUp(tx);
  },
  "reading a thread": (tx) => listMessages(tx, { conversationId: conversationId(3) }, { limit: 50 }),
  "reading one message": (tx) => findMessage(tx, messageId(123_456)),
  "reading the inbox": (tx) => listConversations(tx, {}, { limit: 50 }, now()),
};

it.each(Object.keys(hot))("%s reads no whole table", async (name) => {
  expect(await plans.findFullReads((tx) => (hot[name] as (tx: Tx) => Promise<unknown>)(tx))).toEqual([]);
});

it("keeping a channel's limits reads no whole table, also where very much must wait", async () => {
  const limits = createLimits({
    db: plans.database.db,
    clock: systemClock,
    channels: {
      get: async () => ({ id: CHANNEL }) as never,
      list: async () => [],
      capabilities: () => ({ sendLimits: "by-default" }) as never,
    },
    timezone: () => "UTC",
    alerts: { raise: async () => undefined, resolve: async () => undefined },
    wake: () => undefined,
    onColdStopChanged: async () => undefined,
  });
  const guard = limits.guardFor({ id: CHANNEL } as never);
  const message = (n: number) => ({
    ...{ messageId: messageId(n), conversationId: conversationId(n), channelId: CHANNEL, lane: 4, sourceKind: "api" },
    ...{
      isGroup: false,
      contactId: `${n.toString(16).padStart(8, "0")}-0000-7000-8001-000000000000`,
      lastInboundAt: null,
    },
  });
  const reads = await plans.findFullReads(async (tx) => {
    const verdicts = await guard?.check([1, 2, 60_000, 60_001].map(message) as never, tx, now());
    expect(verdicts?.size).toBe(0);
  });
  expect(reads).toEqual([]);
  expect(await plans.findFullReadsOf(async () => guard?.putOffAlike?.(now()))).toEqual([]);
  expect(await plans.findFullReadsOf(() => limits.service.get(CHANNEL))).toEqual([]);
});

it("claiming reads no whole table, also past 50,000 rows that wait behind five conversations", async () => {
  const claimSome = () =>
    claim({
      db: plans.database.db,
      lease,
      guards: [],
      pacing: { perSecond: 1000, burst: 1000 },
      slots: 200,
      slotsGiven: 0,
      now: now(),
    });
  const taken: Array<Awaited<ReturnType<typeof claimSome>>> = [];
  expect(await plans.findFullReadsOf(async () => taken.push(await claimSome()))).toEqual([]);
  expect(taken[0]?.toSend).toHaveLength(200);
});
