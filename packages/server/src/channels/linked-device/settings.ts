/** The settings of a WhatsApp Web channel. It has no secrets of its own: the session's keys are kept apart. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ChannelConfigInvalid, type ParsedChannelConfig } from "../channel.ts";

const whole = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, error).max(to, error);
};
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
    },
    { error: (issue) => (issue.code === "invalid_type" ? "must be an object of settings" : undefined) },
  )
  .refine(({ gapSecondsFrom, gapSecondsTo }) => gapSecondsFrom <= gapSecondsTo, {
    path: ["gapSecondsTo"],
    error: "must not be smaller than the smallest gap",
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
