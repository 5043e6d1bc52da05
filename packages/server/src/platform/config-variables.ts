import { isAllowListEntry } from "./outgoing/allow-list.ts";

/** Every setting of the server, as data: config.ts reads it, the README's configuration table is checked against it. */
export interface ConfigVariable {
  readonly name: string;
  /** As it would be written in `.env`; undefined: there is none. */
  readonly default?: string;
  /** What it is for: one sentence for the README. */
  readonly sentence: string;
  /** What a value must look like, completing "expected …". */
  readonly expects: string;
  /** Its value is never shown, not even when it is wrong. */
  readonly secret?: boolean;
  readonly accepts: (value: string) => boolean;
}

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const CONFIG_VARIABLES = [
  {
    name: "PORT",
    default: "3000",
    sentence: "Port the server listens on; 0 takes any free one.",
    expects: "a port number from 0 to 65535",
    accepts: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  },
  {
    name: "HOST",
    default: "127.0.0.1",
    sentence: "Address the server listens on; 0.0.0.0 makes it reachable from other machines.",
    expects: "a host name or an IP address, without protocol and port",
    accepts: (value) => /^[A-Za-z0-9.:_-]+$/.test(value),
  },
  {
    name: "CHASQUI_DATA_DIR",
    default: "./data",
    sentence: "Folder of the embedded database and of the secret key.",
    expects: "the path of a folder",
    accepts: (value) => !value.includes("\0"),
  },
  {
    name: "DATABASE_URL",
    sentence: "PostgreSQL to use instead of the embedded one.",
    expects: "a URL like postgres://user:password@host:5432/database",
    secret: true,
    accepts: isDatabaseUrl,
  },
  {
    name: "CHASQUI_SECRET",
    sentence:
      "Encrypts channel secrets at rest; without it a key file is made in the data folder. The same on every node.",
    expects: "at least 32 characters",
    secret: true,
    accepts: (value) => value.length >= 32,
  },
  {
    name: "CHASQUI_PUBLIC_URL",
    sentence: "Address under which the internet reaches this server; webhook URLs are built from it.",
    expects: "a URL like https://chasqui.example.com (http only for localhost), without query",
    accepts: isPublicUrl,
  },
  {
    name: "CHASQUI_MEDIA_KEEP_DAYS",
    default: "90",
    sentence: "Days a file is kept that no message shows.",
    expects: "a number of days from 1 to 36500",
    accepts: (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 36_500,
  },
  {
    name: "CHASQUI_INBOUND_KEEP_DAYS",
    default: "90",
    sentence: "Days an event that Meta posted is kept as it came; one that was set aside stays until it is processed.",
    expects: "a number of days from 1 to 36500",
    accepts: (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 36_500,
  },
  {
    name: "CHASQUI_AUDIT_KEEP_DAYS",
    default: "365",
    sentence: "Days the audit log remembers who changed what.",
    expects: "a number of days from 1 to 36500",
    accepts: (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 36_500,
  },
  {
    name: "LOG_LEVEL",
    default: "info",
    sentence: "How much is logged; when it is not set here, it can be changed while the server runs.",
    expects: `one of ${LOG_LEVELS.join(", ")}`,
    accepts: (value) => (LOG_LEVELS as readonly string[]).includes(value),
  },
  {
    name: "CHASQUI_REQUESTS_PER_MINUTE",
    default: "600",
    sentence: "Requests a minute that the API takes from one key, or from one address without a key; more are refused.",
    expects: "a whole number from 1 to 100000000",
    accepts: (value) => /^[1-9]\d{0,8}$/.test(value) && Number(value) <= 100_000_000,
  },
  {
    name: "CHASQUI_CORS_ORIGINS",
    sentence: "Web origins, separated by commas, whose pages may call the API.",
    expects: "origins like https://app.example.com, separated by commas, without paths and wildcards",
    accepts: (value) => splitList(value).every(isOrigin),
  },
  {
    name: "CHASQUI_ALLOW_PRIVATE_URLS",
    sentence:
      "Hosts of private networks, separated by commas, that may be called all the same, such as a language model of your own.",
    expects: "names, addresses (with :port or not) or ranges like 10.0.0.0/8, separated by commas, or *",
    accepts: (value) => splitList(value).every(isAllowListEntry),
  },
  {
    name: "WHATSAPP_PHONE_NUMBER_ID",
    sentence: "Phone number id of the Cloud API channel made from the environment.",
    expects: "the digits of Meta's phone number id (not the phone number itself)",
    accepts: isMetaId,
  },
  {
    name: "WHATSAPP_BUSINESS_ACCOUNT_ID",
    sentence: "WhatsApp Business Account id of that channel.",
    expects: "the digits of the WhatsApp Business Account id",
    accepts: isMetaId,
  },
  {
    name: "WHATSAPP_APP_ID",
    sentence: "Meta app id of that channel.",
    expects: "the digits of the Meta app id",
    accepts: isMetaId,
  },
  {
    name: "WHATSAPP_ACCESS_TOKEN",
    sentence: "Access token of that channel; a system user's token does not expire.",
    expects: "an access token, without spaces",
    secret: true,
    accepts: (value) => !/\s/.test(value),
  },
  {
    name: "WHATSAPP_APP_SECRET",
    sentence: "App secret with which Meta signs what it posts to the webhook.",
    expects: "an app secret, without spaces",
    secret: true,
    accepts: (value) => !/\s/.test(value),
  },
  {
    name: "WHATSAPP_VERIFY_TOKEN",
    sentence: "Any text of yours; the same is entered in Meta's webhook settings.",
    expects: "any text",
    secret: true,
    accepts: () => true,
  },
  {
    name: "GRAPH_BASE_URL",
    default: "https://graph.facebook.com",
    sentence: "Where the Graph API is; change it to send to an emulator.",
    expects: "an http(s) URL without query",
    accepts: (value) => isPlainUrl(value, ["http:", "https:"]),
  },
  {
    name: "GRAPH_VERSION",
    default: "v25.0",
    sentence: "Version of the Graph API.",
    expects: "a version like v25.0",
    accepts: (value) => /^v\d+\.\d+$/.test(value),
  },
  {
    name: "WHATSAPP_WEB_URL",
    default: "wss://web.whatsapp.com/ws/chat",
    sentence: "Where WhatsApp Web is; change it to connect to an emulator.",
    expects: "a ws(s) URL",
    accepts: (value) => isPlainUrl(value, ["ws:", "wss:"]),
  },
  {
    name: "WHATSAPP_WEB_ROOT_KEY",
    sentence: "Only with an emulator: the key its certificates are signed with.",
    expects: "64 hexadecimal digits",
    accepts: (value) => /^[0-9a-f]{64}$/i.test(value),
  },
  {
    name: "WHATSAPP_WEB_CA_FILE",
    sentence: "Only with an emulator: the certificate of the host it keeps files on.",
    expects: "the path of a PEM file",
    accepts: () => true,
  },
] as const satisfies readonly ConfigVariable[];

export type ConfigVariableName = (typeof CONFIG_VARIABLES)[number]["name"];

/** The variables that make the one channel of the environment: all of them, or none. */
export const CLOUD_API_VARIABLES = [
  "WHATSAPP_PHONE_NUMBER_ID",
  "WHATSAPP_BUSINESS_ACCOUNT_ID",
  "WHATSAPP_APP_ID",
  "WHATSAPP_ACCESS_TOKEN",
  "WHATSAPP_APP_SECRET",
  "WHATSAPP_VERIFY_TOKEN",
] as const satisfies readonly ConfigVariableName[];

export function splitList(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function isDatabaseUrl(value: string): boolean {
  const url = parseUrl(value);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) return false;
  // A password with a bare % breaks every reader of the URL, each with another riddle.
  return !/%(?![0-9A-Fa-f]{2})/.test(url.password);
}

function isMetaId(value: string): boolean {
  return /^\d{5,32}$/.test(value);
}

function isPublicUrl(value: string): boolean {
  if (isPlainUrl(value, ["https:"])) return true;
  const localHosts = ["localhost", "127.0.0.1", "[::1]"];
  return isPlainUrl(value, ["http:"]) && localHosts.includes(parseUrl(value)?.hostname ?? "");
}

function isOrigin(value: string): boolean {
  const url = parseUrl(value);
  // A URL with a path or a wildcard would never equal what a browser sends as its Origin.
  return url !== undefined && url.origin !== "null" && url.origin === value.replace(/\/$/, "") && !value.includes("*");
}

function isPlainUrl(value: string, protocols: readonly string[]): boolean {
  const url = parseUrl(value);
  if (!url || !protocols.includes(url.protocol)) return false;
  return url.search === "" && url.hash === "" && url.username === "" && url.password === "";
}

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}
