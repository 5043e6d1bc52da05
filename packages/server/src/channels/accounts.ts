/** The accounts behind channels as one part: details, templates, the platform's reports on them, and the regular look at them. */
import { z } from "zod";
import type { Clock } from "../platform/clock.ts";
import type { Db, Tx } from "../platform/db/index.ts";
import { describeError } from "../platform/errors.ts";
import type { HttpApp } from "../platform/http/index.ts";
import type { Ids } from "../platform/ids.ts";
import { defineJob, type Job, type JobKind, type Jobs } from "../platform/jobs.ts";
import type { Logger } from "../platform/logger.ts";
import { createAccountEventHandler } from "./account-events.ts";
import type { AlertSink } from "./account-notices.ts";
import { registerAccountRoutes } from "./accounts.routes.ts";
import { type ChannelDetailsService, createChannelDetails } from "./channel-details.service.ts";
import { findDetails } from "./channel-details.store.ts";
import type { ChannelsService } from "./channels.service.ts";
import { createMessageTemplates, type MessageTemplates } from "./message-templates.service.ts";

export interface ChannelAccounts {
  readonly details: ChannelDetailsService;
  readonly templates: MessageTemplates;
  readonly onAccountEvents: ReturnType<typeof createAccountEventHandler>;
  readonly jobs: readonly JobKind[];
  readonly cron: ReadonlyArray<{ readonly job: Job<Record<string, never>>; readonly match: string }>;
  registerRoutes(app: HttpApp): void;
}

interface Deps {
  db: Db;
  clock: Clock;
  ids: Ids;
  logger: Logger;
  channels: ChannelsService;
  alerts: AlertSink;
  /** The queue is built after its jobs: so it is reached through a function. */
  addJob: Jobs["addJob"];
  countReached(channelIds: readonly string[], since: Date): Promise<number>;
  webhookUrl: () => string | undefined;
}

/** At odd minutes, when fewer programs of the world call. */
const EVERY_15_MINUTES = "4,19,34,49 * * * *";
const EVERY_HOUR = "23 * * * *";

const forChannel = z.strictObject({ channelId: z.string() });
type ForChannel = z.infer<typeof forChannel>;

export function createChannelAccounts(deps: Deps): ChannelAccounts {
  const { db, channels, logger } = deps;
  const templates = createMessageTemplates(deps);
  const details = createChannelDetails(deps);

  /** A look that nobody waits for: it gives way when the platform's limits are near, and what goes wrong with it is kept with the channel. */
  function look(id: string, work: (channelId: string) => Promise<unknown>): Job<ForChannel> {
    return defineJob({
      id,
      payload: forChannel,
      maxAttempts: 1,
      async handle({ channelId }, { signal }) {
        const row = (await channels.list()).find((one) => one.id === channelId);
        const management = row && channels.open(row).management;
        if (!management || (management.restUntil()?.getTime() ?? 0) > deps.clock.now().getTime()) return;
        const aborted = new Promise<void>((resolve) =>
          signal.addEventListener("abort", () => resolve(), { once: true }),
        );
        const done = work(channelId).catch((error: unknown) =>
          logger.info({ channelId, job: id, reason: describeError(error) }, "a channel's account could not be read"),
        );
        await Promise.race([done, aborted]);
      },
    });
  }

  const sync = look("channels.sync-templates", templates.sync);
  const check = look("channels.check", async (channelId) => {
    await details.check(channelId);
    const { templatesSyncedAt } = await findDetails(db, channelId);
    if (templatesSyncedAt === null) await templates.sync(channelId);
  });

  function forAll(id: string, job: Job<ForChannel>): Job<Record<string, never>> {
    return defineJob({
      id,
      payload: z.strictObject({}),
      maxAttempts: 1,
      async handle() {
        for (const row of await channels.list()) await request(db, job, row.id);
      },
    });
  }

  const request = (tx: Db | Tx, job: Job<ForChannel>, channelId: string) =>
    deps.addJob(tx, job, { channelId }, { key: `${job.id}:${channelId}` });

  // Its settings may be new, and so may be the account.
  channels.onChanged((channelId) => {
    request(db, check, channelId).catch((error: unknown) =>
      logger.warn({ err: error, channelId }, "a look at a channel's account could not be planned"),
    );
  });

  const checkAll = forAll("channels.check-all", check);
  const syncAll = forAll("channels.sync-all-templates", sync);
  return {
    details,
    templates,
    onAccountEvents: createAccountEventHandler({
      channels,
      details,
      templates,
      requestRead: (tx, channelId, what) => request(tx, what === "account" ? check : sync, channelId),
    }),
    jobs: [check, sync, checkAll, syncAll],
    cron: [
      { job: checkAll, match: EVERY_15_MINUTES },
      { job: syncAll, match: EVERY_HOUR },
    ],
    registerRoutes: (app) => registerAccountRoutes(app, { channels, details, templates, webhookUrl: deps.webhookUrl }),
  };
}
