/** All that Meta's Cloud API knows of message types, reports and errors, as lists. The tests beside this file go through every entry, by the
 *  whole path from the Graph emulator to our API or back. Sections are those of the Cloud API specification (cloud-api.md). */

/** §2.3, §2.5: `type` of a message that is sent. */
export const OUTBOUND_TYPES = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "reaction",
  "interactive",
  "template",
] as const;

/** §2.4: `interactive.type` of a message that is sent. */
export const OUTBOUND_INTERACTIVE_TYPES = [
  "button",
  "list",
  "cta_url",
  "flow",
  "location_request_message",
  "request_contact_info",
  "call_permission_request",
  "voice_call",
  "address_message",
  "catalog_message",
  "product",
  "product_list",
  "carousel",
  "order_details",
  "order_status",
] as const;

/** §1.5: `type` of a message that comes in; the last stands for those nobody has heard of. */
export const INBOUND_TYPES = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "button",
  "interactive",
  "reaction",
  "order",
  "system",
  "edit",
  "revoke",
  "unsupported",
  "media_placeholder",
  "request_welcome",
  "hologram",
] as const;

/** §1.5: `interactive.type` of an answer. */
export const INBOUND_INTERACTIVE_TYPES = ["button_reply", "list_reply", "nfm_reply", "call_permission_reply"] as const;

/** §1.6 */
export const SYSTEM_TYPES = ["user_changed_number", "user_changed_user_id", "customer_identity_changed"] as const;

/** §1.4: what may stand on a message of any type. */
export const INBOUND_MEMBERS = [
  "no phone",
  "group_id",
  "context",
  "context.forwarded",
  "context.frequently_forwarded",
  "context.referred_product",
  "referral",
  "identity",
  "errors",
] as const;

/** §1.7; the last two are legacy. */
export const STATUSES = ["sent", "delivered", "read", "played", "failed", "deleted", "warning"] as const;

/** §1.8: what a status says of its price. */
export const PRICING_ERAS = [
  "CBP",
  "PMP, webhook until v23",
  "PMP, webhook from v24",
  "PMP from October 2026",
  "an era to come",
  "none",
] as const;

/** §1.3, §1.9 */
export const WEBHOOK_FIELDS = [
  "messages",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "template_correct_category_detection",
  "phone_number_quality_update",
  "phone_number_name_update",
  "business_capability_update",
  "account_review_update",
  "account_alerts",
  "account_update",
  "account_settings_update",
  "security",
  "flows",
  "calls",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "automatic_events",
  "partner_solutions",
  "payment_configuration_update",
  "messaging_handovers",
  "standby",
  "user_preferences",
  "user_id_update",
  "business_username_updates",
  "smb_message_echoes",
  "history",
  "smb_app_state_sync",
  "a_field_of_tomorrow",
] as const;

/** §1.9: `event` of message_template_status_update. */
export const TEMPLATE_EVENTS = [
  "APPROVED",
  "REJECTED",
  "PENDING",
  "PAUSED",
  "DISABLED",
  "IN_APPEAL",
  "FLAGGED",
  "REINSTATED",
  "PENDING_DELETION",
  "DELETED",
  "LIMIT_EXCEEDED",
  "LOCKED",
  "ARCHIVED",
  "UNARCHIVED",
] as const;

/** §1.9: `event` of account_update. */
export const ACCOUNT_EVENTS = [
  "ACCOUNT_VIOLATION",
  "ACCOUNT_RESTRICTION",
  "DISABLED_UPDATE",
  "ACCOUNT_DELETED",
  "VERIFIED_ACCOUNT",
  "AD_ACCOUNT_LINKED",
  "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
  "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
  "MM_LITE_TERMS_SIGNED",
  "VOLUME_BASED_PRICING_TIER_UPDATE",
  "PARTNER_ADDED",
  "PARTNER_REMOVED",
  "PARTNER_APP_INSTALLED",
  "PARTNER_APP_UNINSTALLED",
  "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
  "ACCOUNT_OFFBOARDED",
  "ACCOUNT_RECONNECTED",
] as const;

/** §1.9: `event` of phone_number_quality_update. */
export const QUALITY_EVENTS = [
  "ONBOARDING",
  "THROUGHPUT_UPGRADE",
  "FLAGGED",
  "UNFLAGGED",
  "UPGRADE",
  "DOWNGRADE",
] as const;

/** §1.9: `event` of security. */
export const SECURITY_EVENTS = ["PIN_CHANGED", "PIN_RESET_REQUEST", "PIN_REQUEST_SUCCESS"] as const;

/** §1.9: `value` of user_preferences. */
export const PREFERENCES = ["stop", "resume", "signup"] as const;

/** What becomes of a message that meets an error in the answer to its send. In a webhook's `failed` there is no doubt left, so it `again`. */
export type ErrorEnd =
  /** Refused before processing: waits, and goes out. */
  | "again"
  /** It may have gone out: a status, or those of later messages, must tell. */
  | "doubt"
  /** Not soon: waits long, and goes out. */
  | "later"
  | "fails"
  /** The channel stops with its mend; the message goes out when a person has started it again. */
  | "stops";

export interface MetaError {
  /** A code, or the first and last of a family. */
  readonly code: number | readonly [first: number, last: number];
  /** Where it comes: S in the answer to a send, W in a `failed` status, V beside messages or in them. */
  readonly where: string;
  /** The specification's handling: R retry, U unknown, D defer, X permanent, A stop and tell, C the caller's fault; - none. */
  readonly handling: string;
  readonly end: ErrorEnd;
  /** How long the specification says to wait at least. */
  readonly waitMs?: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const row = (code: MetaError["code"], where: string, handling: string, end: ErrorEnd, waitMs?: number): MetaError => ({
  code,
  where,
  handling,
  end,
  ...(waitMs === undefined ? {} : { waitMs }),
});

/** §6, in its order. */
export const META_ERRORS: readonly MetaError[] = [
  row(0, "S", "A", "stops"),
  row(1, "S", "U", "doubt"),
  row(2, "S", "U", "doubt"),
  row(3, "S", "C", "stops"),
  row(4, "S", "R", "again"),
  row(10, "S", "A", "stops"),
  row(17, "S", "R", "again"),
  row(613, "S", "R", "again"),
  row(33, "S", "C", "stops"),
  row(100, "S", "C", "fails"),
  row(104, "S", "C", "stops"),
  row(190, "S", "A", "stops"),
  row([200, 299], "S", "A", "stops"),
  row(368, "S", "A", "stops"),
  row(80007, "S", "R", "again"),
  row(130403, "S", "X", "fails"),
  row(130429, "SW", "R", "again", SECOND),
  row(130472, "W", "X", "fails"),
  row(130497, "SW", "XA", "fails"),
  row(131000, "SW", "U", "doubt"),
  row(131005, "S", "A", "stops"),
  row(131008, "S", "C", "fails"),
  row(131009, "SW", "CX", "fails"),
  row(131016, "SW", "U", "doubt"),
  row(131020, "S", "C", "fails"),
  row(131041, "S", "C", "fails"),
  row(131059, "S", "C", "fails"),
  row([131200, 131299], "S", "C", "fails"),
  row(131021, "S", "C", "fails"),
  row(131026, "WS", "X", "fails"),
  row(131030, "S", "C", "fails"),
  row(131031, "SW", "A", "stops"),
  row(131037, "SW", "A", "stops"),
  row(131042, "WS", "A", "stops"),
  row(131044, "WS", "A", "stops"),
  row(131045, "S", "A", "stops"),
  row(131047, "WS", "X", "fails"),
  row(131048, "WS", "AD", "later"),
  row(131049, "W", "D", "later", 24 * HOUR),
  row(131050, "WS", "X", "fails"),
  row(131051, "SWV", "C", "fails"),
  row(131052, "WV", "-", "fails"),
  row(131053, "WS", "-", "fails"),
  row(131055, "S", "C", "fails"),
  row(131056, "SW", "R", "again", SECOND),
  row(131057, "S", "R", "again", MINUTE),
  row(131062, "S", "C", "fails"),
  row(131063, "S", "C", "fails"),
  row(131064, "SW", "AD", "later"),
  row(132000, "S", "C", "fails"),
  row(132001, "S", "C", "fails"),
  row(132005, "S", "C", "fails"),
  row(132007, "S", "C", "fails"),
  row(132008, "S", "C", "fails"),
  row(132012, "S", "C", "fails"),
  row(132015, "SW", "D", "later"),
  row(132016, "S", "X", "fails"),
  row(132018, "S", "C", "fails"),
  row(132068, "S", "C", "fails"),
  row(132069, "S", "D", "later"),
  row(133000, "S", "R", "again"),
  row(133004, "S", "R", "again"),
  row(133005, "S", "C", "stops"),
  row(133006, "S", "C", "stops"),
  row(133008, "S", "D", "later"),
  row(133009, "S", "D", "later"),
  row(133010, "S", "A", "stops"),
  row(133015, "S", "D", "later", 5 * MINUTE),
  row(133016, "S", "D", "later", 72 * HOUR),
  row(134011, "S", "A", "fails"),
  row(134100, "S", "C", "fails"),
  row(134101, "S", "D", "later", 10 * MINUTE),
  row(134102, "S", "U", "doubt"),
  row(135000, "S", "C", "fails"),
  row(136024, "S", "C", "fails"),
  row(137000, "SW", "-", "fails"),
  row([138000, 138021], "S", "C", "fails"),
  row([139000, 139004], "S", "C", "fails"),
  row(139100, "S", "-", "fails"),
  row(139101, "S", "-", "fails"),
  row(139102, "S", "-", "fails"),
  row(139103, "S", "R", "again"),
  row(139200, "S", "C", "fails"),
  row([147001, 147005], "S", "C", "fails"),
  row(2200, "S", "C", "fails"),
  row(2388019, "S", "C", "fails"),
  row(2388039, "S", "C", "fails"),
  row(2388040, "S", "C", "fails"),
  row(2388047, "S", "C", "fails"),
  row(2388072, "S", "C", "fails"),
  row(2388073, "S", "C", "fails"),
  row(2388293, "S", "C", "fails"),
  row(2388299, "S", "C", "fails"),
  row(2388024, "S", "C", "fails"),
  row(2388012, "S", "C", "fails"),
  row(2388091, "S", "C", "fails"),
  row(2388093, "S", "C", "fails"),
  row(2388103, "S", "C", "fails"),
  row(2494100, "S", "R", "again", MINUTE),
  row(2593107, "SV", "-", "fails"),
  row(2593108, "SV", "-", "fails"),
  row(2593109, "SV", "-", "fails"),
];

/** §6: codes whose subcode changes the meaning. */
export const META_SUBCODES: ReadonlyArray<{ readonly code: number; readonly subcode: number; readonly end: ErrorEnd }> =
  [
    { code: 100, subcode: 33, end: "stops" },
    { code: 190, subcode: 460, end: "stops" },
    { code: 190, subcode: 463, end: "stops" },
    { code: 190, subcode: 467, end: "stops" },
  ];

/** Where we end otherwise than the specification says, and why. */
export const SEEN_OTHERWISE: ReadonlyMap<number, string> = new Map([
  [134011, "Payment messages alone need the terms of payments: the others of the channel go on."],
]);

/** What each handling allows. The caller's fault is the message's, or the settings': then every message would fail. */
export const ENDS_OF_HANDLING: Readonly<Record<string, readonly ErrorEnd[]>> = {
  R: ["again"],
  U: ["doubt"],
  D: ["later"],
  X: ["fails"],
  A: ["stops"],
  C: ["fails", "stops"],
  "-": ["fails"],
};
