/** Collects posted bodies and commits them together: whoever posted gets its answer only after the commit. While one batch is being
 *  committed the next one gathers, so the batch grows with the load and a lone event waits for nothing. */
import type { Db } from "../../../platform/db/index.ts";
import { ChasquiError } from "../../../platform/errors.ts";
import { insertEvents, type RawEvent } from "./inbound.store.ts";

export interface IngestBuffer {
  /** Resolves once the event is stored durably. @throws IngestOverloaded */
  store(event: RawEvent): Promise<void>;
  /** True while so many posts wait for their commit that whoever else needs the database should hold back. */
  isPressed(): boolean;
  /** Called after each commit. */
  onStored(listener: () => void): void;
  drain(): Promise<void>;
}

const BATCH_LIMIT = 500;
/** As many posts in one commit come from a platform that posts faster than we answer. */
const PRESSED_BATCH = 50;
/** Beyond this many bytes waiting, posts are refused: the platform repeats them, and memory stays bounded. */
const WAITING_BYTES_LIMIT = 32 * 1024 * 1024;

interface Waiting {
  event: RawEvent;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export function createIngestBuffer(db: Db): IngestBuffer {
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let running: Promise<void> | undefined;
  let lastBatch = 0;
  const listeners: Array<() => void> = [];

  async function flushAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_LIMIT);
      lastBatch = batch.length;
      for (const one of batch) waitingBytes -= one.event.body.length;
      try {
        await insertEvents(
          db,
          batch.map((one) => one.event),
        );
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
        continue;
      }
      for (const listener of listeners) listener();
    }
    running = undefined;
  }

  return {
    store(event) {
      if (waitingBytes + event.body.length > WAITING_BYTES_LIMIT) {
        const error = new ChasquiError(
          "unavailable",
          "ingest-overloaded",
          "Too many events are waiting to be stored.",
          { mend: "Send it again in a moment." },
        );
        return Promise.reject(error);
      }
      return new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject });
        waitingBytes += event.body.length;
        // In the next turn, so that requests read in the same turn share a commit.
        running ??= new Promise<void>((next) => setImmediate(next)).then(flushAll);
      });
    },
    isPressed: () => running !== undefined && lastBatch >= PRESSED_BATCH,
    onStored: (listener) => void listeners.push(listener),
    async drain() {
      while (running !== undefined) await running;
    },
  };
}
