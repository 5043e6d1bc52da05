import type { JsonObject } from "../http/body.ts";
import type { App, Phone, Subscription, Template, TemplateCategory, TemplateStatus, Token, Waba } from "./entities.ts";
import { displayPhone, phoneDigits } from "./phone-format.ts";
import type { World } from "./world.ts";

/** Webhook fields an app is subscribed to unless it says otherwise. */
export const DEFAULT_FIELDS: readonly string[] = [
  "messages",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "phone_number_quality_update",
  "phone_number_name_update",
  "business_capability_update",
  "account_update",
  "account_review_update",
  "account_alerts",
  "account_settings_update",
  "security",
  "user_preferences",
  "user_id_update",
  "business_username_updates",
  "smb_message_echoes",
  "smb_app_state_sync",
  "history",
  "flows",
];

/** Everything a system user's token of an app usually may do. */
const ALL_SCOPES: readonly string[] = [
  "whatsapp_business_messaging",
  "whatsapp_business_management",
  "business_management",
];

export interface AppSeed {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly name?: string | undefined;
  /** Set without a handshake. */
  readonly callbackUrl?: string | undefined;
  readonly verifyToken?: string | undefined;
  readonly webhookVersion?: string | undefined;
  readonly fields?: readonly string[] | undefined;
}

export function createApp(world: World, seed: AppSeed): App {
  const id = seed.id ?? world.ids.nodeId();
  const app: App = {
    id,
    name: seed.name ?? "Emulated app",
    secret: seed.secret ?? `secret_of_${id}`,
    subscription:
      seed.callbackUrl === undefined
        ? undefined
        : createSubscription(seed.callbackUrl, seed.verifyToken ?? "", seed.fields, seed.webhookVersion),
    callsByWaba: new Map(),
  };
  world.apps.set(id, app);
  return app;
}

export function createSubscription(
  callbackUrl: string,
  verifyToken: string,
  fields: readonly string[] = DEFAULT_FIELDS,
  version = "v25.0",
): Subscription {
  return { callbackUrl, verifyToken, fields: new Map(fields.map((field) => [field, version])) };
}

export interface WabaSeed {
  readonly id?: string | undefined;
  readonly businessId?: string | undefined;
  readonly name?: string | undefined;
  /** Apps that get this WABA's webhooks. Default: every app there is. */
  readonly subscribedAppIds?: readonly string[] | undefined;
  readonly verified?: boolean | undefined;
}

export function createWaba(world: World, seed: WabaSeed): Waba {
  const businessId = seed.businessId ?? world.ids.nodeId();
  let business = world.businesses.get(businessId);
  if (business === undefined) {
    const verified = seed.verified ?? true;
    business = {
      id: businessId,
      tier: verified ? "TIER_UNLIMITED" : "TIER_250",
      verified,
      reached: new Map(),
      contactBook: new Set(),
    };
    world.businesses.set(businessId, business);
  }
  const id = seed.id ?? world.ids.nodeId();
  const waba: Waba = {
    id,
    business,
    name: seed.name ?? "Emulated business",
    state: "active",
    currency: "USD",
    timezoneId: "1",
    templateNamespace: `ns_${id}`,
    subscribers: new Map((seed.subscribedAppIds ?? [...world.apps.keys()]).map((appId) => [appId, undefined])),
    marketingOnCloudApi: true,
    marketingTermsSigned: true,
  };
  world.wabas.set(id, waba);
  return waba;
}

export interface PhoneSeed {
  readonly id?: string | undefined;
  readonly wabaId?: string | undefined;
  /** Any spelling. */
  readonly phoneNumber?: string | undefined;
  readonly verifiedName?: string | undefined;
  /** Default true. */
  readonly registered?: boolean | undefined;
  readonly pin?: string | undefined;
  readonly throughput?: "STANDARD" | "HIGH" | undefined;
  readonly isOnBusinessApp?: boolean | undefined;
  /** Makes it a test number that may write to these people only. */
  readonly allowedRecipients?: readonly string[] | undefined;
}

/** @throws Error when the WABA is unknown or the number is not one. */
export function createPhone(world: World, seed: PhoneSeed): Phone {
  const waba = seed.wabaId === undefined ? [...world.wabas.values()][0] : world.wabas.get(seed.wabaId);
  if (waba === undefined) throw new Error(`There is no WABA ${seed.wabaId ?? "yet"} to add a number to`);
  const given = seed.phoneNumber ?? `+1555${String(2_000_000 + world.phones.size)}`;
  const digits = phoneDigits(given);
  if (digits === undefined) throw new Error(`"${given}" is not a phone number`);
  const registered = seed.registered ?? true;
  const phone: Phone = {
    id: seed.id ?? world.ids.nodeId(),
    waba,
    digits,
    display: displayPhone(digits),
    verifiedName: seed.verifiedName ?? waba.name,
    registered,
    codeVerified: registered,
    pin: seed.pin,
    quality: "GREEN",
    nameStatus: "APPROVED",
    pendingName: undefined,
    throughput: seed.throughput ?? "STANDARD",
    isOnBusinessApp: seed.isOnBusinessApp ?? false,
    override: undefined,
    allowedRecipients:
      seed.allowedRecipients === undefined
        ? undefined
        : new Set(seed.allowedRecipients.map((number) => phoneDigits(number) ?? number)),
    settings: {},
    profile: {},
    username: undefined,
    blockedUsers: new Set(),
    threads: new Map(),
    throughputBucket: { tokens: 0, at: 0 },
    registrations: [],
    wrongPins: 0,
    verificationCode: undefined,
  };
  world.phones.set(phone.id, phone);
  return phone;
}

export interface TokenSeed {
  readonly value?: string | undefined;
  readonly appId?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** The WABAs it may touch; default all. */
  readonly wabaIds?: readonly string[] | undefined;
  /** Lifetime from now; default: never expires. */
  readonly expiresInMs?: number | undefined;
  readonly kind?: "SYSTEM_USER" | "USER" | undefined;
}

export function issueToken(world: World, seed: TokenSeed): Token {
  const token: Token = {
    value: seed.value ?? world.ids.token(),
    appId: seed.appId ?? [...world.apps.keys()][0] ?? "0",
    kind: seed.kind ?? "SYSTEM_USER",
    scopes: [...(seed.scopes ?? ALL_SCOPES)],
    wabaIds: seed.wabaIds === undefined ? undefined : [...seed.wabaIds],
    expiresAt: seed.expiresInMs === undefined ? undefined : world.clock.now() + seed.expiresInMs,
    revoked: false,
  };
  world.tokens.set(token.value, token);
  return token;
}

export interface TemplateSeed {
  readonly wabaId?: string | undefined;
  readonly name: string;
  readonly language?: string | undefined;
  readonly category?: TemplateCategory | undefined;
  /** Default APPROVED: a control call makes it ready to send. */
  readonly status?: TemplateStatus | undefined;
  readonly parameterFormat?: "POSITIONAL" | "NAMED" | undefined;
  /** As the create call takes them; default: a body without parameters. */
  readonly components?: readonly JsonObject[] | undefined;
  readonly ttlSeconds?: number | undefined;
  /** How many sends pass before pacing holds the rest. */
  readonly pacingBudget?: number | undefined;
}

/** @throws Error when the WABA is unknown. */
export function createTemplate(world: World, seed: TemplateSeed): Template {
  const waba = seed.wabaId === undefined ? [...world.wabas.values()][0] : world.wabas.get(seed.wabaId);
  if (waba === undefined) throw new Error(`There is no WABA ${seed.wabaId ?? "yet"} to add a template to`);
  const template: Template = {
    id: world.ids.nodeId(),
    waba,
    name: seed.name,
    language: seed.language ?? "en_US",
    status: seed.status ?? "APPROVED",
    category: seed.category ?? "UTILITY",
    previousCategory: undefined,
    correctCategory: undefined,
    parameterFormat: seed.parameterFormat ?? "POSITIONAL",
    components: [...(seed.components ?? [{ type: "BODY", text: `Text of ${seed.name}` }])],
    quality: "UNKNOWN",
    rejectedReason: "NONE",
    ttlSeconds: seed.ttlSeconds,
    pauses: 0,
    pacingBudget: seed.pacingBudget,
    edits: [],
    deletedAt: undefined,
  };
  world.templates.set(template.id, template);
  return template;
}
