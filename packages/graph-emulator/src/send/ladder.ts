import type { WebhookSender } from "../webhooks/sender.ts";
import type { MessageStatus, StoredMessage } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import type { Outcome } from "./outcome.ts";
import { type ReportedStatus, type StatusFailure, statusValue } from "./status-value.ts";

/** Walks accepted messages through sent → delivered → read, reporting each step by webhook. */
export interface Ladder {
  start(message: StoredMessage, outcome: Outcome): void;
  /** Reports a status at once, skipping what lies before it. */
  report(message: StoredMessage, status: ReportedStatus, failure?: StatusFailure): void;
  /** Lets a held message go on its way, or drops it with the failure. */
  release(message: StoredMessage, failure?: StatusFailure): void;
  /** Steps that still have to come. */
  readonly pending: number;
  /** Statuses reported since the start. */
  readonly reports: number;
  /** Forgets the steps to come. The clock's tasks must be cleared with it. */
  clear(): void;
}

const RANK: Readonly<Record<MessageStatus, number>> = {
  dropped: -1,
  accepted: 0,
  held: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  played: 4,
  failed: 5,
};

const DEFAULT_TTL_MS = 30 * 86_400_000;
const AUTHENTICATION_TTL_MS = 10 * 60_000;

export function createLadder(world: World, webhooks: WebhookSender): Ladder {
  const { clock, settings } = world;
  let pending = 0;
  let reports = 0;

  function later(dueMs: number, step: () => void): void {
    pending += 1;
    clock.schedule(dueMs, () => {
      pending -= 1;
      step();
    });
  }

  function report(message: StoredMessage, status: ReportedStatus, failure?: StatusFailure): void {
    reports += 1;
    message.status = status;
    if (failure !== undefined) message.failureCode = failure.code;
    webhooks.publish({
      waba: message.phone.waba,
      phone: message.phone,
      field: "messages",
      value: statusValue(world, message, status, failure),
    });
  }

  /** Statuses forced meanwhile are never taken back by the ladder. */
  function advanceTo(message: StoredMessage, status: ReportedStatus): boolean {
    if (RANK[message.status] >= RANK[status]) return false;
    report(message, status);
    return true;
  }

  function deliver(message: StoredMessage): void {
    if (!message.user.online) {
      message.user.heldUntilOnline = [...message.user.heldUntilOnline, () => deliverWithinTtl(message)];
      return;
    }
    if (message.type === "reaction") return;
    advanceTo(message, "delivered");
    if (settings.statuses === "off") return;
    const { readAfterMs, deliveredAfterMs } = settings.statuses;
    const readAt = readAfterMs === undefined ? undefined : message.acceptedAt + Math.max(readAfterMs, deliveredAfterMs);
    if (readAt !== undefined) later(readAt, () => advanceTo(message, "read"));
    else if (message.user.autoRead) later(clock.now(), () => advanceTo(message, "read"));
  }

  function deliverWithinTtl(message: StoredMessage): void {
    // A message past its time to live vanishes without a word (cloud-api.md §2.9).
    if (clock.now() - message.acceptedAt > ttlOf(message)) {
      if (RANK[message.status] < RANK.delivered) message.status = "dropped";
      return;
    }
    deliver(message);
  }

  function climb(message: StoredMessage): void {
    if (settings.statuses === "off") return;
    const ladder = settings.statuses;
    const start = clock.now();
    later(start + ladder.sentAfterMs, () => {
      advanceTo(message, "sent");
      later(Math.max(clock.now(), start + ladder.deliveredAfterMs), () => deliver(message));
    });
  }

  return {
    start(message, outcome) {
      if (outcome.kind === "hold") {
        message.status = "held";
        return;
      }
      if (settings.statuses === "off") return;
      if (outcome.kind === "deliver") {
        climb(message);
        return;
      }
      later(clock.now() + settings.statuses.sentAfterMs, () => report(message, "failed", outcome.failure));
    },
    report,
    release(message, failure) {
      if (message.status !== "held") return;
      message.status = "accepted";
      if (failure !== undefined) report(message, "failed", failure);
      else climb(message);
    },
    get pending() {
      return pending;
    },
    get reports() {
      return reports;
    },
    clear() {
      pending = 0;
    },
  };
}

function ttlOf(message: StoredMessage): number {
  const seconds = message.template?.ttlSeconds;
  if (seconds !== undefined && seconds > 0) return seconds * 1000;
  return message.category === "authentication" ? AUTHENTICATION_TTL_MS : DEFAULT_TTL_MS;
}
