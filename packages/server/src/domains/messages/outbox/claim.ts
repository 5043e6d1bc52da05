import type { ChannelCapabilities } from "../../../channels/channel.ts";
import { type Db, runInTransaction, type Tx } from "../../../platform/db/index.ts";
import { type Bucket, refill } from "./budget.rules.ts";
import type { ClaimedMessage } from "./claim.store.ts";
import * as store from "./claim.store.ts";
import { EXPIRED_CODE } from "./core-guards.ts";
import { type Preparation, runGuards, type SendGuard, type Verdict } from "./guards.ts";
import { isBulk, pickCandidates } from "./lanes.rules.ts";
import type { Lease } from "./lease.store.ts";
import * as outbox from "./outbox.store.ts";
import { tellMessagesChanged } from "./tell-changed.ts";

export interface Claim {
  /** False: this node is no longer the owner and must stop. */
  readonly owned: boolean;
  /** Marked as being sent: each must now be sent or its result recorded. */
  readonly toSend: readonly ClaimedMessage[];
  /** Taken, but a guard said no; see settleVerdicts. */
  readonly rejected: ReadonlyMap<string, { message: ClaimedMessage; verdict: Verdict | Preparation }>;
  readonly bucket: Bucket;
  /** When the next row may go, if none was taken. */
  readonly nextDueAt: Date | undefined;
}

export interface ClaimOptions {
  readonly db: Db;
  readonly lease: Lease;
  readonly guards: ReadonlyArray<SendGuard<Verdict | Preparation>>;
  readonly pacing: ChannelCapabilities["pacing"];
  readonly slots: number;
  /** Slots the lanes 1–4 have had so far, for fairness among them. */
  readonly slotsGiven: number;
  readonly now: Date;
}

/** Takes what may go now, at most `slots` and at most the channel's tokens, in one transaction under the lease. */
export function claim(options: ClaimOptions): Promise<Claim> {
  return runInTransaction(options.db, async (tx) => {
    const { lease, pacing, now } = options;
    const nothing = { toSend: [], rejected: new Map(), nextDueAt: undefined };
    const keys = budgetKeys(lease.channelId);
    const stored = await store.readBudgetsUnderLease(tx, lease, [keys.whole, keys.bulk]);
    if (!stored) return { ...nothing, owned: false, bucket: { tokens: 0, updatedAt: now } };
    const { whole, bulk } = refillBuckets(stored, keys, pacing, now);
    const slots = Math.min(options.slots, Math.floor(whole.tokens));
    if (slots < 1) return { ...nothing, owned: true, bucket: whole };
    const candidates = await store.findCandidates(tx, lease.channelId, now, slots);
    const picked = pickCandidates(candidates, { all: slots, bulk: Math.floor(bulk.tokens), given: options.slotsGiven });
    if (picked.length === 0) {
      // Bulk that waits for its share: the share's next token decides when to look again.
      if (candidates.length > 0) return { ...nothing, owned: true, bucket: bulk };
      return { ...nothing, owned: true, bucket: whole, nextDueAt: await store.findNextDue(tx, lease.channelId) };
    }
    const taken = await takePicked(
      tx,
      picked.map((candidate) => candidate.messageId),
      options,
    );
    const left = { tokens: whole.tokens - taken.toSend.length, updatedAt: now };
    const bulkSent = taken.toSend.filter((message) => isBulk(message.lane)).length;
    if (taken.toSend.length > 0) {
      const spent = [
        { key: keys.whole, tokens: left.tokens },
        ...(bulkSent > 0 ? [{ key: keys.bulk, tokens: bulk.tokens - bulkSent }] : []),
      ];
      await store.writeBudgets(tx, spent, now);
    }
    return { owned: true, ...taken, bucket: left, nextDueAt: undefined };
  });
}

async function takePicked(tx: Tx, messageIds: readonly string[], { lease, guards, now }: ClaimOptions) {
  const messages = await store.takeFreeRows(tx, messageIds, lease, now);
  const verdicts = await runGuards(guards, messages, tx, now);
  const toSend = messages.filter((message) => !verdicts.has(message.messageId));
  const rejected = new Map<string, { message: ClaimedMessage; verdict: Verdict | Preparation }>();
  for (const message of messages) {
    const verdict = verdicts.get(message.messageId);
    if (verdict) rejected.set(message.messageId, { message, verdict });
  }
  if (rejected.size > 0) await store.markClaimed(tx, [...rejected.keys()]);
  return { toSend, rejected };
}

/** A claimed message and what becomes of it; no verdict: it may be claimed anew. */
export interface Settlement {
  readonly message: ClaimedMessage;
  readonly verdict: Verdict | undefined;
}

/** Carries out what guards decided. Apart from the claim, because it locks conversations, which the claim must not wait for. */
export function settleVerdicts(db: Db, all: readonly Settlement[], now: Date): Promise<void> {
  return runInTransaction(db, async (tx) => {
    const conversationIds = all.map(({ message }) => message.conversationId);
    await outbox.lockConversations(tx, conversationIds);
    // A person may have cancelled one in between.
    const still = new Set(
      (
        await outbox.lockRows(
          tx,
          all.map(({ message }) => message.messageId),
        )
      )
        .filter((row) => row.state === "claimed")
        .map((row) => row.messageId),
    );
    const ours = all.filter(({ message }) => still.has(message.messageId));
    const deferred = ours.flatMap(({ message: { messageId }, verdict }): outbox.Requeued[] => {
      if (verdict === undefined) return [{ messageId, availableAt: now, scheduled: null }];
      if (verdict.kind !== "defer") return [];
      const { until, othersMayPass, isLimit, reason, movesExpiry = false } = verdict;
      const limitedBy = isLimit ? reason.code : null;
      return [{ messageId, availableAt: until, scheduled: othersMayPass ? true : null, limitedBy, movesExpiry }];
    });
    const ended = ours.flatMap(({ message, verdict }) =>
      verdict === undefined || verdict.kind === "defer"
        ? []
        : [{ messageId: message.messageId, state: endStateOf(verdict), error: verdict.reason }],
    );
    await outbox.requeue(tx, deferred, now);
    await outbox.endMessages(tx, ended, now);
    const events = ours.flatMap(({ message: { messageId }, verdict }): outbox.MessageEventRow[] => {
      if (verdict === undefined) return [];
      const { reason } = verdict;
      if (verdict.kind === "defer") return [{ messageId, kind: "deferred", detail: { reason, until: verdict.until } }];
      return [{ messageId, kind: endStateOf(verdict), detail: { reason } }];
    });
    await outbox.insertMessageEvents(tx, events, now);
    await tellMessagesChanged(
      tx,
      ours.filter(({ verdict }) => verdict !== undefined).map(({ message }) => message),
      now,
    );
    await outbox.promoteNextInLanes(
      tx,
      all.map(({ message }) => message),
      now,
    );
  });
}

function endStateOf(verdict: Exclude<Verdict, { kind: "defer" }>): "cancelled" | "expired" | "failed" {
  if (verdict.kind === "fail") return "failed";
  return verdict.reason.code === EXPIRED_CODE ? "expired" : "cancelled";
}

/** The channel's bucket, and the smaller one that bulk has to draw from as well. */
function refillBuckets(
  stored: ReadonlyMap<string, store.StoredBudget>,
  keys: ReturnType<typeof budgetKeys>,
  pacing: ChannelCapabilities["pacing"],
  now: Date,
): { whole: Bucket; bulk: Bucket } {
  const share = pacing.bulkShare ?? 1;
  const read = (key: string, pace: { perSecond: number; burst: number }) => {
    const bucket = stored.get(key);
    return bucket ? refill(bucket, pace, now) : { tokens: pace.burst, updatedAt: now };
  };
  // At least one token's room, or a slow channel's bulk would never go.
  const bulkPace = { perSecond: pacing.perSecond * share, burst: Math.max(1, pacing.burst * share) };
  return { whole: read(keys.whole, pacing), bulk: read(keys.bulk, bulkPace) };
}

function budgetKeys(channelId: string): { whole: string; bulk: string } {
  return { whole: `channel:${channelId}`, bulk: `channel:${channelId}:bulk` };
}
