/** With 200,000 messages in 10,000 conversations, one of them with 10,000, nothing the inbox does may read a whole table. The statements are
 *  the server's own, run by its own functions. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findRowsOfPersons, listPersons } from "../src/domains/contacts/contact-details.store.ts";
import { findTaggedContacts } from "../src/domains/contacts/contact-search.store.ts";
import { createContactsService } from "../src/domains/contacts/index.ts";
import { listNotes } from "../src/domains/inbox/notes.store.ts";
import * as changes from "../src/domains/messages/conversation-changes.store.ts";
import {
  type ConversationFilter,
  type ConversationSort,
  countUnread,
  findLastMessages,
  listConversations,
} from "../src/domains/messages/conversation-list.store.ts";
import { openByReply, touchInbound } from "../src/domains/messages/conversations.store.ts";
import { findOutlook } from "../src/domains/messages/explanation/explanation.store.ts";
import { listMessages } from "../src/domains/messages/messages.store.ts";
import {
  findConversationsByWords,
  readTexts,
  upsertWords,
} from "../src/domains/messages/search/message-words.store.ts";
import {
  findOwnReactions,
  findQuoted,
  findThreadMessages,
  listThreadMessages,
} from "../src/domains/messages/thread/thread.store.ts";
import { systemClock } from "../src/platform/clock.ts";
import type { Tx } from "../src/platform/db/index.ts";
import { createIds } from "../src/platform/ids.ts";
import { type PlanWatcher, watchPlans } from "./plan-watcher.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const CONVERSATIONS = 10_000;
const MESSAGES = 200_000;
const LONG_THREAD = 10_000;
/** Most were imported, and never wrote. */
const CONTACTS = 200_000;
const BIG_TABLES = new Set([
  ...["messages", "message_words", "conversations", "contacts", "identities"],
  ...["conversation_events", "conversation_notes", "suppressions", "reactions", "outbox"],
]);
const CHANNEL = "00000000-0000-7000-8000-000000000001";
const [ME, TAG] = ["00000000-0000-7000-8000-000000000002", "00000000-0000-7000-8000-000000000003"];

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

const id = (kind: number, n: number) => `${n.toString(16).padStart(8, "0")}-0000-7000-800${kind}-000000000000`;

/** Every fifth conversation is open; of these some are unread, some mine, some tagged. Every message has a word of its own, one that a
 *  hundredth of all have, and one that all have. */
function seedStatements(): string[] {
  const idOf = (kind: number, n: string) =>
    `(lpad(to_hex(${n}), 8, '0') || '-0000-7000-800${kind}-000000000000')::uuid`;
  const conversation = `case when n <= ${LONG_THREAD} then ${idOf(2, "1")} else ${idOf(2, `1 + n % ${CONVERSATIONS}`)} end`;
  const at = (unit: string) => `date_trunc('milliseconds', now()) - n * interval '1 ${unit}'`;
  return [
    // The rows fit together by construction.
    "set session_replication_role = replica",
    `insert into channels (id, kind, name, address, state, config, secrets, created_at, updated_at)
       values ('${CHANNEL}', 'cloud-api', 'one', '1', 'active', '{}', '', now(), now())`,
    `insert into contacts (id, display_name, profile_words, tag_ids, created_at, updated_at)
       select ${idOf(1, "n")}, 'Person ' || n, array_to_tsvector(array['person', n::text]),
         case when n % 200 = 0 then array['${TAG}'::uuid] else '{}' end, ${at("second")}, now() from generate_series(1, ${CONTACTS}) n`,
    `insert into identities select 'phone', '', '+' || (34600000000 + n * 37), ${idOf(1, "n")}, now() from generate_series(1, ${CONTACTS}) n`,
    `insert into conversations (id, channel_id, address, contact_id, last_message_at, created_at, is_open, opened_at, unread_count,
         waiting_since, window_expires_at, assigned_user_id, tag_ids)
       select ${idOf(2, "n")}, '${CHANNEL}', '+' || (34600000000 + n * 37), ${idOf(1, "n")}, ${at("minute")}, now(), n % 5 = 0, now(),
         case when n % 50 = 0 then 2 else 0 end, case when n % 50 = 0 then ${at("minute")} end, ${at("minute")} + interval '1 day',
         case when n % 100 = 0 then '${ME}'::uuid end, case when n % 200 = 0 then array['${TAG}'::uuid] else '{}' end
       from generate_series(1, ${CONVERSATIONS}) n`,
    `insert into messages (id, conversation_id, channel_id, direction, type, content, source_kind, state, provider_id, created_at)
       select ${idOf(3, "n")}, ${conversation}, '${CHANNEL}', case when n % 2 = 0 then 'inbound' else 'outbound' end, 'text',
         '{"type":"text","text":"x"}', case when n % 2 = 1 then 'api' end, case when n % 2 = 0 then 'received' else 'read' end,
         'wamid.' || n, ${at("second")} from generate_series(1, ${MESSAGES}) n`,
    `insert into message_words select ${idOf(3, "n")}, ${conversation}, array_to_tsvector(array['all', 'some' || n % 100, 'own' || n])
       from generate_series(1, ${MESSAGES}) n`,
    `insert into outbox (message_id, channel_id, conversation_id, lane, source_kind, available_at, state, state_since, resend_if_unknown)
       select ${idOf(3, "n")}, '${CHANNEL}', ${conversation}, 1, 'api', now(), 'waiting', now(), true from generate_series(1, 50000) n`,
    `insert into reactions (message_id, contact_id, emoji, at) select ${idOf(3, "n")}, ${idOf(1, "n")}, 'x', now() from generate_series(1, 50000) n`,
    `insert into conversation_events (conversation_id, at, kind) select ${idOf(2, `1 + n % ${CONVERSATIONS}`)}, ${at("second")}, 'closed'
       from generate_series(1, 50000) n`,
    `insert into conversation_notes (id, conversation_id, author_kind, author_id, text, created_at)
       select ${idOf(4, "n")}, ${idOf(2, `1 + n % ${CONVERSATIONS}`)}, 'user', '${ME}', 'x', ${at("second")} from generate_series(1, 50000) n`,
    "vacuum analyze",
  ];
}

const now = () => new Date();
const contacts = createContactsService({ clock: systemClock, ids: createIds(systemClock) });
const lookAt =
  (filter: ConversationFilter, sort: ConversationSort = "latest", after?: { at: string; id: string }) =>
  (tx: Tx) =>
    listConversations(tx, filter, { limit: 51, sort, after }, now());
const inTheMiddle = () => ({ at: new Date(Date.now() - 5_000_000).toISOString(), id: id(2, 2_500) });
const middleOfThread = () => ({
  at: new Date(Date.now() - 5_000_000).toISOString(),
  id: id(3, 5_000),
  withTime: false,
});

const hot: Record<string, (tx: Tx) => Promise<unknown>> = {
  "all conversations": lookAt({}),
  "all conversations, further down": (tx) => lookAt({}, "latest", inTheMiddle())(tx),
  "all conversations, the oldest first": lookAt({}, "oldest"),
  "open conversations": lookAt({ isOpen: true }),
  "open conversations, further down": (tx) => lookAt({ isOpen: true }, "latest", inTheMiddle())(tx),
  "closed conversations": lookAt({ isOpen: false }),
  "my conversations": lookAt({ assignedUserId: ME }),
  "my open conversations": lookAt({ isOpen: true, assignedUserId: ME }),
  "nobody's open conversations": lookAt({ isOpen: true, assignedUserId: null }),
  "unread conversations": lookAt({ isUnread: true }),
  "unread conversations of a channel": lookAt({ isUnread: true, channelId: CHANNEL }),
  "tagged conversations": lookAt({ tagId: TAG }),
  "conversations one may write freely in": lookAt({ isOpen: true, isWindowOpen: true }),
  "who waits longest": lookAt({}, "waiting"),
  "whose window closes next": lookAt({ isOpen: true }, "window"),
  "conversations with contacts": lookAt({ contactIds: [1, 2, 3].map((n) => id(1, n)) }),
  "conversations that were found": lookAt({
    found: { conversationIds: [7, 8, 9].map((n) => id(2, n)), contactIds: [1, 2, 3].map((n) => id(1, n)) },
  }),
  "unread counts": (tx) => countUnread(tx, ME, 1000),
  "last messages of a page": (tx) =>
    findLastMessages(
      tx,
      Array.from({ length: 50 }, (_, n) => id(2, n + 1)),
    ),
  "a rare word": (tx) => findConversationsByWords(tx, "'own777':*", 2000),
  "a word of some": (tx) => findConversationsByWords(tx, "'some7'", 2000),
  "a word of all": (tx) => findConversationsByWords(tx, "'all':*", 2000),
  "a word that nobody wrote": (tx) => findConversationsByWords(tx, "'never':*", 2000),
  "messages with a rare word": (tx) => listMessages(tx, { words: "'own777':*" }, { limit: 51 }),
  "messages with a word of all": (tx) => listMessages(tx, { words: "'all'" }, { limit: 51 }),
  "messages of a thread with a word": (tx) =>
    listMessages(tx, { conversationId: id(2, 1), words: "'some7'" }, { limit: 51 }),
  "the latest messages": (tx) => listMessages(tx, {}, { limit: 51 }),
  "contacts by name": (tx) => contacts.search(tx, "person 77", 2000),
  "contacts by phone": (tx) => contacts.search(tx, "+34 600 00 77 77", 2000),
  "contacts by the beginning of a phone": (tx) => contacts.search(tx, "600 00", 2000),
  "contacts by the end of a phone": (tx) => contacts.search(tx, "777", 2000),
  "contacts with a tag": (tx) => findTaggedContacts(tx, TAG as string, 2000),
  "a page of contacts": (tx) => listPersons(tx, {}, { limit: 51 }),
  "a page of tagged contacts": (tx) => listPersons(tx, { tagId: TAG }, { limit: 51 }),
  "the details of contacts": (tx) =>
    findRowsOfPersons(
      tx,
      Array.from({ length: 50 }, (_, n) => id(1, n + 1)),
    ),
  "the names of contacts": (tx) =>
    contacts.findNames(
      tx,
      Array.from({ length: 50 }, (_, n) => id(1, n + 1)),
    ),
  "the end of a long thread": (tx) => listThreadMessages(tx, id(2, 1), { limit: 51, direction: "older", from: null }),
  "the middle of a long thread": async (tx) => {
    await listThreadMessages(tx, id(2, 1), { limit: 51, direction: "older", from: middleOfThread() });
    await listThreadMessages(tx, id(2, 1), { limit: 51, direction: "newer", from: middleOfThread() });
  },
  "notes and events of a thread": async (tx) => {
    await listNotes(tx, id(2, 7), { limit: 51, direction: "older", from: null });
    await changes.listConversationEvents(tx, id(2, 7), {
      limit: 51,
      direction: "newer",
      from: { at: now().toISOString(), id: null, withTime: true },
    });
  },
  "some messages of a thread, what they quote, and our reactions": async (tx) => {
    const some = [1, 2, 3, 4, 5];
    await findThreadMessages(
      tx,
      id(2, 1),
      some.map((n) => id(3, n)),
    );
    await findQuoted(
      tx,
      CHANNEL,
      some.map((n) => `wamid.${n}`),
    );
    await findOwnReactions(
      tx,
      CHANNEL,
      some.map((n) => `wamid.${n}`),
    );
  },
  "explaining a message": (tx) => findOutlook(tx, id(3, 777)),
  "reading the words of new messages": async (tx) => {
    const texts = await readTexts(
      tx,
      Array.from({ length: 500 }, (_, n) => id(3, n + 1)),
    );
    await upsertWords(
      tx,
      texts.map((text) => ({ messageId: text.id, conversationId: text.conversationId, words: ["new"] })),
    );
  },
  "messages that come in and go out": async (tx) => {
    const some = [1, 2, 3, 4, 5].map((n) => id(2, n));
    await touchInbound(
      tx,
      some.map((conversation) => ({ id: conversation, at: now(), opensWindow: true, isNew: true })),
      now(),
    );
    await openByReply(tx, some, now());
  },
  "changes by people": async (tx) => {
    const some = [11, 12, 13].map((n) => id(2, n));
    await changes.openConversations(tx, some, now());
    await changes.assignConversations(tx, some, null);
    await changes.addTagToConversations(tx, some, TAG as string);
    await changes.markUnread(tx, some, now());
    await changes.markRead(tx, some, { createdAt: now(), id: id(3, 1) });
    await changes.closeConversations(tx, some, now());
    await changes.removeTagEverywhere(tx, TAG as string);
  },
};

it("sees a full read when there is one", async () => {
  expect(
    await plans.findFullReads((tx) => sql`select count(*) from conversations where is_group`.execute(tx)),
  ).toHaveLength(1);
});

it.each(Object.keys(hot))("%s: no whole table is read", async (name) => {
  expect(await plans.findFullReads(hot[name] as (tx: Tx) => Promise<unknown>)).toEqual([]);
});
