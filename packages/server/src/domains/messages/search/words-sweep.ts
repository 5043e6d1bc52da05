/** Reads the words of new and changed messages, so that they can be found, a moment after they were stored: no message waits for it. Any
 *  node may sweep, several at once. */
import { systemClock, waitFor } from "../../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../../platform/db/index.ts";
import type { Logger } from "../../../platform/logger.ts";
import { readWords } from "../../contacts/index.ts";
import { textOf } from "./message-text.rules.ts";
import * as store from "./message-words.store.ts";

export interface WordsSweep {
  start(): void;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

const POLL_MS = 1_000;
const ROWS_AT_ONCE = 8;
/** Between two batches of a long backlog: what people wait for goes first. */
const REST_MS = 20;

export function createWordsSweep({ db, logger }: { db: Db; logger: Logger }): WordsSweep {
  const stopped = new AbortController();
  let finished: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      let hasMore = false;
      try {
        hasMore = (await runInTransaction(db, sweepSome)) === ROWS_AT_ONCE;
      } catch (error) {
        logger.warn({ err: error }, "the words of messages could not be read; trying again");
      }
      await waitFor(systemClock, hasMore ? REST_MS : POLL_MS, stopped.signal);
    }
  }

  return {
    start() {
      finished = run();
    },
    async stop() {
      stopped.abort();
      await finished;
    },
  };
}

/** Answers with the number of rows of the backlog it has done. */
async function sweepSome(tx: Tx): Promise<number> {
  const { rows, messageIds } = await store.takeFromBacklog(tx, ROWS_AT_ONCE);
  if (rows === 0) return 0;
  const texts = await store.readTexts(tx, messageIds);
  const worded = texts.map(({ id, conversationId, content, isRevoked }) => ({
    messageId: id,
    conversationId,
    words: isRevoked ? [] : readWords(textOf(content)),
  }));
  await store.upsertWords(
    tx,
    worded.filter((message) => message.words.length > 0),
  );
  await store.deleteWords(
    tx,
    worded.filter((message) => message.words.length === 0).map((message) => message.messageId),
  );
  return rows;
}
