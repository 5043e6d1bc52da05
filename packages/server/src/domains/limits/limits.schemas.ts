/** The settings of a channel's limits, as the API takes them and as they are stored. */
import { z } from "zod";
import { type ActiveWindow, findNextInactive } from "../../platform/active-hours.rules.ts";
import { activeWindowSchema, MOST_WINDOWS, timezoneSchema } from "../../platform/active-hours.schemas.ts";

const MOST_A_DAY = 100_000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The conservative choice. WhatsApp tells no figures: these are ours, see docs/whatsapp-web.md. */
export const DEFAULT_MESSAGES = 200;
export const DEFAULT_NEW_PEOPLE = 20;

const aDay = (least: number) => z.int().min(least).max(MOST_A_DAY);

const warmUpSchema = z.strictObject({
  isOn: z.boolean().default(true),
  days: z.int().min(2).max(90).default(14).describe("From the day after so many, the limits hold as they are set"),
  firstDayMessages: aDay(1).default(20),
  firstDayNewPeople: aDay(0).default(5),
});

const quietHoursSchema = z.strictObject({
  timezone: timezoneSchema.nullable().default(null).describe("null: the installation's"),
  windows: z
    .array(activeWindowSchema)
    .max(MOST_WINDOWS)
    .default([{ weekdays: EVERY_DAY, from: "21:00", to: "09:00" }])
    .describe("Empty: no hours are quiet"),
});

const coldStopSchema = z.strictObject({
  hours: z.int().min(1).max(336).default(24).describe("How long the first one lasts; each further one twice as long"),
});

export const limitSettingsSchema = z
  .strictObject({
    isOn: z
      .boolean()
      .default(true)
      .describe("False: no limits, no warm-up, no quiet hours. What WhatsApp itself refuses is heeded all the same"),
    dailyMessages: aDay(1)
      .nullable()
      .default(DEFAULT_MESSAGES)
      .describe("All that goes out in a day, answers included; answers are never held back by it. null: any number"),
    dailyNewPeople: aDay(0)
      .nullable()
      .default(DEFAULT_NEW_PEOPLE)
      .describe("People written to in a day who never wrote and were never written to. null: any number"),
    warmUp: warmUpSchema.prefault({}).describe("Smaller limits in the first days of a pairing"),
    quietHours: quietHoursSchema
      .prefault({})
      .describe("When campaigns, rotations, reminders and follow-ups wait; answers and what people send never do"),
    coldStop: coldStopSchema
      .prefault({})
      .describe("After WhatsApp refused a message to a stranger: nobody who never wrote is written to for so long"),
  })
  .refine(({ quietHours }) => !isAlwaysQuiet(quietHours.windows), {
    path: ["quietHours", "windows"],
    error: "must leave some hours of the week in which messages may go out",
  })
  .meta({ id: "ChannelLimitSettings" });

export type LimitSettings = z.output<typeof limitSettingsSchema>;

export const DEFAULT_SETTINGS: LimitSettings = limitSettingsSchema.parse({});

function isAlwaysQuiet(windows: readonly ActiveWindow[]): boolean {
  if (windows.length === 0) return false;
  // Any week will do: a time zone only shifts it.
  return findNextInactive({ timezone: "UTC", windows: [...windows] }, new Date("2026-03-02T00:00:00Z")) === undefined;
}
