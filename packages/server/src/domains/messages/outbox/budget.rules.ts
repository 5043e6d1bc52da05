/** A channel's token bucket and a recipient's pace, as pure arithmetic. Both are stored, so a crash refills neither. */

export interface Bucket {
  readonly tokens: number;
  readonly updatedAt: Date;
}

export function refill(bucket: Bucket, pace: { perSecond: number; burst: number }, now: Date): Bucket {
  // A clock that went back gives nothing and takes nothing.
  const elapsedSeconds = Math.max(0, (now.getTime() - bucket.updatedAt.getTime()) / 1000);
  return { tokens: Math.min(pace.burst, bucket.tokens + elapsedSeconds * pace.perSecond), updatedAt: now };
}

/** Milliseconds until at least one token is there. */
export function msUntilToken(bucket: Bucket, perSecond: number): number {
  return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
}

export interface RecipientPace {
  readonly intervalMs: number;
  readonly burst: number;
}

/** `usedUntil` moves on by one interval a message. A message may go while that is less than `burst` intervals ahead; a burst that is used
 *  up must be paid back whole before the next message (Meta lets one borrow against the future: after 20 at once, two minutes' wait).
 *  Returns when the next message may go (≤ now: at once). */
export function nextAllowedAt(usedUntil: Date | null, pace: RecipientPace, now: Date): Date {
  if (usedUntil === null) return now;
  const debtMs = usedUntil.getTime() - now.getTime();
  return debtMs <= (pace.burst - 1) * pace.intervalMs ? now : usedUntil;
}

export function paceAfterSend(usedUntil: Date | null, pace: RecipientPace, now: Date): Date {
  return new Date(Math.max(usedUntil?.getTime() ?? 0, now.getTime()) + pace.intervalMs);
}
