/** The settings of a sandbox channel. It has no secrets: behind it is nobody. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ChannelConfigInvalid, type ParsedChannelConfig } from "../channel.ts";

const number = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, error).max(to, error);
};

const settingsSchema = z.strictObject(
  {
    // Only needs to differ from those of other sandboxes.
    address: z
      .string({ error: "must be text" })
      .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, "must be 2 to 40 lower-case letters, digits and -")
      .default(() => `sandbox-${randomBytes(4).toString("hex")}`),
    hasServiceWindow: z.boolean({ error: "must be true or false" }).default(false),
    messagesPerSecond: number(1, 1000).default(20),
    deliveryDelayMs: number(0, 60_000).default(600),
    readAfterMs: number(0, 86_400_000).optional(),
  },
  { error: (issue) => (issue.code === "invalid_type" ? "must be an object of settings" : undefined) },
);

export type SandboxSettings = z.infer<typeof settingsSchema>;

/** @throws ChannelConfigInvalid */
export function parseSandboxConfig(input: unknown): ParsedChannelConfig {
  const config = parseSettings(input);
  return { address: config.address, config, secrets: {} };
}

/** Stored settings, typed again. @throws ChannelConfigInvalid */
export function readStoredSettings({ config }: ParsedChannelConfig): SandboxSettings {
  return parseSettings(config);
}

function parseSettings(input: unknown): SandboxSettings {
  const parsed = settingsSchema.safeParse(emptiesRemoved(input));
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
function emptiesRemoved(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}
