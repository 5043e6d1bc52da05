/** Whatever the server can say to a person, it can say in Spanish and Portuguese. */
import { describe, expect, test } from "vitest";
import { KNOWN_META_ERRORS } from "../../../server/src/channels/cloud-api/errors.ts";
import { KNOWN_REFUSALS } from "../../../server/src/channels/cloud-api/management-errors.ts";
import { OUTCOMES } from "../../../server/src/channels/sandbox/failures.ts";
import { familyOf } from "../../src/components/server-text.rules.ts";
import { readCodes } from "./read-codes.ts";
import { readTexts } from "./read-texts.ts";

const server = readCodes();

/** Nobody sees these in the web app. */
const FOR_NO_PERSON = new Set([
  // The server doesn't start, or a command of the terminal ends: told in the terminal, in English.
  "config-invalid",
  "database-too-new",
  "key-file-exposed",
  "key-file-invalid",
  "key-file-unusable",
  "migration-changed",
  "secret-mismatch",
  // Between nodes; it ends the connection, and nothing else.
  "session-taken",
  // Requests that no browser running this app makes.
  "expectation-unknown",
  "headers-too-large",
  "host-invalid",
  "host-missing",
  "json-too-deep",
  "malformed-json",
  "malformed-request",
  "malformed-url",
  "method-not-allowed",
  "request-aborted",
  "request-timeout",
  "unstorable-value",
  "unsupported-media-type",
  "url-too-long",
  // For programs with an API key.
  "api-key-invalid",
  "api-key-missing",
  "idempotency-key-reused",
  "nobody-is-me",
  "sandbox-not-chosen",
  "too-many-wrong-keys",
  // Answers to platforms, and operations that have no page.
  "event-unknown",
  "ingest-overloaded",
  "signature-wrong",
  "verify-token-wrong",
]);

/** What comes out where a code is put together, or handed on: none where it stands in the sources as it is. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  "channels/channel-details.rules.ts kind": ["tier-reached"],
  "channels/channel.ts reason.code": [],
  "channels/cloud-api/account-news.ts ACCOUNT_RESTRICTED": ["account-restricted"],
  "channels/cloud-api/account-news.ts QUALITY_DROPPED": ["quality-dropped"],
  "channels/cloud-api/account-rules.ts `${kind}-over`": ["token-expiring-over", "data-access-expiring-over"],
  "channels/cloud-api/account-rules.ts kind": ["token-expiring", "data-access-expiring"],
  "channels/cloud-api/account-update.ts kind": ["account-disconnected", "account-violation"],
  "channels/cloud-api/account-update.ts variant": ["account-deleted", "account-offboarded", "app-removed"],
  "channels/cloud-api/management-errors.ts `meta-call-${number}`": KNOWN_REFUSALS.map((code) => `meta-call-${code}`),
  "channels/cloud-api/management-errors.ts variant": ["meta-request-refused", "meta-no-success"],
  "channels/cloud-api/media-download.ts code": [
    "download-failed",
    "file-http",
    "file-meta",
    "file-meta-100",
    "media-address-expired",
    "media-host-unknown",
    "network-reset",
  ],
  "channels/cloud-api/media-upload.ts code": ["media-unreadable", "upload-failed"],
  "channels/cloud-api/outcome.ts `http-${answer.status}`": ["http-429", "http-502"],
  "channels/cloud-api/outcome.ts code": ["http-502"],
  "channels/cloud-api/outcome.ts failure.code": ["network-failed", "network-timeout"],
  "channels/cloud-api/outcome.ts variant": [
    "meta-passing",
    ...KNOWN_META_ERRORS.subcodes.map((code) => `meta-${code.replace("/", "-")}`),
  ],
  "domains/ai-replies/providers/failures.ts error.code": ["url-forbidden"],
  "channels/linked-device/check-device.ts code": [
    "not-paired",
    "not-paired-because",
    "session-not-connected",
    "session-not-connected-because",
  ],
  "channels/linked-device/errors.ts `whatsapp-${number}`": [
    "whatsapp-403",
    "whatsapp-429",
    "whatsapp-463",
    "whatsapp-479",
    "whatsapp-503",
  ],
  "channels/message-templates.rules.ts kind": [],
  "channels/sandbox/failures.ts code": Object.values(OUTCOMES).map(({ outcome }) => outcome.error.code),
  "domains/ai-replies/effects.ts ALERTS.limit": ["ai-replies-limit-reached"],
  "domains/ai-replies/effects.ts ALERTS.provider": ["ai-replies-failing"],
  "domains/ai-replies/providers/failures.ts variant": [
    "ai-access-refused",
    "ai-model-unknown",
    "ai-provider-down",
    "ai-request-refused",
  ],
  "domains/inbox/inbox.errors.ts CHANNEL_REMOVED.code": ["channel-removed"],
  "domains/limits/reasons.rules.ts `${code}-warm-up`": ["limit-messages-warm-up", "limit-new-people-warm-up"],
  "domains/limits/reasons.rules.ts code": [
    "limit-cold-stop",
    "limit-messages",
    "limit-new-people",
    "limit-quiet-hours",
  ],
  "domains/media/download.job.ts error.code": ["media-too-large", "media-empty"],
  "domains/messages/explanation/explanation.service.ts message.state": [],
  "domains/messages/messages.errors.ts code": [],
  "domains/messages/service-window.rules.ts error.code": [],
  'domains/messages/thread/thread-reader.ts text(code) ?? "unknown"': [],
  "domains/messages/upkeep.ts EXPIRED_CODE": ["expired"],
  "platform/http/problem.ts error.code": [],
  "platform/http/problem.ts parts.code": [],
  "platform/outgoing/errors.ts `endpoint-${trouble}`": [
    "endpoint-aborted",
    "endpoint-answer-too-large",
    "endpoint-redirected",
    "endpoint-timed-out",
    "endpoint-unreachable",
  ],
};
/** Of the alert that is raised by a spread, and of the web app's own. */
const MORE = ["account-alert", "account-to-be-disabled", "waits-for-limit", "file-channel-unknown", "file-media-gone"];

const UNKNOWN_TO_US = "meta-new";
const META = [
  UNKNOWN_TO_US,
  "meta-unnamed",
  ...KNOWN_META_ERRORS.codes.map((code) => `meta-${code}`),
  ...KNOWN_META_ERRORS.ranges.flat().map((code) => `meta-${code}`),
];

/** Groups of texts in which a code may be found. */
const GROUPS = {
  problems: ["problems", "reasons"],
  reasons: ["reasons", "problems"],
  alerts: ["alertReasons"],
  checks: ["checkReasons"],
  any: ["reasons", "problems", "alertReasons", "checkReasons", "explanation.next"],
} as const;

test("the codes of the server are found", () => {
  expect(server.problems.size).toBeGreaterThan(100);
  expect(server.reasons.size).toBeGreaterThan(40);
  expect(server.alerts.size).toBeGreaterThan(10);
  expect(server.checks.size).toBeGreaterThan(20);
});

test("of every code that is put together it is said here what comes out", () => {
  expect([...server.computed].sort()).toEqual(Object.keys(COMPUTED).sort());
});

test("what nobody sees is still there", () => {
  expect([...FOR_NO_PERSON].filter((code) => !server.problems.has(code))).toEqual([]);
});

describe.each(["es", "pt"] as const)("%s", (language) => {
  const texts = readTexts(language);
  /** Its own, or those of its kind; that it is an unknown one is nothing to say of a code that is known. With a plural it has one for each. */
  const hasWords = (groups: readonly string[], code: string) => {
    const kind = familyOf(code);
    const names = kind === undefined || kind === UNKNOWN_TO_US ? [code] : [code, kind];
    return groups.some((group) =>
      names.some((name) =>
        ["", ".title", ".detail", ".title_other", ".detail_other"].some((part) => texts.has(`${group}.${name}${part}`)),
      ),
    );
  };
  const missing = (groups: readonly string[], codes: Iterable<string>) =>
    [...codes].filter((code) => !FOR_NO_PERSON.has(code) && !hasWords(groups, code));

  test("has words for every problem", () => {
    expect(missing(GROUPS.problems, server.problems)).toEqual([]);
  });

  test("has words for every reason", () => {
    expect(missing(GROUPS.reasons, [...server.reasons, ...META])).toEqual([]);
  });

  test("has words for every kind of alert", () => {
    expect(missing(GROUPS.alerts, server.alerts)).toEqual([]);
  });

  test("has words for every result of a check", () => {
    expect(missing(GROUPS.checks, server.checks)).toEqual([]);
  });

  test("has words for every variant, and for what is put together", () => {
    expect(missing(GROUPS.any, [...server.variants, ...Object.values(COMPUTED).flat(), ...MORE])).toEqual([]);
  });

  test("has none that the server never says", () => {
    const said = [server.problems, server.reasons, server.alerts, server.checks, server.variants, META, MORE];
    const known = new Set([...said.flatMap((codes) => [...codes]), ...Object.values(COMPUTED).flat()]);
    const families = [...known].map(familyOf);
    const isSaid = (code: string) => known.has(code) || families.includes(code);
    const groups = /^(?:reasons|alertReasons|checkReasons)\.([^.]+)\./;
    const unsaid = [...texts.keys()].map((key) => groups.exec(key)?.[1]).filter((code) => code && !isSaid(code));
    expect(unsaid).toEqual([]);
  });
});
