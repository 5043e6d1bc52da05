/** Reads the events of all nodes, once for everybody who listens on this one.
 *
 *  It reads only while somebody listens: when woken, but not more often than every READ_GAP_MS, and by itself every POLL_MS. Its position is
 *  the snapshot of its last read, see events.store.ts. Whoever comes is welcomed between two reads, so that nothing falls between what
 *  it missed and what it hears.
 *
 *    idle ──attach──▶ reading ──the last listener leaves──▶ idle */
import { systemClock, type Timer, waitFor } from "../../platform/clock.ts";
import { type Db, isWorthRetrying } from "../../platform/db/index.ts";
import { EVENT_KINDS } from "../../platform/events/index.ts";
import type { Logger } from "../../platform/logger.ts";
import * as store from "./events.store.ts";
import { isPosition, type LiveEvent, mergeEvents, positionOf } from "./live.rules.ts";

/** Positions are what a listener hands back when it comes again. */
export interface FeedListener {
  /** Called first. `missed`: what came since the position it handed in; undefined: that is not known, so it must read everything anew. */
  welcome(position: string, missed: readonly LiveEvent[] | undefined): void;
  /** Events that came at once; after them the position is `position`. */
  hear(events: readonly LiveEvent[], position: string): void;
  /** So much came at once that it was not read: everything must be read anew. */
  lose(position: string): void;
}

export interface EventFeed {
  /** Resolves once the listener is welcomed. `after`: the position up to which it has heard everything; undefined: from now on. */
  attach(listener: FeedListener, after: string | undefined): Promise<void>;
  detach(listener: FeedListener): void;
  /** There may be something new. */
  wake(): void;
  /** Reads no more. */
  close(): Promise<void>;
}

const READ_GAP_MS = 50;
const POLL_MS = 2_000;
/** More rows at once than any browser has use for. */
const ROWS_LIMIT = 1_000;

const KNOWN_KINDS: ReadonlySet<string> = new Set(EVENT_KINDS);

interface Arrival {
  readonly listener: FeedListener;
  readonly after: string | undefined;
  resolve(): void;
  reject(error: unknown): void;
}

export function createEventFeed({ db, logger }: { db: Db; logger: Logger }): EventFeed {
  const listeners = new Set<FeedListener>();
  let arrivals: Arrival[] = [];
  let snapshot: store.Snapshot | undefined;
  let closed = false;
  let woken = false;
  let endWait: (() => void) | undefined;
  let running: Promise<void> | undefined;

  async function read(): Promise<store.Snapshot> {
    if (snapshot === undefined) return store.readSnapshot(db);
    const { snapshot: now, events } = await store.readSince(db, snapshot, ROWS_LIMIT);
    const position = positionOf(now);
    if (events === undefined) for (const listener of listeners) listener.lose(position);
    else if (events.length > 0) {
      const merged = mergeEvents(events, KNOWN_KINDS);
      for (const listener of listeners) listener.hear(merged, position);
    }
    return now;
  }

  async function welcome({ listener, after, resolve }: Arrival, until: store.Snapshot): Promise<void> {
    const missed = await findMissed(after, until);
    listeners.add(listener);
    listener.welcome(positionOf(until), missed);
    resolve();
  }

  async function findMissed(after: string | undefined, until: store.Snapshot): Promise<LiveEvent[] | undefined> {
    if (after === undefined) return [];
    if (!isPosition(after)) return undefined;
    const events = await store.readMissed(db, after, until, ROWS_LIMIT);
    return events && mergeEvents(events, KNOWN_KINDS);
  }

  async function turn(): Promise<void> {
    woken = false;
    const waiting = arrivals;
    arrivals = [];
    try {
      snapshot = await read();
      for (const arrival of waiting) await welcome(arrival, snapshot);
    } catch (error) {
      // Those welcomed already are not concerned: a settled promise stays as it is.
      for (const arrival of waiting) arrival.reject(error);
      const level = isWorthRetrying(error) ? "warn" : "error";
      logger[level]({ err: error }, "events for live views could not be read; trying again");
    }
  }

  async function wait(): Promise<void> {
    await waitFor(systemClock, READ_GAP_MS);
    if (woken || closed || arrivals.length > 0) return;
    let timer: Timer | undefined;
    await new Promise<void>((resolve) => {
      endWait = resolve;
      timer = systemClock.startTimer(POLL_MS, resolve);
    });
    timer?.cancel();
    endWait = undefined;
  }

  async function run(): Promise<void> {
    while (!closed && (listeners.size > 0 || arrivals.length > 0)) {
      await turn();
      if (listeners.size > 0 && !closed) await wait();
    }
    snapshot = undefined;
    running = undefined;
  }

  return {
    attach(listener, after) {
      if (closed) return Promise.reject(new Error("the feed is closed"));
      return new Promise((resolve, reject) => {
        arrivals.push({ listener, after, resolve, reject });
        endWait?.();
        running ??= run();
      });
    },
    detach(listener) {
      listeners.delete(listener);
      if (listeners.size === 0) endWait?.();
    },
    wake() {
      woken = true;
      endWait?.();
    },
    async close() {
      closed = true;
      endWait?.();
      await running;
    },
  };
}
