/** Why a message waits, in words for people. Pure. */
import type { Reason } from "../messages/index.ts";
import type { Hit, LimitState } from "./limits.rules.ts";

const RAISE = "It goes out by itself then. To send more, raise the limit on the channel's page, in small steps.";

export function explainHit({ code, until }: Hit, { day, timezone, settings }: LimitState): Reason {
  const zone = code === "limit-quiet-hours" ? (settings.quietHours.timezone ?? timezone) : timezone;
  const then = `it goes out from ${formatTime(until, zone)} on`;
  const warmUp = day.warmUpDay === null ? "" : ` on day ${day.warmUpDay} of the warm-up`;
  const inWarmUp = day.warmUpDay === null ? {} : { variant: `${code}-warm-up`, day: day.warmUpDay };
  switch (code) {
    case "limit-messages":
      return {
        code,
        title: `Held: the daily limit of ${day.limits.messages} messages${warmUp} is reached; ${then}.`,
        mend: RAISE,
        particulars: { ...inWarmUp, limit: day.limits.messages, until: until.toISOString() },
      };
    case "limit-new-people":
      return {
        code,
        title: `Held: the daily limit of ${day.limits.newPeople} new people${warmUp} is reached; ${then}.`,
        mend: RAISE,
        particulars: { ...inWarmUp, limit: day.limits.newPeople, until: until.toISOString() },
      };
    case "limit-quiet-hours":
      return {
        code,
        title: `Held: the channel has quiet hours; ${then}.`,
        mend: "It goes out by itself then. The hours are set on the channel's page.",
        particulars: { until: until.toISOString() },
      };
    case "limit-cold-stop":
      return {
        code,
        title: `Held: WhatsApp lets this account start no conversations for now; ${then}.`,
        mend: "Wait: trying earlier makes it worse. Once the contact writes, it goes out. It can be lifted on the channel's page.",
        particulars: { until: until.toISOString() },
      };
  }
}

/** Such as 22 November 09:00. */
export function formatTime(at: Date, timezone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  const day = local.toPlainDate().toLocaleString("en-GB", { day: "numeric", month: "long" });
  return `${day} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
}
