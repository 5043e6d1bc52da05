/** The settings of a Cloud API channel: what a user gives, what is stored openly and what is stored encrypted. */
import { z } from "zod";
import type { ParsedChannelConfig } from "../channel.ts";
import { parseSettings } from "../settings-parsing.ts";

const metaId = (what: string) =>
  z
    .string({ error: `give the ${what}, as shown in Meta's App Dashboard` })
    .trim()
    .regex(
      /^\d{3,32}$/,
      `the ${what} is a number such as 106540352242922; a phone number or a name does not work here`,
    );

const secret = (what: string) =>
  z
    .string({ error: `give the ${what}` })
    .trim()
    .min(8, `the ${what} is too short to be one`)
    .max(2048, `the ${what} is too long to be one`)
    // A header may hold nothing else, and a copied line break or "smart" quote is the usual mistake.
    .regex(/^[\x21-\x7e]+$/, `the ${what} contains spaces or unusual characters: copy it again`);

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const graphBaseUrl = z
  .url({ protocol: /^https?$/, error: "must be an https URL" })
  .refine((value) => {
    const url = URL.parse(value);
    return url !== null && (url.protocol === "https:" || LOOPBACK.has(url.hostname));
  }, "must be https: the access token travels with every request (http only to this machine)")
  .refine((value) => {
    const url = URL.parse(value);
    return url !== null && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  }, "must hold no user name, password, query or fragment")
  .transform((value) => value.replace(/\/+$/, ""));

const configSchema = z.object({
  phoneNumberId: metaId("phone number id"),
  businessAccountId: metaId("WhatsApp business account id"),
  appId: metaId("app id"),
  displayName: z.string().trim().min(1).max(100).optional(),
  graphBaseUrl: graphBaseUrl.default("https://graph.facebook.com"),
  graphVersion: z
    .string()
    .regex(/^v\d{1,3}\.\d{1,2}$/, "must look like v25.0")
    .default("v25.0"),
  messagesPerSecond: z
    .number({ error: "must be a number from 1 to 1000" })
    .min(1, "must be at least 1")
    .max(1000, "must be at most 1000: Meta allows no number more")
    .default(80),
  bulkShare: z
    .number({ error: "must be a number from 0.05 to 1" })
    .min(0.05, "must be at least 0.05")
    .max(1, "must be at most 1")
    // Meta counts inbound messages too, so bulk must leave room for the answers it provokes.
    .default(0.6),
  marketingMessages: z
    .enum(["off", "fallback", "strict"], { error: "must be off, fallback or strict" })
    // Needs Meta's terms for it signed. `fallback`: what it can't take goes out the ordinary way.
    .default("off"),
});

const secretsSchema = z.object({
  accessToken: secret("access token"),
  appSecret: secret("app secret"),
  previousAppSecret: secret("previous app secret").optional(),
  // Chosen by the user, perhaps long ago, so its shape is theirs.
  verifyToken: z
    .string({ error: "give the verify token" })
    .trim()
    .min(1, "give the verify token")
    .max(256, "at most 256 characters"),
});

const settingsSchema = z.strictObject({ ...configSchema.shape, ...secretsSchema.shape });

export type CloudApiSettings = z.infer<typeof settingsSchema>;

/** @throws ChannelConfigInvalid */
export function parseCloudApiConfig(input: unknown): ParsedChannelConfig {
  const { accessToken, appSecret, previousAppSecret, verifyToken, ...config } = parseSettings(settingsSchema, input);
  const secrets: Record<string, string> = { accessToken, appSecret, verifyToken };
  if (previousAppSecret !== undefined) secrets.previousAppSecret = previousAppSecret;
  return { address: config.phoneNumberId, config, secrets };
}

/** Stored settings, typed again. @throws ChannelConfigInvalid */
export function readStoredSettings(stored: ParsedChannelConfig): CloudApiSettings {
  return parseSettings(settingsSchema, { ...stored.config, ...stored.secrets });
}
