/** How an account's limits rise in its first days. Pure. */
import { countDaysBetween } from "../../platform/days.rules.ts";
import { DEFAULT_MESSAGES, DEFAULT_NEW_PEOPLE, type LimitSettings } from "./limits.schemas.ts";

/** What may go out in one day; null: any number. */
export interface DayLimits {
  readonly messages: number | null;
  readonly newPeople: number | null;
}

type WarmUpSettings = Pick<LimitSettings, "dailyMessages" | "dailyNewPeople" | "warmUp">;

/** The limits of one day of a warm-up, counted from 1. */
export function limitsOfDay(settings: WarmUpSettings, day: number): DayLimits {
  const { dailyMessages, dailyNewPeople, warmUp } = settings;
  if (!warmUp.isOn || day > warmUp.days) return { messages: dailyMessages, newPeople: dailyNewPeople };
  // Without a limit to rise to, it rises to what we would have chosen.
  const share = (Math.max(1, day) - 1) / warmUp.days;
  return {
    messages: rise(warmUp.firstDayMessages, dailyMessages ?? DEFAULT_MESSAGES, share),
    newPeople: rise(warmUp.firstDayNewPeople, dailyNewPeople ?? DEFAULT_NEW_PEOPLE, share),
  };
}

/** Each day by the same factor rather than by the same number: the first days are the delicate ones. Reckoned with one more, as 0 grows to
 *  nothing. */
function rise(first: number, full: number, share: number): number {
  if (first >= full) return full;
  return Math.floor((first + 1) * ((full + 1) / (first + 1)) ** share + 1e-9) - 1;
}

/** Which day of the warm-up it is, from 1. An account that was never connected is at its first. */
export function dayOfWarmUp(since: Date | null, now: Date, timezone: string): number {
  return since === null ? 1 : Math.max(0, countDaysBetween(since, now, timezone)) + 1;
}

/** What is known of an account that was paired before. */
export interface KnownWarmUp {
  readonly beganAt: Date;
  /** When it was last known to be paired. */
  readonly lastSeenAt: Date;
}

/** A number that was away for so long is a stranger to WhatsApp again. */
const FORGOTTEN_AFTER_DAYS = 30;

/** When the warm-up of an account began that is paired since `pairedAt`. Pairing it again changes nothing, unless it was away for long. */
export function judgeWarmUp(known: KnownWarmUp | undefined, pairedAt: Date): Date {
  if (known === undefined) return pairedAt;
  const awayMs = pairedAt.getTime() - known.lastSeenAt.getTime();
  return awayMs >= FORGOTTEN_AFTER_DAYS * 86_400_000 ? pairedAt : known.beganAt;
}
