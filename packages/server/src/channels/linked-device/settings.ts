/** The settings of a WhatsApp Web channel. It has no secrets of its own: the session's keys are kept apart. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ParsedChannelConfig } from "../channel.ts";
import { parseSettings, settingsError, wholeNumber } from "../settings-parsing.ts";

const settingsSchema = z
  .strictObject(
    {
      address: z
        .string({ error: "must be text" })
        .regex(/^device-[a-f0-9]{12}$/, "is given by the server")
        .default(() => `device-${randomBytes(6).toString("hex")}`),
      /** Seconds between two messages: as long as a person would take, and never the same. */
      gapSecondsFrom: wholeNumber(0, 600).default(4),
      gapSecondsTo: wholeNumber(0, 600).default(12),
      showsTyping: z.boolean({ error: "must be true or false" }).default(true),
    },
    { error: settingsError },
  )
  .refine(({ gapSecondsFrom, gapSecondsTo }) => gapSecondsFrom <= gapSecondsTo, {
    path: ["gapSecondsTo"],
    error: "must not be smaller than the smallest gap",
  });

export type LinkedDeviceSettings = z.infer<typeof settingsSchema>;

/** @throws ChannelConfigInvalid */
export function parseLinkedDeviceConfig(input: unknown): ParsedChannelConfig {
  const config = parseSettings(settingsSchema, input);
  return { address: config.address, config, secrets: {} };
}

/** Stored settings, typed again. @throws ChannelConfigInvalid */
export function readStoredSettings({ config }: Pick<ParsedChannelConfig, "config">): LinkedDeviceSettings {
  return parseSettings(settingsSchema, config);
}
