/** Whether a message may go out now, as far as its channel's limits go. Pure. */
import { type ActiveHours, findNextInactive, isInsideActiveHours } from "../../platform/active-hours.rules.ts";
import { startOfDay, startOfNextDay } from "../../platform/days.rules.ts";
import type { DueRow } from "../messages/index.ts";
import type { LimitSettings } from "./limits.schemas.ts";
import { type DayLimits, dayOfWarmUp, limitsOfDay } from "./warm-up.rules.ts";

/** What of a message decides. */
export interface LimitedMessage extends Pick<DueRow, "sourceKind" | "isGroup" | "lastInboundAt"> {
  /** The contact never wrote to us on this channel; false for groups. */
  readonly isStranger: boolean;
  /** Nor did we ever write to them, today either. */
  readonly isNewPerson: boolean;
  /** It was handed over today already, and is tried again. */
  readonly isCounted: boolean;
}

export interface Day {
  /** ISO date, in the installation's time zone. */
  readonly date: string;
  readonly endsAt: Date;
  readonly limits: DayLimits;
  /** Of the warm-up, from 1; null: it is over, or off. */
  readonly warmUpDay: number | null;
}

/** What went out on the day so far. */
export interface DayUse {
  readonly messages: number;
  readonly newPeople: number;
}

/** What holds on a channel now. */
export interface LimitPlan {
  readonly settings: LimitSettings;
  /** The installation's: its days are counted. */
  readonly timezone: string;
  readonly day: Day;
  readonly coldStoppedUntil: Date | null;
}

export interface LimitState extends LimitPlan {
  readonly use: DayUse;
}

export type LimitCode = "limit-cold-stop" | "limit-quiet-hours" | "limit-messages" | "limit-new-people";

export interface Hit {
  readonly code: LimitCode;
  readonly until: Date;
}

/** What nobody asked for at that moment. */
const UNASKED: ReadonlySet<string> = new Set(["campaign", "rotation", "reminder", "follow-up"]);
const ANSWER_WITHIN_MS = 24 * 3_600_000;

export function findDay(settings: LimitSettings, warmUpSince: Date | null, now: Date, timezone: string): Day {
  const warmUpDay = dayOfWarmUp(warmUpSince, now, timezone);
  return {
    date: startOfDay(now, timezone).date,
    endsAt: startOfNextDay(now, timezone),
    limits: limitsOfDay(settings, warmUpDay),
    warmUpDay: settings.warmUp.isOn && warmUpDay <= settings.warmUp.days ? warmUpDay : null,
  };
}

/** Which limit holds the message back, and until when; undefined: it may go. */
export function judge(message: LimitedMessage, state: LimitState, now: Date): Hit | undefined {
  const { settings, coldStoppedUntil, day, use } = state;
  if (coldStoppedUntil && coldStoppedUntil > now && message.isStranger)
    return { code: "limit-cold-stop", until: coldStoppedUntil };
  if (!settings.isOn) return undefined;
  if (UNASKED.has(message.sourceKind)) {
    const quietUntil = findQuietEnd(state, now);
    if (quietUntil > now) return { code: "limit-quiet-hours", until: quietUntil };
  }
  if (message.isCounted) return undefined;
  const isFull = (used: number, limit: number | null) => limit !== null && used >= limit;
  if (isFull(use.messages, day.limits.messages) && !isExempt(message, now))
    return { code: "limit-messages", until: findQuietEnd(state, day.endsAt) };
  if (message.isNewPerson && isFull(use.newPeople, day.limits.newPeople))
    return { code: "limit-new-people", until: findQuietEnd(state, day.endsAt) };
  return undefined;
}

/** Whoever waits for an answer gets it, and what a person sends goes. */
function isExempt({ sourceKind, lastInboundAt }: LimitedMessage, now: Date): boolean {
  if (sourceKind === "inbox") return true;
  if (UNASKED.has(sourceKind) || lastInboundAt === null) return false;
  return now.getTime() - lastInboundAt.getTime() < ANSWER_WITHIN_MS;
}

/** The first moment, `from` itself included, that is not quiet. What was held over night, whatever its source, does not go at midnight. */
function findQuietEnd(state: Pick<LimitState, "settings" | "timezone">, from: Date): Date {
  const hours = quietHoursOf(state);
  return hours === null ? from : (findNextInactive(hours, from) ?? from);
}

/** Null: none. */
function quietHoursOf({ settings, timezone }: Pick<LimitState, "settings" | "timezone">): ActiveHours | null {
  const { windows, timezone: own } = settings.quietHours;
  return windows.length === 0 ? null : { timezone: own ?? timezone, windows };
}

/** Until when it is quiet now; undefined: it is not. */
export function findQuietUntil(state: Pick<LimitState, "settings" | "timezone">, now: Date): Date | undefined {
  const hours = quietHoursOf(state);
  return hours !== null && isInsideActiveHours(hours, now) ? findQuietEnd(state, now) : undefined;
}
