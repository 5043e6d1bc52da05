/** Sends one channel's outbox, on the node that owns the channel.
 *
 *  It goes round: wait until something may be due → take free slots and tokens → claim (guards included, one transaction) →
 *  send, all at once → record results in batches. It waits for: a wake-up, the next due row, a token, finished sends, or a
 *  look by itself every POLL_MS. New work is looked for at once; what comes of finished sends (slots, the next message of a
 *  conversation, a retry) and of new tokens is gathered for GATHER_MS, because a claim costs the same for one row as for many. A slot is free again when its result is committed, so memory stays bounded.
 *
 *    running ──stop()──────▶ stopping (claims nothing, lets sends end) ──▶ stopped
 *    running ──lease lost──▶ stopped at once; what is in flight is still recorded */
import type { Channel, SendOutcome } from "../../../channels/channel.ts";
import { type Clock, systemClock, type Timer, waitFor } from "../../../platform/clock.ts";
import { type Db, isWorthRetrying, runInTransaction } from "../../../platform/db/index.ts";
import type { Logger } from "../../../platform/logger.ts";
import type { OutboundMedia } from "../../media/index.ts";
import { msUntilToken, paceAfterSend } from "./budget.rules.ts";
import type { ClaimedMessage } from "./claim.store.ts";
import { type Claim, claim, settleVerdicts } from "./claim.ts";
import { createRuleGuard } from "./core-guards.ts";
import type { SendGuard, Verdict } from "./guards.ts";
import { freeNeverBegun, type Lease } from "./lease.store.ts";
import { createMediaGate } from "./media-gate.ts";
import { toOutboundMessage } from "./recipient.rules.ts";
import type { Recorder } from "./recorder.ts";
import { settleUnknown } from "./unknown.ts";

export interface Pump {
  /** Something may be due: look now. */
  wake(): void;
  /** Claims no more; resolves when what was in flight is recorded. */
  stop(): Promise<void>;
}

export interface PumpDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lease: Lease;
  readonly channel: Channel;
  readonly guards: readonly SendGuard[];
  readonly media: OutboundMedia;
  readonly recorder: Recorder;
  readonly random: () => number;
  /** False from the moment another node may have taken over; measured by a clock that never goes back. */
  isLeaseFresh(): boolean;
  /** Whether the channel's connection, where it needs one, is there. */
  isConnected(): boolean;
  /** The platform refuses the whole channel. */
  onChannelStopped(error: Extract<SendOutcome, { kind: "stop-channel" }>["error"]): void;
  onLeaseLost(): void;
  /** The platform's limits are nearly used up: nothing is claimed until then. */
  onRest(rest: { readonly until: Date; readonly usagePercent: number }): void;
}

const POLL_MS = 1_000;
const CLAIM_LIMIT = 500;
const GATHER_MS = 40;
const UNKNOWN_CHECK_MS = 5_000;
const TROUBLE_PAUSE_MS = 500;
const STALE_PAUSE_MS = 100;

const NOT_SENT: SendOutcome = {
  kind: "retry",
  // No fault of the message: not one of its attempts.
  scope: "channel",
  afterMs: POLL_MS,
  error: { code: "not-begun", title: "Not sent: another node took the channel over first." },
};

export function startPump(deps: PumpDeps): Pump {
  const { db, clock, logger, lease, channel, recorder } = deps;
  const { capabilities } = channel;
  // Sends in flight are not in the database's pace yet.
  const pacesInFlight = new Map<string, Date>();
  const { uploadMedia } = channel;
  const mediaGate =
    uploadMedia === undefined
      ? undefined
      : createMediaGate({
          media: deps.media,
          channelId: lease.channelId,
          channel: { uploadMedia },
          clock,
          random: deps.random,
          onChannelStopped: stopChannel,
        });
  const guards = [createRuleGuard(capabilities, paceOf), ...deps.guards, ...(mediaGate ? [mediaGate.guard] : [])];
  let stopping = false;
  let inFlight = 0;
  /** Sends begun whose result is not committed. */
  const begun = new Set<string>();
  /** Claimed, and waiting for something to be done. */
  const inPreparationIds = new Set<string>();
  /** Claimed, but not to be sent before something is done. */
  let inPreparation = 0;
  let slotsGiven = 0;
  let pausedUntil = new Date(0);
  let nextUnknownCheckAt = new Date(0);
  /** While nobody owned the channel, or the database was away, what the platform reported was not taken either: it repeats that later. */
  let hearingSince = clock.now();
  let woken = false;
  let endWait: (() => void) | undefined;
  let isGathering = false;

  function wake(): void {
    woken = true;
    endWait?.();
  }

  function wakeSoon(): void {
    if (stopping) wake();
    if (isGathering) return;
    isGathering = true;
    clock.startTimer(GATHER_MS, () => {
      isGathering = false;
      wake();
    });
  }

  async function wait(ms: number): Promise<void> {
    if (woken || stopping) {
      woken = false;
      return;
    }
    let timer: Timer | undefined;
    await new Promise<void>((resolve) => {
      endWait = resolve;
      timer = clock.startTimer(Math.max(1, ms), resolve);
    });
    timer?.cancel();
    endWait = undefined;
    woken = false;
  }

  /** One turn; answers how many milliseconds the next one may wait. */
  async function turn(): Promise<number> {
    const now = clock.now();
    // Woken from a freeze, or cut off from the database: first the lease must be renewed.
    if (!deps.isLeaseFresh()) {
      hearingSince = now;
      return STALE_PAUSE_MS;
    }
    if (now >= nextUnknownCheckAt) {
      nextUnknownCheckAt = new Date(now.getTime() + UNKNOWN_CHECK_MS);
      await settleUnknown(db, lease.channelId, { resendIsSafe: capabilities.resendIsSafe, hearingSince }, now);
      // A claim may be committed although the answer was lost with the connection: nobody here knows of it then.
      await runInTransaction(db, (tx) => freeNeverBegun(tx, lease, [...begun, ...inPreparationIds], now));
    }
    if (!deps.isConnected()) return POLL_MS;
    if (pausedUntil > now) return Math.min(POLL_MS, pausedUntil.getTime() - now.getTime());
    const slots = Math.min(capabilities.concurrency - inFlight, CLAIM_LIMIT - inPreparation);
    if (slots < 1) return POLL_MS;
    const taken = await claim({ db, lease, guards, pacing: capabilities.pacing, slots, slotsGiven, now });
    if (!taken.owned) {
      stopping = true;
      deps.onLeaseLost();
      return 0;
    }
    slotsGiven += taken.toSend.filter((message) => message.lane !== 0).length;
    for (const message of taken.toSend) send(message, now);
    if (taken.rejected.size > 0) await settle(taken.rejected, now);
    if (taken.rejected.size > 0) return 0;
    if (taken.toSend.length > 0) return GATHER_MS;
    if (taken.nextDueAt) return Math.min(POLL_MS, taken.nextDueAt.getTime() - now.getTime());
    return Math.min(POLL_MS, msUntilToken(taken.bucket, capabilities.pacing.perSecond) || POLL_MS);
  }

  async function settle(rejected: Claim["rejected"], now: Date): Promise<void> {
    const settled: Array<{ message: ClaimedMessage; verdict: Verdict }> = [];
    const waiting = new Map<Promise<Verdict | undefined>, ClaimedMessage[]>();
    for (const { message, verdict } of rejected.values()) {
      if (verdict.kind !== "prepare") {
        settled.push({ message, verdict });
        continue;
      }
      const prepared = verdict.prepare();
      const messages = waiting.get(prepared) ?? [];
      messages.push(message);
      waiting.set(prepared, messages);
    }
    for (const [prepared, messages] of waiting) void settleWhenPrepared(prepared, messages);
    if (settled.length === 0) return;
    await settleVerdicts(db, settled, now);
    if (settled.some(({ verdict }) => verdict.kind === "defer" && verdict.isLimit))
      for (const guard of deps.guards) await guard.putOffAlike?.(now);
  }

  /** Should this node stop meanwhile, the messages are still claimed: whoever takes the channel next frees them. */
  async function settleWhenPrepared(
    prepared: Promise<Verdict | undefined>,
    messages: readonly ClaimedMessage[],
  ): Promise<void> {
    inPreparation += messages.length;
    for (const message of messages) inPreparationIds.add(message.messageId);
    try {
      const verdict = await prepared;
      const settlements = messages.map((message) => ({ message, verdict }));
      while (!stopping && deps.isLeaseFresh()) {
        try {
          await settleVerdicts(db, settlements, clock.now());
          break;
        } catch (error) {
          logger.warn({ err: error, channelId: lease.channelId }, "messages with files wait for the database");
          await waitFor(systemClock, TROUBLE_PAUSE_MS);
        }
      }
    } finally {
      inPreparation -= messages.length;
      for (const message of messages) inPreparationIds.delete(message.messageId);
      wake();
    }
  }

  function send(message: ClaimedMessage, dispatchedAt: Date): void {
    inFlight += 1;
    begun.add(message.messageId);
    const pace = capabilities.pacing.perRecipient;
    const paceUsedUntil = pace ? paceAfterSend(paceOf(message), pace, dispatchedAt) : undefined;
    if (paceUsedUntil) pacesInFlight.set(message.conversationId, paceUsedUntil);
    // The commit of the claim may have taken long: a node that was frozen meanwhile must not send.
    const sent = deps.isLeaseFresh()
      ? channel.send(toOutboundMessage(message, mediaGate?.providerMediaIds(message)))
      : Promise.resolve(NOT_SENT);
    const { attempt } = message;
    void sent
      .then((outcome) => {
        react(outcome);
        const { stateAfterSend } = capabilities;
        return recorder.record({ message, attempt, dispatchedAt, outcome, stateAfterSend, paceUsedUntil });
      })
      .then((isRecorded) => {
        if (isRecorded) begun.delete(message.messageId);
      })
      .catch((error) => logger.error({ err: error, messageId: message.messageId }, "a send ended unexpectedly"))
      .finally(() => {
        inFlight -= 1;
        if (pacesInFlight.get(message.conversationId) === paceUsedUntil) pacesInFlight.delete(message.conversationId);
        wakeSoon();
      });
  }

  function react(outcome: SendOutcome): void {
    if (outcome.kind === "retry" && outcome.scope === "channel") {
      pausedUntil = new Date(clock.now().getTime() + (outcome.afterMs ?? POLL_MS));
    }
    if (outcome.kind === "accepted" && outcome.rest) rest(outcome.rest);
    if (outcome.kind === "stop-channel") stopChannel(outcome.error);
  }

  function stopChannel(error: Parameters<typeof deps.onChannelStopped>[0]): void {
    if (stopping) return;
    stopping = true;
    deps.onChannelStopped(error);
    wake();
  }

  /** Told once a rest: what was in flight when it began asks for it as well. */
  function rest({ ms, usagePercent }: { ms: number; usagePercent: number }): void {
    const now = clock.now();
    const isResting = pausedUntil > now;
    const until = new Date(now.getTime() + ms);
    if (until > pausedUntil) pausedUntil = until;
    if (!isResting) deps.onRest({ until, usagePercent });
  }

  function paceOf(message: ClaimedMessage): Date | null {
    return pacesInFlight.get(message.conversationId) ?? message.paceUsedUntil;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        const waitMs = await turn();
        if (waitMs > 0) await wait(waitMs);
      } catch (error) {
        hearingSince = clock.now();
        const level = isWorthRetrying(error) ? "warn" : "error";
        logger[level]({ err: error, channelId: lease.channelId }, "the outbox could not be read; trying again");
        await wait(TROUBLE_PAUSE_MS);
      }
    }
    while (inFlight > 0) await waitForSends();
  }

  function waitForSends(): Promise<void> {
    return new Promise((resolve) => {
      endWait = resolve;
    });
  }

  const finished = run();
  return {
    wake,
    stop() {
      stopping = true;
      wake();
      return finished;
    },
  };
}
