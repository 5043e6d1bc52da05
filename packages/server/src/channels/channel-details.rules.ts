/** What changes of an account's limits, and the use of them, mean for people. Pure. */
import type { Notice } from "./management.ts";

/** How many people a day may be written to first; Infinity: all. */
export type MessagingLimit = number;

const label = (limit: MessagingLimit) => (Number.isFinite(limit) ? limit.toLocaleString("en") : "any number of");

/** A tier that is read for the first time is no news. */
export function noticesOfTier(
  before: string | null,
  after: string | undefined,
  findLimit: (tier: string) => MessagingLimit,
): Notice[] {
  if (before === null || after === undefined || before === after) return [];
  const [from, to] = [findLimit(before), findLimit(after)];
  if (from === to) return [];
  const isLower = to < from;
  return [
    {
      state: "raised",
      kind: "tier-changed",
      severity: isLower ? "warning" : "info",
      title: `Meta now lets you write first to ${label(to)} people a day; before, it was ${label(from)}`,
      particulars: {
        ...(Number.isFinite(to) ? {} : { variant: "tier-unlimited" }),
        ...(Number.isFinite(from) ? {} : { variant: "tier-was-unlimited" }),
        limit: label(to),
        before: label(from),
      },
      ...(isLower ? { mend: "Send only to who asked for it: the limit rises again with good quality." } : {}),
    },
  ];
}

const NEARLY = 0.8;

/** @param reached People written to outside their service window in the last 24 hours. */
export function noticeOfReach(reached: number, limit: MessagingLimit): Notice {
  const kind = "tier-reached";
  if (reached < limit * NEARLY) return { state: "over", kind };
  const isFull = reached >= limit;
  return {
    state: "raised",
    kind,
    severity: isFull ? "critical" : "warning",
    title: `${reached.toLocaleString("en")} of the ${label(limit)} people that may be written to first within 24 hours are reached`,
    particulars: { ...(isFull && { variant: "tier-full" }), reached, limit },
    mend: isFull
      ? "Further first messages are refused until tomorrow; answers still go out. Meta raises the limit by itself with good quality."
      : "Plan campaigns for later, or let them wait: what goes beyond the limit is refused.",
  };
}
