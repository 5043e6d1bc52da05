/** The messages domain as one part: history and API, the outbox with its pumps, the inbound path. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { ChannelRow } from "../../channels/channels.store.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Database, type Notifications, type Tx } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Job, JobKind, Jobs } from "../../platform/jobs.ts";
import type { Logger } from "../../platform/logger.ts";
import type { ContactsService } from "../contacts/index.ts";
import type { GroupsService } from "../groups/index.ts";
import type { OutboundMedia } from "../media/index.ts";
import { lockFreeConversations } from "./conversations.store.ts";
import type { FilesHandler, ReceivedHandler } from "./inbound/apply-events.ts";
import { insertEvents, type RawEvent } from "./inbound/inbound.store.ts";
import { createIngestBuffer } from "./inbound/ingest-buffer.ts";
import { type AccountEventHandler, createInboundProcessor, type QuarantineHandler } from "./inbound/processor.ts";
import { registerQuarantineRoutes } from "./inbound/quarantine.routes.ts";
import { createInboundRetentionJob } from "./inbound/retention.job.ts";
import { registerWebhookRoutes } from "./inbound/webhook.routes.ts";
import { createMediaRefusedHandler, createMediaResendJob } from "./media-resend.ts";
import { registerMessageRoutes } from "./messages.routes.ts";
import { createMessagesService, type MessagesService, type SendCheck } from "./messages.service.ts";
import { createSuppressionGuard } from "./outbox/core-guards.ts";
import { type ChannelRestHandler, createDispatcher } from "./outbox/dispatcher.ts";
import { createGroupGuard } from "./outbox/group-guard.ts";
import type { SendGuard } from "./outbox/guards.ts";
import { createWakeups } from "./outbox/wakeups.ts";
import { createWordsSweep } from "./search/words-sweep.ts";
import { createMessageSweep, createUpkeepJob, ensurePartitions } from "./upkeep.ts";

export interface Messages {
  readonly service: MessagesService;
  /** Subscribes to received messages, in their own transaction. Before `start`. */
  onReceived(handler: ReceivedHandler): void;
  /** Subscribes to files that the platform holds for us, in the transaction that stores the messages showing them. Before `start`. */
  onFilesAnnounced(handler: FilesHandler): void;
  /** Subscribes to events about accounts, in the transaction that stores them. Before `start`. */
  onAccountEvent(handler: AccountEventHandler): void;
  /** Adds a last look before sending. Before `start`. */
  addGuard(guard: SendGuard): void;
  /** Adds one for single channels; undefined: that channel needs none. It is asked after all others, so what it lets go really goes. Before
   *  `start`. */
  addChannelGuard(make: ChannelGuard): void;
  /** Adds a first look when a send is asked for. Before `start`. */
  addCheck(check: SendCheck): void;
  /** Subscribes to channels of this node that rest because the platform's limits on calls are nearly used up. Before `start`. */
  onChannelRests(handler: ChannelRestHandler): void;
  /** Subscribes to inbound events that were set aside, in the transaction that does so. Before `start`. */
  onQuarantined(handler: QuarantineHandler): void;
  registerRoutes(app: HttpApp): void;
  /** To be run every hour, on one node. */
  readonly upkeepJob: Job<Record<string, never>>;
  /** To be run every hour, on one node. */
  readonly inboundRetentionJob: Job<Record<string, never>>;
  readonly mediaResendJob: JobKind;
  /** Takes in events of a platform that is part of this server, in the transaction that makes them: processed like those posted to it. */
  ingest(tx: Tx, events: readonly RawEvent[]): Promise<void>;
  /** Something on this channel may be due. */
  wakeOutbox(channelId: string): void;
  /** Locks, until the transaction ends, those of these conversations that nobody else holds locked, and answers with them. */
  lockFreeConversations: typeof lockFreeConversations;
  start(): Promise<void>;
  /** Finishes what is in flight. The HTTP server must be closed before. */
  stop(): Promise<void>;
}

export type ChannelGuard = (channel: ChannelRow) => SendGuard | undefined;

export interface MessagesDomainDeps {
  database: Database;
  notifications: Notifications;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  nodeId: string;
  channels: ChannelsService;
  contacts: ContactsService;
  groups: Pick<GroupsService, "resolve" | "judge">;
  media: OutboundMedia;
  /** How long a posted event is kept once it had its effect. */
  inboundKeepDays: () => number;
  addJob: Jobs["addJob"];
  /** False on a node that neither sends nor processes. */
  dispatches: boolean;
  random: () => number;
}

export function createMessages(deps: MessagesDomainDeps): Messages {
  const { database, clock, logger, channels, contacts } = deps;
  const { db } = database;
  const guards: SendGuard[] = [];
  const channelGuards: ChannelGuard[] = [];
  const handlers: ReceivedHandler[] = [];
  const fileHandlers: FilesHandler[] = [];
  const accountHandlers: AccountEventHandler[] = [];
  const quarantineHandlers: QuarantineHandler[] = [];
  const restHandlers: ChannelRestHandler[] = [];
  const checks: SendCheck[] = [];
  const mediaResendJob = createMediaResendJob({ ...deps, db, wake: (channelId) => wakeups.wake(channelId) });
  const onMediaRefused = createMediaRefusedHandler(mediaResendJob, deps.addJob);
  const dispatcher = createDispatcher({
    ...deps,
    onMediaRefused,
    onChannelRests: (channelId, rest) => {
      for (const handle of restHandlers) handle(channelId, rest);
    },
    guardsFor: (channel) => [
      createSuppressionGuard(contacts, channel.id),
      createGroupGuard(deps.groups),
      ...guards,
      ...channelGuards.flatMap((make) => make(channel) ?? []),
    ],
  });
  const wakeups = createWakeups(db, deps.dispatches ? dispatcher : undefined);
  const service = createMessagesService({ ...deps, db, checks, wake: wakeups.wake });
  const buffer = createIngestBuffer(db);
  const processor = createInboundProcessor({
    isIngestPressed: buffer.isPressed,
    ...deps,
    db,
    handlers,
    fileHandlers,
    accountHandlers,
    quarantineHandlers,
    onMediaRefused,
  });
  const sweep = createMessageSweep({ db, clock, logger });
  const wordsSweep = createWordsSweep({ db, logger });
  buffer.onStored(processor.wake);

  return {
    service,
    upkeepJob: createUpkeepJob({ db, clock, logger }),
    inboundRetentionJob: createInboundRetentionJob({ db, clock, keepDays: deps.inboundKeepDays }),
    mediaResendJob,
    lockFreeConversations,
    async ingest(tx, events) {
      await insertEvents(tx, events);
      afterCommit(tx, processor.wake);
    },
    wakeOutbox: wakeups.wake,
    onReceived: (handler) => void handlers.push(handler),
    onFilesAnnounced: (handler) => void fileHandlers.push(handler),
    onAccountEvent: (handler) => void accountHandlers.push(handler),
    addGuard: (guard) => void guards.push(guard),
    addChannelGuard: (make) => void channelGuards.push(make),
    addCheck: (check) => void checks.push(check),
    onChannelRests: (handler) => void restHandlers.push(handler),
    onQuarantined: (handler) => void quarantineHandlers.push(handler),
    registerRoutes(app) {
      registerMessageRoutes(app, service);
      registerWebhookRoutes(app, { channels, buffer, clock });
      registerQuarantineRoutes(app, { db, wake: processor.wake });
    },
    async start() {
      if (!deps.dispatches) return;
      await ensurePartitions({ db, clock, logger });
      sweep.start();
      wordsSweep.start();
      processor.start();
      await dispatcher.start();
    },
    async stop() {
      await buffer.drain();
      wakeups.close();
      if (!deps.dispatches) return;
      await processor.stop();
      await Promise.all([dispatcher.stop(), sweep.stop(), wordsSweep.stop()]);
    },
  };
}
