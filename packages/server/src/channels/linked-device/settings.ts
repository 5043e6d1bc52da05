/** The settings of a WhatsApp Web channel. It has no secrets of its own: the session's keys are kept apart. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ChannelConfigInvalid, type ParsedChannelConfig } from "../channel.ts";

const whole = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, error).max(to, error);
};
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 22:00");

const settingsSchema = z
  .strictObject(
    {
      address: z
        .string({ error: "must be text" })
        .regex(/^device-[a-f0-9]{12}$/, "is given by the server")
        .default(() => `device-${randomBytes(6).toString("hex")}`),
      /** Seconds between two messages: as long as a person would take, and never the same. */
      gapSecondsFrom: whole(0, 600).default(4),
      gapSecondsTo: whole(0, 600).default(12),
      showsTyping: z.boolean({ error: "must be true or false" }).default(true),
      dailyLimit: whole(1, 100_000).default(200),
      /** People who never wrote to us, and to whom we never wrote. */
      dailyNewPeople: whole(0, 10_000).default(15),
      /** A session just paired begins with a small part of the limits and has all of them after so many days. */
      warmUpDays: whole(0, 60).default(10),
      quietFrom: timeOfDay.optional(),
      quietTo: timeOfDay.optional(),
      timeZone: z.string().max(64).refine(isTimeZone, "is no time zone, such as Europe/Madrid").optional(),
    },
    { error: (issue) => (issue.code === "invalid_type" ? "must be an object of settings" : undefined) },
  )
  .refine(({ gapSecondsFrom, gapSecondsTo }) => gapSecondsFrom <= gapSecondsTo, {
    path: ["gapSecondsTo"],
    error: "must not be smaller than the smallest gap",
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === undefined) === (quietTo === undefined), {
    path: ["quietTo"],
    error: "quiet hours need a beginning and an end",
  });

export type LinkedDeviceSettings = z.infer<typeof settingsSchema>;

/** @throws ChannelConfigInvalid */
export function parseLinkedDeviceConfig(input: unknown): ParsedChannelConfig {
  const config = parseSettings(input);
  return { address: config.address, config, secrets: {} };
}

/** Stored settings, typed again. @throws ChannelConfigInvalid */
export function readStoredSettings({ config }: Pick<ParsedChannelConfig, "config">): LinkedDeviceSettings {
  return parseSettings(config);
}

function parseSettings(input: unknown): LinkedDeviceSettings {
  const parsed = settingsSchema.safeParse(withoutEmpty(input));
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields[key] = "is not a setting of this kind of channel";
    } else fields[issue.path.length > 0 ? issue.path.join(".") : "settings"] ??= issue.message;
  }
  throw new ChannelConfigInvalid(fields);
}

/** A form sends "" or null for a field left empty: that is the same as not sending it. */
function withoutEmpty(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
