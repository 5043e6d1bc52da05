/** Decides which channels this node sends on, and runs a pump for each.
 *
 *  A channel:  not ours ──take (lease free, run out, or its owner's session gone)──▶ ours, pump running
 *              ours ──renewed every TICK_MS──▶ ours
 *              ours ──not renewed within LEASE_MS (frozen, cut off)──▶ nothing is sent any more; another node takes it
 *              ours ──paused, stopped, removed, changed──▶ pump ended; given back, or started anew with the new settings
 *
 *  Leases run on the machine's real time whatever clock the product is given: they are about processes, not about messages. */

import type { HeldConnection } from "../../../channels/channel.ts";
import type { ChannelsService } from "../../../channels/channels.service.ts";
import type { ChannelRow } from "../../../channels/channels.store.ts";
import { type Clock, systemClock, type Timer, waitFor } from "../../../platform/clock.ts";
import { type Database, type Notifications, runInTransaction } from "../../../platform/db/index.ts";
import { insertEvent } from "../../../platform/events/index.ts";
import type { Logger } from "../../../platform/logger.ts";
import type { OutboundMedia } from "../../media/index.ts";
import type { SendGuard } from "./guards.ts";
import { type Lease, lockLease, recoverRows, releaseLease, renewLeases, takeLease } from "./lease.store.ts";
import * as outbox from "./outbox.store.ts";
import { type Pump, startPump } from "./pump.ts";
import { createRecorder, type MediaRefusedHandler } from "./recorder.ts";
import { createSessionLocks } from "./session-locks.ts";

/** How long a node may be silent before another one takes its channels. */
const LEASE_MS = 10_000;
const TICK_MS = 2_000;
/** Sending ends this long before the lease does. */
const SAFETY_MS = 1_500;
const STOP_LIMIT_MS = 8_000;
/** A living owner has the session lock back by then: it asks for it at every tick. */
const RELOCKED_WITHIN_MS = 3 * TICK_MS;

export interface Dispatcher {
  wake(channelId: string): void;
  owns(channelId: string): boolean;
  start(): Promise<void>;
  /** Ends every pump: what is in flight is finished, then channels are given back. */
  stop(): Promise<void>;
}

export interface DispatcherDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
  readonly channels: ChannelsService;
  readonly notifications: Notifications;
  readonly media: OutboundMedia;
  /** Messages whose file the platform refused, in the transaction that records it. */
  readonly onMediaRefused: MediaRefusedHandler;
  readonly onChannelRests: ChannelRestHandler;
  /** Guards for one channel, in the order they are asked. */
  guardsFor(channel: ChannelRow): readonly SendGuard[];
  readonly random: () => number;
}

interface Owned {
  lease: Lease;
  version: number;
  pump: Pump;
  connection: HeldConnection | undefined;
  /** On systemClock.monotonicMs(). */
  freshUntilMs: number;
  /** The platform refused the channel. */
  ended: boolean;
  givingBack?: Promise<void>;
}

/** A channel sends nothing until then, so that the platform's limits on calls are never reached. */
export type ChannelRestHandler = (
  channelId: string,
  rest: { readonly until: Date; readonly usagePercent: number },
) => void;

/** NOTIFY channel names. */
export const OUTBOX_CHANNEL = "chasqui_outbox";

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { database, clock, logger, nodeId, channels } = deps;
  const owned = new Map<string, Owned>();
  /** When another node took a channel from us, on systemClock.monotonicMs(). */
  const lostAtMs = new Map<string, number>();
  const locks = createSessionLocks(database.connection);
  const { random, onMediaRefused } = deps;
  const recorder = createRecorder({ db: database.db, clock, logger, random, onMediaRefused });
  let timer: Timer | undefined;
  let ticking: Promise<void> | undefined;
  let tickAgain = false;
  let stopped = false;

  /** One look at all channels; a call during one asks for another after it. */
  function tick(): Promise<void> {
    if (ticking !== undefined) {
      tickAgain = true;
      return ticking;
    }
    ticking = runTick().finally(() => {
      ticking = undefined;
      if (stopped) return;
      timer?.cancel();
      timer = systemClock.startTimer(tickAgain ? 0 : TICK_MS, () => void tick());
      tickAgain = false;
    });
    return ticking;
  }

  async function runTick(): Promise<void> {
    try {
      await renew();
      const rows = new Map((await channels.list()).map((row) => [row.id, row]));
      for (const [channelId, one] of owned) {
        const row = rows.get(channelId);
        if (one.ended || !row || row.state !== "active" || row.version !== one.version) void giveBack(channelId);
      }
      for (const row of rows.values()) if (row.state === "active" && !owned.has(row.id) && !stopped) await tryTake(row);
    } catch (error) {
      logger.warn({ err: error }, "channel ownership could not be checked; trying again");
    }
  }

  async function renew(): Promise<void> {
    if (owned.size === 0) return;
    // Counted from before the query: the database may have answered late.
    const askedAtMs = systemClock.monotonicMs();
    const expiresAt = new Date(systemClock.now().getTime() + LEASE_MS);
    const leases = [...owned.values()].map((one) => one.lease);
    const held = new Set(await runInTransaction(database.db, (tx) => renewLeases(tx, leases, expiresAt)));
    for (const [channelId, one] of owned) {
      if (held.has(channelId)) one.freshUntilMs = askedAtMs + LEASE_MS - SAFETY_MS;
      else loseLease(channelId, one);
    }
    for (const channelId of owned.keys()) await locks.tryLock(channelId);
  }

  /** A free session lock tells that the owner's process is dead, except where a living owner has had no time to take it: the lock was
   *  still ours when it took the lease, or the database has just ended everybody's session. Then the lease alone decides. */
  async function isOwnerGone(channelId: string): Promise<boolean> {
    const unlockedAtMs = Math.max(lostAtMs.get(channelId) ?? -Infinity, (await locks.remadeAtMs()) ?? -Infinity);
    if (systemClock.monotonicMs() < unlockedAtMs + RELOCKED_WITHIN_MS) return false;
    return locks.tryLock(channelId);
  }

  async function tryTake(row: ChannelRow): Promise<void> {
    const ownerIsGone = await isOwnerGone(row.id);
    const askedAtMs = systemClock.monotonicMs();
    const epoch = await runInTransaction(database.db, async (tx) => {
      const now = systemClock.now();
      const times = { now, expiresAt: new Date(now.getTime() + LEASE_MS) };
      const taken = await takeLease(tx, row.id, nodeId, times, ownerIsGone);
      if (taken === undefined) return undefined;
      const businessNow = clock.now();
      const inDoubt = await recoverRows(tx, row.id, businessNow);
      await outbox.setMessageState(tx, inDoubt, "unknown");
      const title = "The server stopped while this was being sent: it may have gone out.";
      const detail = { error: { code: "interrupted", title } };
      await outbox.insertMessageEvents(
        tx,
        inDoubt.map((messageId) => ({ messageId, kind: "unknown", detail })),
        businessNow,
      );
      await insertEvent(tx, "messages.changed", { ids: inDoubt }, businessNow);
      return taken;
    });
    if (epoch === undefined) return;
    const lease = { channelId: row.id, nodeId, epoch };
    const one: Owned = {
      lease,
      version: row.version,
      freshUntilMs: askedAtMs + LEASE_MS - SAFETY_MS,
      ended: false,
      pump: noPump,
      connection: undefined,
    };
    owned.set(row.id, one);
    const channel = channels.open(row);
    const isLeaseFresh = () => systemClock.monotonicMs() < one.freshUntilMs;
    one.connection = channel.hold?.(
      { isFresh: isLeaseFresh, lock: (tx) => lockLease(tx, lease) },
      { onReady: () => one.pump.wake() },
    );
    one.pump = startPump({
      db: database.db,
      clock,
      logger,
      lease,
      channel,
      guards: deps.guardsFor(row),
      media: deps.media,
      recorder,
      random,
      isLeaseFresh,
      isConnected: () => one.connection?.isReady() ?? true,
      onLeaseLost: () => loseLease(row.id, one),
      onRest: (rest) => deps.onChannelRests(row.id, rest),
      onChannelStopped: (error) => {
        one.ended = true;
        void channels
          .stop(row.id, error)
          .catch((cause) => logger.error({ err: cause, channelId: row.id }, "a stopped channel could not be marked"));
      },
    });
    logger.info({ channelId: row.id, kind: row.kind, epoch }, "this node now sends on the channel");
  }

  function loseLease(channelId: string, one: Owned): void {
    one.freshUntilMs = 0;
    if (owned.get(channelId) === one) owned.delete(channelId);
    one.connection?.drop();
    void one.pump.stop();
    lostAtMs.set(channelId, systemClock.monotonicMs());
    void locks.unlock(channelId);
    logger.warn({ channelId }, "another node took the channel over");
  }

  /** Not awaited by a tick: ending a pump may take as long as a send, and other channels' leases must be renewed meanwhile. */
  function giveBack(channelId: string): Promise<void> {
    const one = owned.get(channelId);
    if (!one) return Promise.resolve();
    one.givingBack ??= (async () => {
      await withinLimit(one.pump.stop().then(() => one.connection?.release()));
      if (owned.get(channelId) === one) owned.delete(channelId);
      await runInTransaction(database.db, (tx) => releaseLease(tx, one.lease, systemClock.now()));
      await locks.unlock(channelId);
    })()
      .catch((error) =>
        logger.warn({ err: error, channelId }, "a channel could not be given back; its lease will run out"),
      )
      .finally(() => void (stopped || tick()));
    return one.givingBack;
  }

  return {
    wake: (channelId) => owned.get(channelId)?.pump.wake(),
    owns: (channelId) => owned.has(channelId),
    async start() {
      deps.notifications.on(OUTBOX_CHANNEL, (channelId) => owned.get(channelId)?.pump.wake());
      channels.onChanged(() => void tick());
      await tick();
    },
    async stop() {
      stopped = true;
      timer?.cancel();
      await ticking;
      timer?.cancel();
      await Promise.all([...owned.keys()].map(giveBack));
      await locks.close();
    },
  };
}

/** A send may hang for as long as its own time limit; whoever stops does not wait that long. It becomes `unknown`. */
async function withinLimit(ending: Promise<void>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([ending, waitFor(systemClock, STOP_LIMIT_MS, limit.signal)]);
  limit.abort();
}

const noPump: Pump = { wake: () => undefined, stop: () => Promise.resolve() };
