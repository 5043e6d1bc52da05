import { createHash, randomBytes, randomInt } from "node:crypto";

/** What an API key may be allowed to do. `admin` stands for all of them, also those to come. */
export const SCOPES = [
  "messages:read",
  "messages:send",
  "conversations:read",
  "conversations:write",
  "contacts:read",
  "contacts:write",
  "channels:read",
  "channels:write",
  "media:read",
  "media:write",
  "alerts:read",
  "alerts:write",
  "rules:read",
  "rules:write",
  "follow-ups:read",
  "follow-ups:write",
  "api-keys:read",
  "api-keys:write",
  "system:read",
  "admin",
] as const;

export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

export function allowsScope(held: readonly string[], wanted: string): boolean {
  return held.includes("admin") || held.includes(wanted);
}

/** A key as it is shown once: `chq_<prefix>_<secret>`. The beginning lets scanners of repositories recognise a leaked one. */
export interface GeneratedKey {
  readonly key: string;
  /** 8 letters and digits, no secret. */
  readonly prefix: string;
  readonly hash: Buffer;
}

const KEY_FORMAT = /^chq_([a-z0-9]{8})_[A-Za-z0-9_-]{43}$/;
/** Without l, o, 0 and 1, which people confuse. */
const PREFIX_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

export function generateKey(): GeneratedKey {
  const prefix = Array.from({ length: 8 }, () => PREFIX_LETTERS[randomInt(PREFIX_LETTERS.length)]).join("");
  const key = `chq_${prefix}_${randomBytes(32).toString("base64url")}`;
  return { key, prefix, hash: hashKey(key) };
}

/** undefined: this was never a key of ours. */
export function findPrefix(presentedKey: string): string | undefined {
  return KEY_FORMAT.exec(presentedKey)?.[1];
}

export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
