import type { JsonObject } from "../http/body.ts";

/** A field of an app's webhook subscription; `version` decides the shape of its payloads (cloud-api.md §4.3). */
export interface Subscription {
  callbackUrl: string;
  verifyToken: string;
  /** Field name → Graph version, e.g. `messages` → `v25.0`. */
  fields: Map<string, string>;
}

export interface App {
  readonly id: string;
  name: string;
  secret: string;
  subscription: Subscription | undefined;
  /** Management calls of the running hour, per WABA. */
  readonly callsByWaba: Map<string, { since: number; count: number }>;
}

/** A callback that takes the place of the app's, for message-like fields only. */
export interface CallbackOverride {
  callbackUrl: string;
  verifyToken: string;
}

/** `restricted` blocks sending (131031), `locked` everything (131031), `policy` is 368, `payment` is 131042. */
export type AccountState = "active" | "locked" | "policy" | "payment" | "maintenance";

export type MessagingTier = "TIER_250" | "TIER_2K" | "TIER_10K" | "TIER_100K" | "TIER_UNLIMITED";

/** What several WABAs of one owner share: BSUIDs and the messaging limit. */
export interface Business {
  readonly id: string;
  tier: MessagingTier;
  verified: boolean;
  /** Users messaged outside their service window → when they stop counting, ms. */
  readonly reached: Map<number, number>;
  /** Users whose phone and BSUID the business knows. */
  readonly contactBook: Set<number>;
}

export interface Waba {
  readonly id: string;
  readonly business: Business;
  name: string;
  state: AccountState;
  currency: string;
  timezoneId: string;
  templateNamespace: string;
  /** Subscribed app id → its override for this WABA, if it set one. */
  readonly subscribers: Map<string, CallbackOverride | undefined>;
  marketingOnCloudApi: boolean;
  marketingTermsSigned: boolean;
}

export type QualityRating = "GREEN" | "YELLOW" | "RED" | "UNKNOWN" | "NA";

export interface Phone {
  id: string;
  readonly waba: Waba;
  /** Digits only, as webhooks show it. */
  digits: string;
  /** As the REST API shows it: `+1 555-078-3881`. */
  display: string;
  verifiedName: string;
  registered: boolean;
  codeVerified: boolean;
  pin: string | undefined;
  quality: QualityRating;
  nameStatus: string;
  pendingName: string | undefined;
  throughput: "STANDARD" | "HIGH";
  /** Accounts that are also on the WhatsApp Business app are slower (20 a second). */
  isOnBusinessApp: boolean;
  override: CallbackOverride | undefined;
  /** Recipients a test number may write to; undefined: a real number, no such list. */
  allowedRecipients: Set<string> | undefined;
  settings: JsonObject;
  profile: Record<string, unknown>;
  username: { value: string; status: "approved" | "reserved" } | undefined;
  readonly blockedUsers: Set<number>;
  readonly threads: Map<number, Thread>;
  readonly throughputBucket: { tokens: number; at: number };
  /** Times of recent register and deregister calls, ms. */
  registrations: number[];
  /** Wrong pins given since the last right one. */
  wrongPins: number;
  /** Set by `request_code`, checked by `verify_code`. */
  verificationCode: string | undefined;
}

/** One phone number with one user. All times are ms since the epoch; 0 means never. */
export interface Thread {
  windowUntil: number;
  /** End of a free entry point window. */
  freeEntryUntil: number;
  /** Until when an answer opens the free entry point window. */
  freeEntryOfferUntil: number;
  /** When the business last addressed the user by phone number, or the user last wrote. */
  phoneKnownAt: number;
  /** When the pair limit's debt is paid off. */
  pairDebtUntil: number;
  pairBurstAt: number;
  pairBurstCount: number;
  /** The business has marked everything up to here as read. */
  readUpTo: number;
  /** Until when the user sees the business typing. */
  typingUntil: number;
}

export interface User {
  /** The emulator's own key; survives changes of phone number and BSUID. */
  readonly key: number;
  /** The number people dial, digits only. Undefined: the user shares no number (BSUID-only). */
  phone: string | undefined;
  /** Usually equal to `phone`; differs in Brazil, Mexico and Argentina. */
  waId: string | undefined;
  country: string;
  parentBsuid: string | undefined;
  /** Changes with the phone number; part of what BSUIDs are derived from. */
  generation: number;
  name: string;
  username: string | undefined;
  /** Username adopters hide their number from businesses that do not know it yet. */
  hidesPhone: boolean;
  onWhatsApp: boolean;
  online: boolean;
  autoRead: boolean;
  inExperiment: boolean;
  marketingCapped: boolean;
  /** WABAs that may send the user no marketing. */
  optedOutOf: readonly string[];
  identityHash: string | undefined;
  /** Statuses that wait for the device to come online. */
  heldUntilOnline: readonly (() => void)[];
}

export interface Token {
  readonly value: string;
  readonly appId: string;
  readonly kind: "SYSTEM_USER" | "USER" | "APP";
  scopes: string[];
  /** The WABAs it may touch; undefined: all. */
  wabaIds: string[] | undefined;
  /** ms since the epoch; undefined: never. */
  expiresAt: number | undefined;
  revoked: boolean;
}

export interface MediaFile {
  readonly id: string;
  readonly phone: Phone;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly sha256Hex: string;
  readonly filename: string | undefined;
  /** ms since the epoch. */
  expiresAt: number;
  readonly origin: "upload" | "inbound";
}

export type TemplateStatus =
  | "PENDING"
  | "APPROVED"
  | "REJECTED"
  | "PAUSED"
  | "DISABLED"
  | "IN_APPEAL"
  | "PENDING_DELETION"
  | "DELETED"
  | "LIMIT_EXCEEDED"
  | "FLAGGED"
  | "REINSTATED"
  | "LOCKED"
  | "ARCHIVED";

export type TemplateCategory = "MARKETING" | "UTILITY" | "AUTHENTICATION";

export interface Template {
  readonly id: string;
  readonly waba: Waba;
  readonly name: string;
  readonly language: string;
  status: TemplateStatus;
  category: TemplateCategory;
  previousCategory: TemplateCategory | undefined;
  correctCategory: TemplateCategory | undefined;
  parameterFormat: "POSITIONAL" | "NAMED";
  components: JsonObject[];
  quality: QualityRating;
  rejectedReason: string;
  ttlSeconds: number | undefined;
  /** How often it was paused for quality; the third time disables it. */
  pauses: number;
  /** How many sends pass before pacing holds the rest; undefined: no pacing. */
  pacingBudget: number | undefined;
  edits: number[];
  /** When its deletion was asked for; the name stays blocked for 30 days. */
  deletedAt: number | undefined;
}

export type MessageStatus = "accepted" | "held" | "sent" | "delivered" | "read" | "played" | "failed" | "dropped";

/** A message the emulator accepted from the business. */
export interface StoredMessage {
  readonly wamid: string;
  readonly phone: Phone;
  readonly user: User;
  /** What the request named: `to`, else `recipient`. */
  readonly addressedAs: string;
  readonly byBsuid: boolean;
  readonly type: string;
  readonly request: JsonObject;
  readonly callbackData: string | undefined;
  readonly template: Template | undefined;
  readonly category: string;
  /** Sent through `/marketing_messages`. */
  readonly viaMarketingApi: boolean;
  readonly acceptedAt: number;
  /** Whether the user's service window and free entry point were open when it was accepted. */
  readonly inWindow: boolean;
  readonly inFreeEntry: boolean;
  status: MessageStatus;
  failureCode: number | undefined;
  /** How many statuses have carried `pricing`; Meta puts it on `sent` and on one more. */
  pricedStatuses: number;
}

/** A message a user sent to the business. */
export interface InboundMessage {
  readonly wamid: string;
  readonly phone: Phone;
  readonly user: User;
  readonly type: string;
  readonly at: number;
  /** The text of a text message. */
  readonly text: string | undefined;
}
