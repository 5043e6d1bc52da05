/** Processes stored events in the order they came, a batch a transaction. Whoever holds the turn (a row lock, for the length of one batch)
 *  processes; other nodes find it taken and look again later. A batch that fails is halved until the culprit stands alone; that one is
 *  set aside with the reason, and the rest has its effect. */
import type { ChannelsService } from "../../../channels/channels.service.ts";
import { type Clock, systemClock, type Timer, waitFor } from "../../../platform/clock.ts";
import { type Db, isWorthRetrying, runInTransaction, type Tx } from "../../../platform/db/index.ts";
import { describeError } from "../../../platform/errors.ts";
import type { Logger } from "../../../platform/logger.ts";
import { type ApplyDeps, applyEvents } from "./apply-events.ts";
import * as store from "./inbound.store.ts";
import { type AccountEvent, type RoutedBatch, routeEvents } from "./route-events.ts";

export interface InboundProcessor {
  /** There are new events: look now. */
  wake(): void;
  start(): void;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

/** Acts on events about an account, in the transaction that stores them. */
export type AccountEventHandler = (batch: readonly AccountEvent[], tx: Tx, now: Date) => Promise<void>;

/** Told of events that were set aside, in the transaction that does so. */
export type QuarantineHandler = (
  batch: ReadonlyArray<{ readonly id: string; readonly error: string }>,
  tx: Tx,
) => Promise<void>;

interface Deps extends ApplyDeps {
  quarantineHandlers: readonly QuarantineHandler[];
  accountHandlers: readonly AccountEventHandler[];
  db: Db;
  clock: Clock;
  logger: Logger;
  channels: ChannelsService;
  /** True while answering posts needs the database more urgently. */
  isIngestPressed: () => boolean;
}

const BATCH_LIMIT = 500;
/** After these a batch ends: each takes statements of its own, while others wait for what they lock. */
const ACCOUNT_EVENTS_LIMIT = 100;
const POLL_MS = 1_000;
/** Under a flood of posts a batch is followed by a rest this many times as long: what is stored is safe and can wait, while the platform
 *  repeats what it gets no answer to. A quarter of the time is left, so that processing never stands still. */
const REST_UNDER_PRESSURE = 3;
const LONGEST_REST_MS = 500;
const REST_STEP_MS = 10;

/** `busy`: another node has the turn. */
type BatchResult = { kind: "busy" } | { kind: "done"; count: number };

export function createInboundProcessor(deps: Deps): InboundProcessor {
  const { db, clock, logger } = deps;
  let stopping = false;
  let woken = false;
  let endWait: (() => void) | undefined;
  let finished: Promise<void> = Promise.resolve();

  async function processBatch(only?: readonly string[]): Promise<BatchResult> {
    let batch: store.StoredEvent[] = [];
    try {
      return await runInTransaction(db, async (tx) => {
        if (!(await store.takeTurn(tx))) return { kind: "busy" };
        batch = await store.readQueue(tx, only?.length ?? BATCH_LIMIT, only);
        if (batch.length > 0) {
          const routed = await routeEvents(tx, batch, deps.channels, ACCOUNT_EVENTS_LIMIT);
          batch = batch.slice(0, routed.taken);
          await processInTransaction(tx, batch, routed);
        }
        return { kind: "done", count: batch.length };
      });
    } catch (error) {
      if (isWorthRetrying(error) || batch.length === 0) throw error;
      return isolate(batch, error);
    }
  }

  async function processInTransaction(
    tx: Tx,
    batch: readonly store.StoredEvent[],
    { routed, accountEvents, rejected }: RoutedBatch,
  ): Promise<void> {
    const now = clock.now();
    // First, for it takes a statement or more an event: nobody waits for what it locks, as they do for conversations.
    if (accountEvents.length > 0) for (const handle of deps.accountHandlers) await handle(accountEvents, tx, now);
    await applyEvents(tx, routed, deps, now);
    await setAside(tx, rejected);
    await store.deleteFromQueue(
      tx,
      batch.map((event) => event.id),
    );
    for (const one of rejected) logger.warn({ eventId: one.id, reason: one.error }, "an inbound event was set aside");
  }

  async function setAside(
    tx: Tx,
    events: ReadonlyArray<{ id: string; receivedAt: Date; error: string }>,
  ): Promise<void> {
    if (events.length === 0) return;
    await store.quarantine(tx, events);
    for (const handle of deps.quarantineHandlers) await handle(events, tx);
  }

  async function isolate(batch: readonly store.StoredEvent[], error: unknown): Promise<BatchResult> {
    const [only] = batch;
    if (batch.length === 1 && only) {
      logger.error({ err: error, eventId: only.id }, "an inbound event could not be processed and was set aside");
      await runInTransaction(db, async (tx) => {
        await setAside(tx, [{ id: only.id, receivedAt: only.receivedAt, error: describeError(error) }]);
        await store.deleteFromQueue(tx, [only.id]);
      });
      return { kind: "done", count: 1 };
    }
    const middle = Math.ceil(batch.length / 2);
    const first = await processBatch(batch.slice(0, middle).map((event) => event.id));
    if (first.kind === "busy") return first;
    const second = await processBatch(batch.slice(middle).map((event) => event.id));
    return second.kind === "busy" ? second : { kind: "done", count: first.count + second.count };
  }

  async function wait(): Promise<void> {
    let timer: Timer | undefined;
    if (!woken && !stopping) {
      await new Promise<void>((resolve) => {
        endWait = resolve;
        timer = systemClock.startTimer(POLL_MS, resolve);
      });
    }
    timer?.cancel();
    endWait = undefined;
    woken = false;
  }

  async function restUnderPressure(batchMs: number): Promise<void> {
    const untilMs = systemClock.monotonicMs() + Math.min(LONGEST_REST_MS, batchMs * REST_UNDER_PRESSURE);
    while (!stopping && deps.isIngestPressed() && systemClock.monotonicMs() < untilMs)
      await waitFor(systemClock, REST_STEP_MS);
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        const beganAtMs = systemClock.monotonicMs();
        const result = await processBatch();
        if (result.kind === "busy" || result.count === 0) await wait();
        else await restUnderPressure(systemClock.monotonicMs() - beganAtMs);
      } catch (error) {
        logger.warn({ err: error }, "inbound events could not be processed; trying again");
        woken = false;
        await wait();
      }
    }
  }

  return {
    wake() {
      woken = true;
      endWait?.();
    },
    start() {
      finished = run();
    },
    async stop() {
      stopping = true;
      endWait?.();
      await finished;
    },
  };
}
