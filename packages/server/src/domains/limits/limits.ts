/** The limits domain as one part. */
import { z } from "zod";
import type { ChannelRow } from "../../channels/channels.store.ts";
import { startOfDay } from "../../platform/days.rules.ts";
import { afterCommit, type Notifications, type Tx } from "../../platform/db/index.ts";
import type { HttpApp } from "../../platform/http/index.ts";
import { defineJob, type Job } from "../../platform/jobs.ts";
import { type ReceivedHandler, releaseLimitedOf, type SendGuard } from "../messages/index.ts";
import { createLimitsGuard } from "./limits.guard.ts";
import { registerLimitRoutes } from "./limits.routes.ts";
import {
  createLimitsService,
  defaultsFor,
  type LimitsDeps,
  type LimitsService,
  readPlan,
  resolveEndedColdStops,
} from "./limits.service.ts";
import { deleteAged, LIMITS_CHANNEL } from "./limits.store.ts";

export interface Limits {
  readonly service: LimitsService;
  /** undefined: the channel's platform sets the limits. */
  guardFor(channel: ChannelRow): SendGuard | undefined;
  /** Who writes is no stranger any more: what waits for them is looked at anew. */
  readonly onReceived: ReceivedHandler;
  /** To be run every hour, on one node. */
  readonly upkeepJob: Job<Record<string, never>>;
  /** Before anything is started. */
  connect(notifications: Notifications): void;
  registerRoutes(app: HttpApp): void;
}

const DAY_MS = 86_400_000;
/** Only today's are asked for; time zones may be changed. */
const USES_KEPT_MS = 3 * DAY_MS;
const DAYS_KEPT_MS = 90 * DAY_MS;

export function createLimits(deps: LimitsDeps): Limits {
  const { db, clock, channels, timezone } = deps;
  const service = createLimitsService(deps);
  /** Channels on which nothing is limited: until when, by the clock's monotonicMs, that need not be looked up. */
  const idleUntilMs = new Map<string, number>();
  /** Whether a channel keeps limits: its kind decides, which never changes. */
  const known = new Map<string, boolean>();
  const dateBefore = (ms: number) => startOfDay(new Date(clock.now().getTime() - ms), "UTC").date;

  async function keepsLimits(channelId: string, tx: Tx): Promise<boolean> {
    if (!known.has(channelId)) {
      for (const channel of await channels.list(tx))
        known.set(channel.id, channels.capabilities(channel).sendLimits !== undefined);
    }
    return known.get(channelId) ?? false;
  }

  return {
    service,
    guardFor(channel) {
      const capabilities = channels.capabilities(channel);
      if (capabilities.sendLimits === undefined) return undefined;
      const defaults = defaultsFor(capabilities);
      const channelId = channel.id;
      idleUntilMs.delete(channelId);
      return createLimitsGuard({
        db,
        clock,
        channelId,
        readPlan: (row, now) => readPlan(row, defaults, timezone(), now),
        idle: {
          untilMs: () => idleUntilMs.get(channelId) ?? -Infinity,
          restUntil: (ms) => void idleUntilMs.set(channelId, ms),
        },
      });
    },
    async onReceived(batch, tx, now) {
      for (const channelId of new Set(batch.map((message) => message.channelId))) {
        if (!(await keepsLimits(channelId, tx))) continue;
        const conversationIds = batch.filter((one) => one.channelId === channelId).map((one) => one.conversationId);
        if ((await releaseLimitedOf(tx, channelId, [...new Set(conversationIds)], now)) > 0)
          afterCommit(tx, () => deps.wake(channelId));
      }
    },
    upkeepJob: defineJob({
      id: "limits.upkeep",
      payload: z.strictObject({}),
      async handle() {
        await deleteAged(db, { uses: dateBefore(USES_KEPT_MS), days: dateBefore(DAYS_KEPT_MS) });
        await resolveEndedColdStops(deps);
      },
    }),
    connect(notifications) {
      notifications.on(LIMITS_CHANNEL, (channelId) => void idleUntilMs.delete(channelId));
    },
    registerRoutes: (app) => registerLimitRoutes(app, service),
  };
}
