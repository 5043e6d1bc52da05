/** What the schemas can't say: settings of a channel, files, and members whose values must mean something to get anywhere. */
import fc from "fast-check";
import type { NamedValues } from "./json-schema.ts";

/** The emulator's numbers that channels may be made of, deleted and made again. */
export const SPARE_PHONES = ["200000000000001", "200000000000002", "200000000000003", "200000000000004"] as const;

export const NAMED_VALUES: NamedValues = {
  targetProviderId: fc.nat(50).map((number) => `@@provider-ids:${number}@@`),
  quotedProviderId: fc.nat(50).map((number) => `@@provider-ids:${number}@@`),
  pattern: fc.constantFrom("hel+o", "^(\\d{1,6})$", "(?i)pay|paid", "a{1,9}b*", "(a+)+$", "["),
  timezone: fc.constantFrom("America/Lima", "UTC", "Nowhere/Land"),
  callbackUrl: fc.constantFrom("@@server:0@@/webhook", "https://hooks.example.com/webhook"),
  cooldownSeconds: fc.constantFrom(0, 1, 2_592_000),
};

/** What a schema allows and a rule beyond it forbids, taken out: of two members that exclude each other one stays. */
export function withoutContradictions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutContradictions);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutContradictions(member)]),
  );
  for (const [kept, dropped] of EXCLUSIVE) if (kept in members && dropped in members) delete members[dropped];
  return members;
}

const EXCLUSIVE = [
  ["to", "conversationId"],
  ["content", "text"],
  ["link", "mediaId"],
  ["sendAt", "expiresAt"],
] as const;

/** Settings of a Cloud API channel of its own; none of them reaches further than the emulator. */
export function channelConfig(isWhole: boolean): fc.Arbitrary<unknown> {
  const whole = {
    phoneNumberId: fc.constantFrom(...SPARE_PHONES),
    businessAccountId: fc.constant("102290129340398"),
    appId: fc.constant("1000000000000001"),
    accessToken: fc.constantFrom("EAAemulator", "EAAwrong-token"),
    appSecret: fc.constantFrom("emulator_app_secret", "another_app_secret"),
    verifyToken: fc.string({ minLength: 8, maxLength: 40 }).map((text) => `v${text.trim()}`),
    graphBaseUrl: fc.constantFrom("@@emulator:0@@", "http://127.0.0.1:9", "http://localhost:1/path"),
    messagesPerSecond: fc.integer({ min: 1, max: 1_000 }),
  };
  const required = ["phoneNumberId", "businessAccountId", "appId", "accessToken", "appSecret", "verifyToken"] as const;
  return fc.record(whole, { requiredKeys: isWhole ? [...required, "graphBaseUrl"] : [] });
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** The same, claiming to be 60,000 pixels wide and high. */
const hugePng = Buffer.from(png);
hugePng.writeUInt32BE(60_000, 16);
hugePng.writeUInt32BE(60_000, 20);

const FILES: readonly Buffer[] = [
  png,
  hugePng,
  png.subarray(0, 30),
  Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1"),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="file:///etc/passwd"/></svg>'),
  Buffer.from("%PDF-1.7\n%%EOF"),
  Buffer.from("OggS\0\x02", "latin1"),
  Buffer.from("PK\x03\x04", "latin1"),
  Buffer.from("RIFF\xff\xff\xff\xffWEBPVP8 ", "latin1"),
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46]),
  Buffer.from("\0\0\0\x20ftypisom", "latin1"),
  Buffer.alloc(0),
  Buffer.alloc(300_000, 0x41),
];

export const mediaBytes: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FILES) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 60 }))
      .map((parts) => Buffer.concat(parts)),
  },
);
