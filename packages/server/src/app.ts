/** The composition root: builds every part, connects the domains, starts and stops them in order. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createChannelAccounts } from "./channels/accounts.ts";
import { registerChannelRoutes } from "./channels/channels.routes.ts";
import { type ChannelsService, createChannelsService } from "./channels/channels.service.ts";
import { createChannelDrivers } from "./channels/registry.ts";
import { createAlertsService, registerAlertRoutes } from "./domains/alerts/index.ts";
import { createAuth, linkUrl } from "./domains/auth/index.ts";
import { registerGroupRoutes } from "./domains/groups/index.ts";
import { createLive } from "./domains/live/index.ts";
import { createMedia } from "./domains/media/index.ts";
import { attachMedia, countReached, createMessages, failMedia, findMediaUses } from "./domains/messages/index.ts";
import { createSandboxPhone } from "./domains/sandbox/index.ts";
import { createSettings, fixedByEnvironment } from "./domains/settings/index.ts";
import { registerSystemRoutes } from "./domains/system/index.ts";
import { type Clock, systemClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { createSecretBox, loadMasterKey } from "./platform/crypto.ts";
import { checkCanary } from "./platform/crypto-canary.ts";
import { createNotifications, migrate } from "./platform/db/index.ts";
import { createHttpServer, type HttpApp, type RegisteredRoute } from "./platform/http/index.ts";
import { createIds, type Ids } from "./platform/ids.ts";
import { createJobs, type Jobs } from "./platform/jobs.ts";
import type { Logger } from "./platform/logger.ts";
import { createNodeRegistry } from "./platform/node-registry.ts";
import { createOutgoingHttp } from "./platform/outgoing/index.ts";
import { openStorage } from "./storage.ts";
import { wireAlerts } from "./wire-alerts.ts";
import { wireAutomation } from "./wire-automation.ts";
import { wireGroupBooks, wireGroups } from "./wire-groups.ts";
import { wireContacts, wireInbox } from "./wire-inbox.ts";
import { wireLimits } from "./wire-limits.ts";
import { wireLinkedDevices } from "./wire-linked-devices.ts";
import { wireSandbox } from "./wire-sandbox.ts";
import { wireTemplates } from "./wire-templates.ts";

/** What a process does: answer HTTP, send and process messages, run jobs. One process may do all. */
export type Role = "http" | "dispatch" | "jobs";

export interface ServerOptions {
  readonly config: Config;
  readonly roles: ReadonlySet<Role>;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly ids?: Ids;
}

export interface RunningServer {
  /** Where it listens; undefined without the role http. */
  readonly url: string | undefined;
  /** Where the first owner signs up; undefined when there is one already, and without the role http. A secret. */
  readonly setupUrl: string | undefined;
  /** Every route, with who may call it. */
  readonly routes: readonly RegisteredRoute[];
  /** Finishes what is in flight, then closes everything. */
  stop(): Promise<void>;
}

const HOURLY = "7 * * * *";
export const VERSION: string = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")).version;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, logger, roles } = options;
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? createIds(clock);
  const nodeId = ids.newId();
  await using undo = new AsyncDisposableStack();

  const storage = await openStorage(config, logger);
  undo.defer(() => storage.close());
  const { database } = storage;
  const { db } = database;
  const migrated = await migrate(database);
  if (migrated.applied.length > 0) logger.info({ applied: migrated.applied }, "the database was brought up to date");
  const box = createSecretBox(await loadMasterKey({ secret: config.secret, dataDir: config.dataDir }));
  await checkCanary(db, box);
  const notifications = await createNotifications(database.connection, systemClock);
  undo.defer(() => notifications.close());
  const live = createLive({ db, clock, logger, notifications, nodeId });
  undo.defer(() => live.close());
  const settings = createSettings({ db, clock, logger, notifications, fixed: fixedByEnvironment(config) });
  settings.onChanged(({ logLevel }, before) => {
    if (logLevel !== before.logLevel) logger.level = logLevel;
  });
  undo.defer(() => settings.stop());
  await settings.start();
  const node = createNodeRegistry({ db, nodeId });
  await node.start();
  undo.defer(() => node.stop());

  const webhookUrl = () => (config.publicUrl === undefined ? undefined : `${config.publicUrl}/webhook`);
  const groupBooks = wireGroupBooks({ clock, ids, later: () => ({ channels }) });
  const phone = createSandboxPhone({
    db,
    clock,
    ids,
    groups: groupBooks.sandbox,
    openFile: (id) => media.openFile(id),
    onTickPlanned: (at) => sandbox.sweep.expect(at),
  });
  const devices = wireLinkedDevices({
    ...{ db, clock, box, logger },
    groups: groupBooks.linkedDevices,
    endpoint: config.whatsappWeb,
    later: () => ({ channels, messages, media, alerts, limits: limits.service, outgoing }),
  });
  const channels = createChannelsService({
    db,
    clock,
    ids,
    box,
    drivers: createChannelDrivers({
      clock,
      appVersion: VERSION,
      webhookUrl,
      phone,
      linkedDevices: devices.ports,
      findTemplateCategory: (address, name, language) => accounts.templates.findCategory(address, name, language),
    }),
    hideFromLogs: (secret) => logger.redactor.add(secret),
  });
  undo.defer(() => channels.close());
  const people = wireContacts({ db, clock, ids });
  const contacts = people.service;
  const groups = wireGroups({ db, channels, contacts: people });
  const auth = createAuth({
    db,
    clock,
    ids,
    publicUrl: config.publicUrl,
    auditKeepDays: () => settings.get("auditKeepDays"),
  });
  // The queue knows the jobs of every domain, so it is made after them.
  const addJob: Jobs["addJob"] = (tx, job, payload, jobOptions) => jobs.addJob(tx, job, payload, jobOptions);
  const alerts = createAlertsService({ db, clock, ids });
  const accounts = createChannelAccounts({
    db,
    clock,
    ids,
    logger,
    channels,
    alerts,
    addJob,
    countReached: (channelIds, since) => countReached(db, channelIds, since),
    webhookUrl,
  });
  const media = createMedia({
    db,
    clock,
    ids,
    channels,
    addJob,
    keepDays: () => settings.get("mediaKeepDays"),
    links: { attach: attachMedia, fail: failMedia },
    findUses: async (tx, mediaIds) =>
      new Map([
        ...(await sandbox.findMediaUses(tx, mediaIds)),
        ...(await findMediaUses(tx, mediaIds)),
        ...(await inbox.findMediaUses(tx, mediaIds)),
      ]),
  });
  const messages = createMessages({
    database,
    notifications,
    clock,
    ids,
    logger,
    nodeId,
    channels,
    contacts,
    groups,
    media: media.outbound,
    inboundKeepDays: () => settings.get("inboundKeepDays"),
    addJob,
    dispatches: roles.has("dispatch"),
    random: Math.random,
  });
  const templates = wireTemplates({ db, clock, ids, channels, accounts, settings });
  const outgoing = createOutgoingHttp({
    allowedPrivateUrls: () => settings.get("allowedPrivateUrls"),
    userAgent: `Chasqui/${VERSION}`,
  });
  undo.defer(() => outgoing.close());
  const { autoreply, aiReplies } = wireAutomation({
    ...{ db, clock, ids, logger, box, addJob, http: outgoing },
    ...{ channels, contacts, messages, templates, settings, alerts },
  });
  const limits = wireLimits({ db, clock, channels, messages, settings, alerts });
  const inbox = wireInbox({
    db,
    clock,
    ids,
    logger,
    channels,
    contacts: people,
    groups,
    messages,
    templates,
    autoreply,
    settings,
  });
  const sandbox = wireSandbox({
    ...{ db, clock, ids, logger, channels, messages, media, autoreply },
    groups: groupBooks.sandbox,
  });
  const jobs = createJobs({
    db,
    pool: database.pool,
    clock,
    logger,
    nodeId,
    jobs: [
      messages.upkeepJob,
      messages.inboundRetentionJob,
      messages.mediaResendJob,
      media.downloadJob,
      media.retentionJob,
      autoreply.moveTimersJob,
      aiReplies.workJob,
      aiReplies.upkeepJob,
      auth.upkeepJob,
      live.retentionJob,
      devices.upkeepJob,
      limits.upkeepJob,
      ...accounts.jobs,
    ],
    cron: [
      { job: messages.upkeepJob, match: HOURLY },
      { job: messages.inboundRetentionJob, match: HOURLY },
      { job: media.retentionJob, match: HOURLY },
      { job: aiReplies.upkeepJob, match: HOURLY },
      { job: auth.upkeepJob, match: HOURLY },
      { job: live.retentionJob, match: HOURLY },
      { job: devices.upkeepJob, match: HOURLY },
      { job: limits.upkeepJob, match: HOURLY },
      ...accounts.cron,
    ],
  });
  await jobs.migrate();

  wireAlerts({ alerts, channels, accounts, messages, logger });
  devices.connect(notifications);
  limits.connect(notifications);
  messages.onFilesAnnounced(media.onFilesAnnounced);
  await autoreply.ensureDefaults();
  await ensureEnvironmentChannel(config, channels);
  await sandbox.ensureDefaultChannel();

  undo.defer(() => messages.stop());
  await messages.start();
  if (roles.has("dispatch")) {
    undo.defer(() => autoreply.sweep.stop());
    autoreply.sweep.start();
    undo.defer(() => sandbox.sweep.stop());
    sandbox.sweep.start();
  }
  if (roles.has("jobs")) {
    undo.defer(() => jobs.stop());
    await jobs.start();
  }
  const http = await createHttpServer({
    config,
    logger,
    clock,
    authenticate: auth.authenticate,
    recordChange: auth.auditLog.recordChange,
    version: VERSION,
    knownScopes: auth.scopes,
    requestsAMinute: config.requestsAMinute,
  });
  registerRoutes(http);
  undo.defer(() => http.close());
  const url = roles.has("http") ? await http.listen({ port: config.http.port, host: config.http.host }) : undefined;

  const setupLink = url === undefined ? undefined : await auth.accounts.createSetupLink();

  const running = undo.move();
  return {
    url,
    setupUrl: setupLink && url && linkUrl(url, setupLink),
    routes: http.registeredRoutes,
    stop: () => running.disposeAsync(),
  };

  function registerRoutes(app: HttpApp): void {
    registerSystemRoutes(app, { db, version: VERSION });
    auth.registerRoutes(app);
    registerChannelRoutes(app, channels, devices.service.listSessions);
    accounts.registerRoutes(app);
    devices.registerRoutes(app);
    limits.registerRoutes(app);
    registerAlertRoutes(app, alerts);
    people.registerRoutes(app);
    registerGroupRoutes(app, groups);
    messages.registerRoutes(app);
    inbox.registerRoutes(app);
    media.registerRoutes(app);
    autoreply.registerRoutes(app);
    aiReplies.registerRoutes(app);
    live.registerRoutes(app);
    sandbox.registerRoutes(app);
    settings.registerRoutes(app);
    templates.registerRoutes(app);
  }
}

async function ensureEnvironmentChannel({ cloudApi, graph }: Config, channels: ChannelsService): Promise<void> {
  if (!cloudApi) return;
  const settings = { ...cloudApi, graphBaseUrl: graph.baseUrl, graphVersion: graph.version };
  await channels.ensure({ kind: "cloud-api", name: "WhatsApp", config: settings });
}
