import { createHash, randomBytes, randomInt } from "node:crypto";

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
