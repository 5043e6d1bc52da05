/** The settings of a sandbox channel. It has no secrets: behind it is nobody. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ParsedChannelConfig } from "../channel.ts";
import { parseSettings, settingsError, wholeNumber } from "../settings-parsing.ts";

const settingsSchema = z.strictObject(
  {
    // Only needs to differ from those of other sandboxes.
    address: z
      .string({ error: "must be text" })
      .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, "must be 2 to 40 lower-case letters, digits and -")
      .default(() => `sandbox-${randomBytes(4).toString("hex")}`),
    hasServiceWindow: z.boolean({ error: "must be true or false" }).default(false),
    messagesPerSecond: wholeNumber(1, 1000).default(20),
    deliveryDelayMs: wholeNumber(0, 60_000).default(600),
    readAfterMs: wholeNumber(0, 86_400_000).optional(),
  },
  { error: settingsError },
);

export type SandboxSettings = z.infer<typeof settingsSchema>;

/** @throws ChannelConfigInvalid */
export function parseSandboxConfig(input: unknown): ParsedChannelConfig {
  const config = parseSettings(settingsSchema, input);
  return { address: config.address, config, secrets: {} };
}

/** Stored settings, typed again. @throws ChannelConfigInvalid */
export function readStoredSettings({ config }: ParsedChannelConfig): SandboxSettings {
  return parseSettings(settingsSchema, config);
}
