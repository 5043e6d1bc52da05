import type { MessagingTier, Phone, Thread, User } from "../world/entities.ts";
import type { World } from "../world/world.ts";

/** One message per this long to the same user, once a burst is used up (cloud-api.md §5). */
const PAIR_INTERVAL_MS = 6_000;
const PAIR_BURST = 45;
const DAY_MS = 86_400_000;

const TIER_SIZE: Readonly<Record<MessagingTier, number>> = {
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
};

function messagesPerSecond(phone: Phone): number {
  if (phone.isOnBusinessApp) return 20;
  return phone.throughput === "HIGH" ? 1_000 : 80;
}

/** Takes one message out of the number's per-second budget; inbound messages count too but are never refused. */
export function takeThroughput(phone: Phone, nowMs: number): boolean {
  const rate = messagesPerSecond(phone);
  const bucket = phone.throughputBucket;
  const refilled = bucket.at === 0 ? rate : bucket.tokens + ((nowMs - bucket.at) / 1000) * rate;
  bucket.tokens = Math.min(rate, refilled);
  bucket.at = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

/**
 * One message per 6 s to a user. Within 6 s a burst of up to 45 passes, borrowed from the future: after a burst of 20
 * the next message has to wait two minutes.
 */
export function takePairSlot(thread: Thread, nowMs: number): boolean {
  if (nowMs >= thread.pairDebtUntil) {
    thread.pairBurstAt = nowMs;
    thread.pairBurstCount = 1;
    thread.pairDebtUntil = nowMs + PAIR_INTERVAL_MS;
    return true;
  }
  const isBursting = nowMs - thread.pairBurstAt <= PAIR_INTERVAL_MS && thread.pairBurstCount < PAIR_BURST;
  if (!isBursting) return false;
  thread.pairBurstCount += 1;
  thread.pairDebtUntil += PAIR_INTERVAL_MS;
  return true;
}

/** Counts a user reached outside the service window against the business's tier. False: the tier is used up. */
export function takeMessagingSlot(world: World, phone: Phone, user: User): boolean {
  const { business } = phone.waba;
  const now = world.clock.now();
  const size = TIER_SIZE[business.tier];
  if (!world.settings.limits.messagingTier || size === Number.POSITIVE_INFINITY) return true;
  const until = business.reached.get(user.key);
  if (until !== undefined && until > now) return true;
  if (business.reached.size >= size) {
    for (const [key, expires] of business.reached) if (expires <= now) business.reached.delete(key);
  }
  if (business.reached.size >= size) return false;
  business.reached.set(user.key, now + DAY_MS);
  return true;
}
