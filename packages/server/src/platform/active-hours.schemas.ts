import { z } from "zod";
import { isTimezone } from "./active-hours.rules.ts";

export const timezoneSchema = z.string().max(64).refine(isTimezone, "must be an IANA zone like Europe/Madrid");

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:00");

export const activeWindowSchema = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe("1 Monday … 7 Sunday; on which it begins"),
  from: time,
  to: time.describe("Not later than `from`: on the next day. 00:00 to 00:00 is a whole day"),
});

/** Three a day. */
export const MOST_WINDOWS = 21;
