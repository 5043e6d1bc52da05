/** Meta's error codes as data: for each code, how the outbox must take it and what to tell a person.
 *  Source: Meta's error reference (October 2026) and observed answers; HTTP statuses differ between the two, so none is used here. */

/** `unknown` in an HTTP answer means the message may have gone out; in a `failed` status it means only that Meta was at fault. */
export interface MetaErrorRule {
  readonly class: "retry" | "unknown" | "defer" | "permanent" | "stop-channel";
  /** With `retry`: who must wait. */
  readonly scope?: "message" | "conversation" | "channel";
  /** With `retry` and `defer`: how long, when Meta names no time itself. */
  readonly afterMs?: number;
  /** Added at random to `afterMs`, so that several senders sharing a limit do not return together. */
  readonly spreadMs?: number;
  /** The reason alone, in plain words; the outcome puts "not sent" or its like before it. */
  readonly title: string;
  /** What a person can do. */
  readonly mend?: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const NEW_TOKEN =
  "In Meta Business Settings create a new permanent system-user token with whatsapp_business_messaging and whatsapp_business_management, and save it in this channel.";
const CHECK_ACCESS =
  "In Meta Business Settings give the token's system user full control of the app and of the WhatsApp account, and check the phone number id in this channel.";
const CONTACT_META =
  "See the alert in WhatsApp Manager and appeal there or ask Meta's support; then start the channel again.";
const PAY = "In WhatsApp Manager open Billing, add or repair the payment method, then start the channel again.";
const REGISTER = "Register the number in WhatsApp Manager (Phone numbers), then start the channel again.";
const FIX_TEMPLATE = "Compare the message with the template in WhatsApp Manager and correct its placeholders.";
const CHANGE_MESSAGE = "Correct the message and send it again.";
const NO_MEDIA = "Check that the link opens without a login, is https, and is a file type and size WhatsApp takes.";

const stop = (title: string, mend: string): MetaErrorRule => ({ class: "stop-channel", title, mend });
const permanent = (title: string, mend?: string): MetaErrorRule =>
  mend === undefined ? { class: "permanent", title } : { class: "permanent", title, mend };
const defer = (afterMs: number, title: string, mend?: string): MetaErrorRule =>
  mend === undefined ? { class: "defer", afterMs, title } : { class: "defer", afterMs, title, mend };
const retryChannel = (afterMs: number, title: string, spreadMs = 0): MetaErrorRule => ({
  class: "retry",
  scope: "channel",
  afterMs,
  spreadMs,
  title,
});
const unknown = (title: string): MetaErrorRule => ({ class: "unknown", title });

const NOT_FOR_SENDING = permanent("Meta answered with an error that has nothing to do with sending");

const RULES: Readonly<Record<number, MetaErrorRule>> = {
  // Access: every message would fail the same way.
  0: stop("Meta does not accept the access token", NEW_TOKEN),
  3: stop("the app may not use this part of Meta's API", CHECK_ACCESS),
  10: stop("the access token may not send for this number", CHECK_ACCESS),
  33: stop("Meta does not know this phone number id, or the token may not use it", CHECK_ACCESS),
  104: stop(
    "Meta demands a proof of the app secret with every call",
    "In the App Dashboard switch off “Require app secret”.",
  ),
  190: stop("the access token has expired or was revoked", NEW_TOKEN),
  131005: stop("the access token may not send for this number", CHECK_ACCESS),

  // The account.
  368: stop("Meta has blocked this account for breaking its policies", CONTACT_META),
  131031: stop("Meta has locked this WhatsApp account", CONTACT_META),
  131037: stop("the number's display name is not approved yet", "Have the display name approved in WhatsApp Manager."),
  131042: stop("Meta could not charge this WhatsApp account", PAY),
  131044: stop("Meta could not charge this WhatsApp account", PAY),
  131045: stop("the number's registration with WhatsApp is broken", REGISTER),
  133005: stop("the two-step PIN does not match", "Set the PIN again in WhatsApp Manager and register the number."),
  133006: stop("the number must be verified first", "Verify the number in WhatsApp Manager, then register it."),
  133010: stop("the number is not registered with WhatsApp's Cloud API", REGISTER),

  // Limits: refused before anything was done, so waiting is enough.
  4: retryChannel(MINUTE, "the app has made too many calls"),
  17: retryChannel(MINUTE, "the account has made too many calls"),
  613: retryChannel(MINUTE, "too many calls"),
  80007: retryChannel(MINUTE, "the WhatsApp account has made too many calls"),
  130429: retryChannel(SECOND, "the number is sending faster than Meta allows", 4 * SECOND),
  131056: {
    class: "retry",
    scope: "conversation",
    afterMs: 4 * SECOND,
    title: "too many messages to this contact in a short time",
  },
  131057: retryChannel(MINUTE, "Meta is doing maintenance on the number"),
  133000: retryChannel(MINUTE, "the number is being moved between registrations"),
  133004: retryChannel(10 * SECOND, "Meta's server is busy"),
  2494100: retryChannel(5 * MINUTE, "the number is being moved and cannot send for some minutes"),
  139103: {
    class: "retry",
    scope: "message",
    afterMs: 5 * SECOND,
    title: "Meta could not change the block list just now",
  },

  // Meta's own faults: it may have happened all the same.
  1: unknown("Meta had an error of its own"),
  2: unknown("Meta's service was down for a moment"),
  131000: unknown("something went wrong at Meta"),
  131016: unknown("Meta's service was overloaded"),
  134102: unknown("Meta could not use the template just now"),

  // Possible later, not soon.
  131048: defer(
    6 * HOUR,
    "the number has reached its limit of new conversations, or too many people blocked or reported it",
    "Look at the quality rating in WhatsApp Manager and send only to people who asked for it.",
  ),
  131049: defer(
    24 * HOUR,
    "Meta holds back marketing to this contact for now",
    "Nothing to do: it is tried again after a day. Other contacts are not affected.",
  ),
  131064: defer(
    24 * HOUR,
    "Meta has limited this account because templates were filed under the wrong category",
    "Correct the templates' categories in WhatsApp Manager.",
  ),
  132015: defer(
    3 * HOUR,
    "Meta has paused the template because of poor feedback",
    "Improve the template or use another.",
  ),
  132069: defer(HOUR, "the flow has been sent too often in the last hour"),
  133008: defer(HOUR, "the two-step PIN was guessed wrong too often"),
  133009: defer(10 * MINUTE, "the two-step PIN was entered too fast"),
  133015: defer(5 * MINUTE, "the number was deleted a moment ago"),
  133016: defer(72 * HOUR, "the number was registered too often"),
  134101: defer(10 * MINUTE, "Meta is still preparing the template for marketing"),

  // The contact.
  130403: permanent("you have blocked this contact", "Unblock the contact first."),
  130472: permanent(
    "Meta keeps marketing from this contact as part of an experiment",
    "Reach the contact another way.",
  ),
  130497: permanent("this account may not send to the contact's country"),
  131021: permanent("the recipient is the sending number itself"),
  131026: permanent(
    "the contact cannot get it: not on WhatsApp, an old app version, or WhatsApp's terms not accepted",
    "Check the phone number, or reach the contact another way.",
  ),
  131030: permanent(
    "the recipient is not on the test number's list",
    "Add the recipient in the App Dashboard (WhatsApp, API Setup), or use a real number.",
  ),
  131047: permanent(
    "the contact's last message is more than 24 hours old; only a template can be sent",
    "Send an approved template instead.",
  ),
  131050: permanent("the contact has stopped marketing messages from you"),
  131062: permanent("this kind of message needs the contact's phone number", "Ask the contact for the number."),
  137000: permanent(
    "the contact's identity has changed since it was last checked",
    "Check with the contact, then send again.",
  ),

  // The message.
  100: permanent("Meta does not accept a part of the message", CHANGE_MESSAGE),
  131008: permanent("a required part of the message is missing", CHANGE_MESSAGE),
  131009: permanent("a part of the message has a value Meta does not accept", CHANGE_MESSAGE),
  131020: permanent("Meta does not accept this for a group"),
  131041: permanent("Meta does not accept this for a group"),
  131059: permanent("Meta does not accept this for a group"),
  131051: permanent("WhatsApp does not know this type of message"),
  131052: permanent("a file the contact sent could not be fetched", "Ask the contact to send it again."),
  131053: permanent("Meta could not fetch or use the file", NO_MEDIA),
  131055: permanent("this way of sending does not allow this kind of message"),
  131063: permanent(
    "marketing templates through the Cloud API are switched off for this account",
    "Allow them in WhatsApp Manager.",
  ),
  134011: permanent("the terms of WhatsApp payments are not accepted yet", "Accept them in WhatsApp Manager."),
  134100: permanent("this way of sending takes marketing templates only"),
  135000: permanent("Meta does not accept the message as it is", CHANGE_MESSAGE),
  139200: permanent("direct sending is not enabled for this account"),

  // The template.
  132000: permanent("the number of values does not match the template's placeholders", FIX_TEMPLATE),
  132001: permanent(
    "the template does not exist in this language or is not approved",
    "Synchronise the templates and choose an approved one.",
  ),
  132005: permanent("the text is too long once the template is filled in", "Use shorter values."),
  132007: permanent("the filled-in template breaks Meta's rules on format", FIX_TEMPLATE),
  132008: permanent("a value does not have the format the template wants", FIX_TEMPLATE),
  132012: permanent("a value does not have the format the template wants", FIX_TEMPLATE),
  132016: permanent("Meta has disabled the template for good", "Use another template."),
  132018: permanent("the template's values are not usable", FIX_TEMPLATE),
  132068: permanent("the flow in the template is blocked", "Repair the flow in WhatsApp Manager."),
  2388024: permanent("a template of this name and language exists already"),

  // Calls this driver does not make; known, so that they are named if they ever come.
  ...byCode([136024, 139100, 139101, 139102, 2200, 2593107, 2593108, 2593109], NOT_FOR_SENDING),
  ...byCode([2388019, 2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299], NOT_FOR_SENDING),
  ...byCode([2388012, 2388091, 2388093, 2388103], NOT_FOR_SENDING),
};

/** Families of codes Meta gives as a range, both ends included. */
const RANGES: readonly (readonly [first: number, last: number, rule: MetaErrorRule])[] = [
  [200, 299, stop("the access token lacks a permission", CHECK_ACCESS)],
  [131200, 131299, permanent("Meta does not accept this for a group")],
  [138000, 138021, permanent("Meta does not accept this call")],
  [139000, 139004, permanent("Meta does not accept this flow")],
  [147001, 147005, NOT_FOR_SENDING],
];

/** Subcodes that say more than their code. */
const BY_SUBCODE: Readonly<Record<string, MetaErrorRule>> = {
  "100/33": stop("Meta does not know this phone number id, or the token may not use it", CHECK_ACCESS),
  "190/460": stop("the access token ended because its owner's password changed", NEW_TOKEN),
  "190/463": stop("the access token has expired", NEW_TOKEN),
  "190/467": stop("the access token was revoked", NEW_TOKEN),
};

/** All that has a rule, for tests that must miss none: single codes, families by their ends, and `code/subcode`. */
export const KNOWN_META_ERRORS = {
  codes: Object.keys(RULES).map(Number),
  ranges: RANGES.map(([first, last]) => [first, last] as const),
  subcodes: Object.keys(BY_SUBCODE),
};

/** The rule for a code, or undefined when Meta has made a new one since. */
export function findMetaErrorRule(code: number, subcode: number | undefined): MetaErrorRule | undefined {
  if (subcode !== undefined) {
    const exact = BY_SUBCODE[`${code}/${subcode}`];
    if (exact !== undefined) return exact;
  }
  return RULES[code] ?? RANGES.find(([first, last]) => code >= first && code <= last)?.[2];
}

function byCode(codes: readonly number[], rule: MetaErrorRule): Record<number, MetaErrorRule> {
  return Object.fromEntries(codes.map((code) => [code, rule]));
}
