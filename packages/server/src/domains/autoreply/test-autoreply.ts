/** The domain on a real database, with real messages and contacts around it. For tests. */
import { sql } from "kysely";
import { createFakeClock, type FakeClock } from "../../../test/fake-clock.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/test-database.ts";
import { createChannelsService } from "../../channels/channels.service.ts";
import { systemClock } from "../../platform/clock.ts";
import { createSecretBox } from "../../platform/crypto.ts";
import { createNotifications, type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { createIds } from "../../platform/ids.ts";
import { createLogger } from "../../platform/logger.ts";
import { type ContactsService, createContactsService, findContactFacts } from "../contacts/index.ts";
import {
  createMessages,
  findConversationTimes,
  type MessagesService,
  type ReceivedMessage,
} from "../messages/index.ts";
import { createTemplates, type TemplatesService } from "../templates/index.ts";
import type { AiAvailability, AiPort, AiRequest, AutoreplySettings } from "./autoreply.ports.ts";
import { type Autoreply, createAutoreply } from "./index.ts";

export interface TestAutoreply extends AsyncDisposable {
  readonly db: Db;
  readonly clock: FakeClock;
  readonly autoreply: Autoreply;
  readonly messages: MessagesService;
  readonly contacts: ContactsService;
  readonly templates: TemplatesService;
  readonly channelId: string;
  /** What was left to the AI so far. */
  readonly askedOfAi: readonly AiRequest[];
  /** Warnings and errors logged. */
  readonly log: readonly string[];
  /** The same domain again, as another node would have it. */
  createOtherNode(): Autoreply;
  addConversation(contact?: {
    name?: string;
    phone?: string;
    language?: string;
    isGroup?: boolean;
  }): Promise<TestConversation>;
  /** Hands messages to the handler in one transaction, as the inbound processor does. */
  receive(...messages: Array<Partial<ReceivedMessage> & { from: TestConversation }>): Promise<void>;
  /** Texts queued so far, in order. */
  queued(conversation?: TestConversation): Promise<QueuedMessage[]>;
  texts(conversation?: TestConversation): Promise<string[]>;
}

export interface TestConversation {
  readonly id: string;
  readonly contactId: string;
  readonly isGroup: boolean;
}

export interface QueuedMessage {
  readonly id: string;
  readonly content: Record<string, unknown>;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly expiresAt: Date | null;
}

const SETTINGS: AutoreplySettings = {
  defaultTimezone: "UTC",
  organisationName: "",
  autoReplyWithinMinutes: 60,
  optOutWords: ["stop", "baja", "sair"],
  optInWords: ["start", "alta", "voltar"],
  optOutConfirmation: null,
  optInConfirmation: null,
  defaultLanguage: "en",
};

const START = "2026-03-02T12:00:00.000Z";

export async function startTestAutoreply(
  given: Partial<AutoreplySettings> & { ai?: Partial<AiAvailability> } = {},
): Promise<TestAutoreply> {
  await using undo = new AsyncDisposableStack();
  const database: TestDatabase = undo.use(await createTestDatabase());
  const { db } = database.database;
  const clock = createFakeClock(START);
  const ids = createIds(clock);
  const box = createSecretBox(Buffer.alloc(32, 7));
  const channels = createChannelsService({ db, clock, ids, box, hideFromLogs: () => undefined, drivers: new Map() });
  const contacts = createContactsService({ clock, ids });
  const log: string[] = [];
  const logger = createLogger({ level: "warn", destination: { write: (line) => void log.push(line) } });
  const notifications = await createNotifications(database.database.connection, systemClock);
  undo.defer(() => notifications.close());
  // Rules answer with words: neither files nor jobs come into it.
  const unused = () => Promise.reject(new Error("no files and no jobs in these tests"));
  const messages = createMessages({
    media: { checkSendable: unused, findUploaded: unused, upload: unused, forgetUpload: unused },
    addJob: unused,
    database: database.database,
    notifications,
    clock,
    ids,
    logger,
    nodeId: ids.newId(),
    channels,
    contacts,
    groups: { resolve: unused, judge: async (_tx, keys) => keys.map(() => undefined) },
    inboundKeepDays: () => 90,
    dispatches: false,
    random: Math.random,
  });
  undo.defer(() => messages.stop());
  const settings = { ...SETTINGS, ...given };
  const templates = createTemplates({
    db,
    clock,
    ids,
    channels,
    findContacts: findContactFacts,
    settings: () => settings,
    // Of a platform nothing is asked here.
    messageTemplates: { get: unused },
  });
  const askedOfAi: AiRequest[] = [];
  const ai: AiPort = {
    settings: async () => ({ isOn: false, answers: "unmatched", channelIds: null, ...given.ai }),
    request: async (_tx, requests) => void askedOfAi.push(...requests),
  };
  const build = () =>
    createAutoreply({
      db,
      clock,
      ids,
      logger,
      addJob: async () => undefined,
      messages: messages.service,
      channels,
      contacts,
      templates: templates.renderer,
      settings: () => settings,
      lookups: {
        findContacts: findContactFacts,
        findConversations: findConversationTimes,
        lockFreeConversations: messages.lockFreeConversations,
      },
      savedTemplates: templates.service,
      ai,
    });
  const autoreply = build();
  undo.defer(() => autoreply.sweep.stop());
  const channelId = ids.newId();
  await insertChannel(db, channelId, "Shop");
  let phones = 600_000_000;
  const running = undo.move();

  const queued: TestAutoreply["queued"] = async (conversation) => {
    const { rows } = await sql<QueuedMessage>`
      select m.id, m.content, m.source_kind as "sourceKind", m.source_id as "sourceId", o.expires_at as "expiresAt"
      from messages m join outbox o on o.message_id = m.id
      where ${conversation?.id ?? null}::uuid is null or m.conversation_id = ${conversation?.id ?? null}::uuid
      order by m.id`.execute(db);
    return rows;
  };

  return {
    db,
    clock,
    autoreply,
    messages: messages.service,
    contacts,
    templates: templates.service,
    channelId,
    askedOfAi,
    log,
    createOtherNode: build,
    async addConversation({ name, phone = `+34${phones++}`, language, isGroup = false } = {}) {
      const id = ids.newId();
      const contactId = await runInTransaction(db, async (tx: Tx) => {
        const identity = { kind: "phone", scope: "", value: phone } as const;
        const [contact] = (await contacts.resolve(tx, [{ identities: [identity], displayName: name }])).contactIds;
        await sql`
          insert into conversations (id, channel_id, address, contact_id, is_group, last_message_at, created_at)
          values (${id}, ${channelId}, ${isGroup ? `group-${id}` : phone}, ${isGroup ? null : contact}, ${isGroup}, ${clock.now()}, ${clock.now()})`.execute(
          tx,
        );
        await sql`update contacts set locale = ${language ?? null} where id = ${contact}`.execute(tx);
        return contact as string;
      });
      return { id, contactId, isGroup };
    },
    async receive(...received) {
      const batch = received.map(({ from, ...message }) => ({
        id: ids.newId(),
        conversationId: from.id,
        channelId,
        contactId: from.contactId,
        isGroup: from.isGroup,
        providerId: `wamid.${ids.newId()}`,
        type: "text",
        text: undefined,
        payload: undefined,
        occurredAt: clock.now(),
        isFresh: true,
        ...message,
      }));
      await runInTransaction(db, async (tx) => {
        for (const { conversationId, occurredAt } of batch) {
          await sql`
            update conversations set last_inbound_at = greatest(last_inbound_at, ${occurredAt}) where id = ${conversationId}`.execute(
            tx,
          );
        }
        await autoreply.onReceived(batch, tx, clock.now());
      });
    },
    queued,
    texts: async (conversation) =>
      (await queued(conversation)).map(({ content }) => String(content.text ?? content.body)),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function insertChannel(db: Db, id: string, name: string): Promise<void> {
  await sql`
    insert into channels (id, kind, name, address, state, config, secrets, created_at, updated_at)
    values (${id}, 'cloud-api', ${name}, ${id}, 'active', '{}', '', ${new Date(START)}, ${new Date(START)})`.execute(
    db,
  );
}
