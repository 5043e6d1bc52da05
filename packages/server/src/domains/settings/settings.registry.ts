/** Every setting that people change while the server runs: what it may be, what it is when nobody set it, and what it does. */
import { getCountries, isSupportedCountry } from "libphonenumber-js/min";
import { z } from "zod";
import { type ConfigVariableName, LOG_LEVELS } from "../../platform/config.ts";
import { isAllowListEntry } from "../../platform/outgoing/index.ts";

/** Where it stands on the settings page. */
export const SETTING_SECTIONS = ["organisation", "replies", "inbox", "keeping", "system"] as const;

interface SettingDefinition {
  readonly section: (typeof SETTING_SECTIONS)[number];
  /** Takes what JSON can say and changes nothing of it but blanks around texts. */
  readonly schema: z.ZodType;
  readonly default: unknown;
  /** One sentence: what it does. */
  readonly description: string;
  /** What one must be allowed to do to change it. */
  readonly scope: "settings:write" | "admin";
  /** The environment variable that, when it is set, decides instead. */
  readonly variable?: ConfigVariableName;
}

const keepDays = z.int().min(1).max(36_500);
const words = z.array(z.string().trim().min(1).max(40)).max(50);
const confirmation = z.string().trim().min(1).max(1000).nullable();

export const SETTINGS = {
  organisationName: {
    section: "organisation",
    schema: z.string().trim().max(120),
    default: "",
    description: "The name of your business, as templates and AI replies use it.",
    scope: "settings:write",
  },
  defaultCountry: {
    section: "organisation",
    schema: z
      .string()
      .refine(isSupportedCountry, "must be a country code like ES")
      .meta({ enum: [...getCountries()].sort() })
      .nullable(),
    default: null,
    description: "The country that phone numbers without + belong to; when it is not set, such numbers are refused.",
    scope: "settings:write",
  },
  defaultLanguage: {
    section: "organisation",
    schema: z.enum(["en", "es", "pt"]),
    default: "en",
    description: "The language of people and pages when nothing tells another one.",
    scope: "settings:write",
  },
  defaultTimezone: {
    section: "organisation",
    schema: z.string().max(64).refine(isTimezone, "must be an IANA zone like Europe/Madrid"),
    default: "UTC",
    description: "The time zone in which days begin and hours are meant when no other one is named.",
    scope: "settings:write",
  },
  autoReplyWithinMinutes: {
    section: "replies",
    schema: z.int().min(1).max(1440),
    default: 60,
    description: "An automatic answer that can't go out within so many minutes of the contact's message is not sent.",
    scope: "settings:write",
  },
  optOutWords: {
    section: "replies",
    schema: words.min(1),
    default: ["stop", "unsubscribe", "baja", "dar de baja", "sair", "parar", "descadastrar"],
    description: "A contact whose whole message is one of these words gets no more campaigns and reminders.",
    scope: "settings:write",
  },
  optInWords: {
    section: "replies",
    schema: words,
    default: ["start", "alta", "voltar"],
    description: "A contact whose whole message is one of these words gets campaigns and reminders again.",
    scope: "settings:write",
  },
  optOutConfirmation: {
    section: "replies",
    schema: confirmation,
    default: null,
    description: "What is answered to an opt-out word; when it is not set, a sentence in the word's language.",
    scope: "settings:write",
  },
  optInConfirmation: {
    section: "replies",
    schema: confirmation,
    default: null,
    description: "What is answered to an opt-in word; when it is not set, a sentence in the word's language.",
    scope: "settings:write",
  },
  readReceipts: {
    section: "inbox",
    schema: z.enum(["on-open", "on-reply", "never"]),
    default: "on-open",
    description:
      "When contacts see that their messages were read: as soon as a person opens the thread, replies, or never.",
    scope: "settings:write",
  },
  mediaKeepDays: {
    section: "keeping",
    schema: keepDays,
    default: 90,
    description: "Days a file is kept that no message shows; holds for files that come in from then on.",
    scope: "settings:write",
    variable: "CHASQUI_MEDIA_KEEP_DAYS",
  },
  inboundKeepDays: {
    section: "keeping",
    schema: keepDays,
    default: 90,
    description: "Days an event that a platform posted is kept as it came.",
    scope: "settings:write",
    variable: "CHASQUI_INBOUND_KEEP_DAYS",
  },
  auditKeepDays: {
    section: "keeping",
    schema: keepDays,
    default: 365,
    description: "Days the audit log remembers who changed what.",
    // Whoever may change much must not be able to make it forgotten.
    scope: "admin",
    variable: "CHASQUI_AUDIT_KEEP_DAYS",
  },
  logLevel: {
    section: "system",
    schema: z.enum(LOG_LEVELS),
    default: "info",
    description: "How much the server writes to its log: each level includes those before it, and silent is nothing.",
    scope: "settings:write",
    variable: "LOG_LEVEL",
  },
  allowedPrivateUrls: {
    section: "system",
    schema: z
      .array(
        z.string().trim().max(253).refine(isAllowListEntry, "must be like ollama.lan, 127.0.0.1:11434 or 10.0.0.0/8"),
      )
      .max(50),
    default: [],
    description: "Hosts of private networks that the server may call, such as a language model of your own.",
    scope: "admin",
    variable: "CHASQUI_ALLOW_PRIVATE_URLS",
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof SETTINGS;

/** Each setting with the value in force. */
export type SettingValues = { readonly [N in SettingName]: z.output<(typeof SETTINGS)[N]["schema"]> };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export function isSettingName(text: string): text is SettingName {
  return Object.hasOwn(SETTINGS, text);
}

export function definitionOf(name: SettingName): SettingDefinition {
  return SETTINGS[name];
}

function isTimezone(name: string): boolean {
  // Offsets such as +01:00 are taken too by newer engines, but know no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
