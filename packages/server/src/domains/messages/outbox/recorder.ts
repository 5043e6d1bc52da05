/** Writes down the results of sends, many at a time and of all channels of this node together: while one batch is being committed the next
 *  one gathers. A result is kept in memory until it is committed; a crash before that leaves the row `sending`, which recovery makes
 *  `unknown`. */
import type { SendOutcome } from "../../../channels/channel.ts";
import { type Clock, systemClock, waitFor } from "../../../platform/clock.ts";
import { type Db, isWorthRetrying, runInTransaction, type Tx } from "../../../platform/db/index.ts";
import type { Logger } from "../../../platform/logger.ts";
import { applyEarlyChanges } from "../inbound/changes.ts";
import type { ClaimedMessage } from "./claim.store.ts";
import * as outbox from "./outbox.store.ts";
import * as results from "./result.store.ts";
import { retryDelayMs } from "./retry.rules.ts";
import { tellMessagesChanged } from "./tell-changed.ts";

export interface SendResult {
  readonly message: ClaimedMessage;
  /** Of the send this is the result of; a later attempt may be under way already. */
  readonly attempt: number;
  readonly dispatchedAt: Date;
  readonly outcome: SendOutcome;
  /** What acceptance by the platform means on this channel. */
  readonly stateAfterSend: "accepted" | "sent";
  /** How far the pace towards the recipient is now used; undefined: not paced. */
  readonly paceUsedUntil?: Date | undefined;
}

export interface Recorder {
  /** Resolves with true when the result is committed, with false when the database refuses it for good. */
  record(result: SendResult): Promise<boolean>;
}

interface Deps {
  db: Db;
  clock: Clock;
  logger: Logger;
  random: () => number;
  onMediaRefused: MediaRefusedHandler;
}

/** Messages that ended because the platform refused their file, told in the transaction that ends them. */
export type MediaRefusedHandler = (
  tx: Tx,
  refused: ReadonlyArray<{ messageId: string; dispatchedAt: Date }>,
) => Promise<void>;

const BATCH_LIMIT = 500;
/** The first result of a batch waits this long for others. */
const GATHER_MS = 25;
const DATABASE_RETRY_MS = 500;

interface Waiting {
  result: SendResult;
  done: (isRecorded: boolean) => void;
}

export function createRecorder(deps: Deps): Recorder {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function flushAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_LIMIT);
      const refused = await writePersistently(batch.map((one) => one.result));
      for (const one of batch) one.done(!refused.has(one.result));
    }
    isRunning = false;
  }

  /** The database may be restarting: a result is never dropped, it waits. What it refuses for its content is tried one by one;
   *  answers with what it refuses for good. */
  async function writePersistently(batch: SendResult[]): Promise<Set<SendResult>> {
    for (;;) {
      try {
        await runInTransaction(deps.db, (tx) => writeResults(tx, batch, deps));
        return new Set();
      } catch (error) {
        if (isWorthRetrying(error)) {
          await waitFor(systemClock, DATABASE_RETRY_MS);
          continue;
        }
        if (batch.length > 1) {
          const refused: SendResult[] = [];
          for (const result of batch) refused.push(...(await writePersistently([result])));
          return new Set(refused);
        }
        deps.logger.error(
          { err: error, messageId: batch[0]?.message.messageId },
          "the result of a send could not be recorded",
        );
        return new Set(batch);
      }
    }
  }

  return {
    record(result) {
      return new Promise((resolve) => {
        waiting.push({ result, done: resolve });
        if (isRunning) return;
        isRunning = true;
        void waitFor(systemClock, GATHER_MS).then(flushAll);
      });
    },
  };
}

async function writeResults(tx: Tx, batch: readonly SendResult[], deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const conversationIds = batch.map((result) => result.message.conversationId);
  await outbox.lockConversations(tx, conversationIds);
  const accepted = batch.flatMap(({ message, dispatchedAt, outcome, stateAfterSend }) => {
    if (outcome.kind !== "accepted") return [];
    const { messageId, channelId, resends } = message;
    return [{ messageId, channelId, providerId: outcome.providerId, dispatchedAt, state: stateAfterSend, resends }];
  });
  if (accepted.length > 0) {
    await results.recordAccepted(tx, accepted, now);
    await applyEarlyChanges(tx, knownByNow(batch), now);
    await results.applyReports(tx, await results.takeEarlyReports(tx, accepted));
  }
  const paces = batch.flatMap(({ message, paceUsedUntil }) =>
    paceUsedUntil ? [{ conversationId: message.conversationId, usedUntil: paceUsedUntil }] : [],
  );
  await results.writePaces(tx, paces);
  const rest = batch.filter((result) => result.outcome.kind !== "accepted");
  if (rest.length > 0) await writeRefusals(tx, rest, deps, now);
  await outbox.promoteNextInLanes(
    tx,
    batch.map((result) => result.message),
    now,
  );
  await tellMessagesChanged(
    tx,
    batch.map((result) => result.message),
    now,
  );
}

/** What people did to a message may have reached us before the platform's answer. */
function knownByNow(batch: readonly SendResult[]): Array<{ channelId: string; providerId: string }> {
  return batch.flatMap(({ message: { channelId }, outcome }) =>
    outcome.kind === "accepted" ? [{ channelId, providerId: outcome.providerId }] : [],
  );
}

async function writeRefusals(tx: Tx, batch: readonly SendResult[], deps: Deps, now: Date): Promise<void> {
  const rows = await outbox.lockRows(
    tx,
    batch.map((result) => result.message.messageId),
  );
  const current = new Map(rows.map((row) => [row.messageId, row]));
  const plan = new RefusalPlan(now);
  for (const result of batch) {
    const row = current.get(result.message.messageId);
    // Resolved meanwhile by a status, a person, or a later attempt: what this attempt says is history.
    if (!row || row.attempt !== result.attempt || (row.state !== "sending" && row.state !== "unknown")) continue;
    plan.add(result, deps.random);
  }
  await outbox.setMessageState(
    tx,
    plan.requeued.map((one) => one.messageId),
    "queued",
  );
  await outbox.requeue(tx, plan.requeued, now);
  await outbox.setUnknown(tx, plan.unknown, now);
  await outbox.endMessages(tx, plan.ended, now);
  await outbox.insertMessageEvents(tx, plan.events, now);
  if (plan.refusedForMedia.length > 0) await deps.onMediaRefused(tx, plan.refusedForMedia);
}

/** What a batch of refusals comes to, gathered so that each kind is one statement. */
class RefusalPlan {
  readonly requeued: outbox.Requeued[] = [];
  readonly unknown: string[] = [];
  readonly ended: Array<{ messageId: string; state: "failed"; error: unknown }> = [];
  readonly events: outbox.MessageEventRow[] = [];
  readonly refusedForMedia: Array<{ messageId: string; dispatchedAt: Date }> = [];
  readonly now: Date;

  constructor(now: Date) {
    this.now = now;
  }

  add(result: SendResult, random: () => number): void {
    const { outcome, attempt } = result;
    const { messageId } = result.message;
    if (outcome.kind === "accepted") return;
    const { error } = outcome;
    switch (outcome.kind) {
      case "retry": {
        const delayMs = retryDelayMs(outcome, attempt, random);
        if (delayMs === undefined) this.end(messageId, error, attempt);
        else this.again(messageId, "retried", delayMs, null, { error, attempt });
        return;
      }
      case "defer":
        this.again(messageId, "deferred", outcome.afterMs, true, { error, attempt }, outcome.limitedBy ?? null);
        return;
      case "stop-channel":
        this.again(messageId, "waits-for-channel", 0, null, { error, attempt });
        return;
      case "unknown":
        this.unknown.push(messageId);
        this.events.push({ messageId, kind: "unknown", detail: { error, attempt } });
        return;
      case "permanent":
        this.end(messageId, error, attempt);
        if (error.concerns === "media") this.refusedForMedia.push({ messageId, dispatchedAt: result.dispatchedAt });
        return;
    }
  }

  private again(
    messageId: string,
    kind: string,
    delayMs: number,
    scheduled: boolean | null,
    detail: object,
    limitedBy: string | null = null,
  ): void {
    const availableAt = new Date(this.now.getTime() + delayMs);
    this.requeued.push({ messageId, availableAt, scheduled, limitedBy });
    this.events.push({ messageId, kind, detail: { ...detail, until: availableAt } });
  }

  private end(messageId: string, error: unknown, attempt: number): void {
    this.ended.push({ messageId, state: "failed", error });
    this.events.push({ messageId, kind: "failed", detail: { error, attempt } });
  }
}
