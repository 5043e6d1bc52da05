/** For how long nobody who never wrote to us is written to, once WhatsApp has refused it. Pure. */

export interface ColdStop {
  readonly since: Date;
  readonly until: Date;
  /** How many in a row, this one included. */
  readonly count: number;
}

const HOUR_MS = 3_600_000;
/** Another one within so long after the last has ended is a repetition. */
const REPEATED_WITHIN_MS = 7 * 24 * HOUR_MS;
const LONGEST_HOURS = 14 * 24;

/** @param last the latest one, over or not */
export function stopColdSends(last: ColdStop | undefined, firstHours: number, now: Date): ColdStop {
  // Of several refused at once, the first counts.
  if (last && last.until > now) return last;
  const isRepeated = last !== undefined && now.getTime() - last.until.getTime() < REPEATED_WITHIN_MS;
  const count = isRepeated ? last.count + 1 : 1;
  const hours = Math.min(Math.max(LONGEST_HOURS, firstHours), firstHours * 2 ** Math.min(count - 1, 20));
  return { since: now, until: new Date(now.getTime() + hours * HOUR_MS), count };
}
