/** Meta's billing eras (cloud-api.md §1.8). `pmp-2026-10`: service and in-window utility messages are charged too. */
export type PricingEra = "cbp" | "pmp" | "pmp-2026-10";

export interface LimitSwitches {
  /** 80 messages a second per number (20 with the Business app, 1000 when HIGH): 130429. */
  readonly throughput: boolean;
  /** One message per 6 s to the same user, with a burst of 45: 131056. */
  readonly pair: boolean;
  /** Unique users outside their service window per 24 h, by the business's tier: 131048. */
  readonly messagingTier: boolean;
  /** 200 management calls an hour per WABA, 5000 once it has a registered number: 80007. */
  readonly managementCalls: boolean;
}

/** When the statuses of an accepted message follow, in ms after acceptance. */
export interface StatusLadder {
  readonly sentAfterMs: number;
  readonly deliveredAfterMs: number;
  /** Undefined: read only by users with `autoRead`, or when told to. */
  readonly readAfterMs?: number | undefined;
}

/** How webhooks are sent, and how they can be made worse. Rates are probabilities from 0 to 1, drawn from the seed. */
export interface WebhookModes {
  /** Collects updates for `windowMs`, at most `maxUpdates` (≤ 1000) a POST. Undefined: one update a POST. */
  readonly batch?: { readonly maxUpdates: number; readonly windowMs: number } | undefined;
  /** Sends this share of POSTs twice. */
  readonly duplicateRate: number;
  /** Shuffles what waits to be sent. */
  readonly reorder: boolean;
  /** Holds every POST back this long. */
  readonly delayMs: number;
  /** Loses this share of POSTs for good. */
  readonly dropRate: number;
  /** Signs with a wrong secret. */
  readonly corruptSignature: boolean;
  /** Adds a field nobody documented to every value. */
  readonly extraUnknownField: boolean;
  /** Cuts every body short, after signing the whole. */
  readonly truncate: boolean;
}

export interface WebhookOptions extends WebhookModes {
  /** POSTs under way at once. */
  readonly concurrency: number;
  /** A POST without an answer after this long has failed; real time, whatever the clock. */
  readonly timeoutMs: number;
  /** Multiplies the retry ladder of 5 s, 30 s, 2 m, 10 m, 1 h, 4 h … and its end after 7 days. */
  readonly retryScale: number;
}

/** The app, WABA, number and token that exist from the start. */
export interface Preset {
  readonly appId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Undefined: nobody listens until a callback is registered. Presets are taken without a handshake. */
  readonly callbackUrl?: string | undefined;
  readonly businessId: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  /** Any spelling. */
  readonly phoneNumber: string;
  readonly verifiedName: string;
  readonly accessToken: string;
  /** Payload version of the webhook subscription; below v24.0 statuses carry `conversation`. */
  readonly webhookVersion: string;
}

export interface GraphEmulatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Same seed, same ids and same random choices. Default 1. */
  readonly seed?: number;
  readonly clock?: "real" | "virtual";
  /** Where a virtual clock starts: ms, ISO text or Date. Default: the present. */
  readonly startAt?: number | string | Date;
  readonly preset?: Partial<Preset>;
  /** Default `enforced`, as Meta does. */
  readonly limits?: "enforced" | "off" | Partial<LimitSwitches>;
  /** Default `enforced`: free-form messages outside the 24 h window fail with 131047. */
  readonly serviceWindow?: "enforced" | "off";
  /** Whether a number nobody created has WhatsApp. Default `onWhatsApp`. */
  readonly unknownRecipients?: "onWhatsApp" | "notOnWhatsApp";
  readonly statuses?: "off" | Partial<StatusLadder>;
  readonly webhooks?: Partial<WebhookOptions>;
  readonly pricing?: PricingEra;
  /** Whether webhooks carry BSUIDs. Default true. */
  readonly bsuid?: boolean;
  /** `trust`: links to media are believed. `fetch`: they are loaded, and fail with 131053 as Meta's would. */
  readonly links?: "trust" | "fetch";
  /** How much is remembered; the oldest goes first. */
  readonly keep?: Partial<KeepLimits>;
}

export interface KeepLimits {
  readonly messages: number;
  readonly requests: number;
  readonly deliveries: number;
}

/** What the world runs by; a control call may change it while it runs. */
export interface Settings {
  limits: LimitSwitches;
  serviceWindow: "enforced" | "off";
  unknownRecipients: "onWhatsApp" | "notOnWhatsApp";
  statuses: "off" | StatusLadder;
  webhooks: WebhookOptions;
  pricing: PricingEra;
  bsuid: boolean;
  links: "trust" | "fetch";
}

export const DEFAULT_GRAPH_VERSION = "v25.0";

/** Documented in the README: the tour works by copying them. None of them is a secret of anybody. */
export const DEFAULT_PRESET: Preset = {
  appId: "1000000000000001",
  appSecret: "emulator_app_secret",
  verifyToken: "emulator_verify_token",
  businessId: "2000000000000002",
  wabaId: "102290129340398",
  phoneNumberId: "106540352242922",
  phoneNumber: "+1 555-078-3881",
  verifiedName: "Chasqui Demo",
  accessToken: "EAAemulator",
  webhookVersion: DEFAULT_GRAPH_VERSION,
};

const ALL_LIMITS: LimitSwitches = { throughput: true, pair: true, messagingTier: true, managementCalls: true };
const NO_LIMITS: LimitSwitches = { throughput: false, pair: false, messagingTier: false, managementCalls: false };

const DEFAULT_WEBHOOKS: WebhookOptions = {
  concurrency: 16,
  timeoutMs: 10_000,
  retryScale: 1,
  duplicateRate: 0,
  reorder: false,
  delayMs: 0,
  dropRate: 0,
  corruptSignature: false,
  extraUnknownField: false,
  truncate: false,
};

const DEFAULT_LADDER: StatusLadder = { sentAfterMs: 50, deliveredAfterMs: 200 };

export function resolveLimits(given: GraphEmulatorOptions["limits"], base: LimitSwitches = ALL_LIMITS): LimitSwitches {
  if (given === "off") return NO_LIMITS;
  if (given === undefined || given === "enforced") return given === undefined ? base : ALL_LIMITS;
  return { ...base, ...given };
}

export function resolveStatuses(given: GraphEmulatorOptions["statuses"]): "off" | StatusLadder {
  return given === "off" ? "off" : { ...DEFAULT_LADDER, ...given };
}

export function resolveSettings(options: GraphEmulatorOptions): Settings {
  return {
    limits: resolveLimits(options.limits),
    serviceWindow: options.serviceWindow ?? "enforced",
    unknownRecipients: options.unknownRecipients ?? "onWhatsApp",
    statuses: resolveStatuses(options.statuses),
    webhooks: { ...DEFAULT_WEBHOOKS, ...options.webhooks },
    pricing: options.pricing ?? "pmp",
    bsuid: options.bsuid ?? true,
    links: options.links ?? "trust",
  };
}

export const DEFAULT_KEEP: KeepLimits = { messages: 100_000, requests: 10_000, deliveries: 10_000 };
