import { createHmac } from "node:crypto";

const NON_ASCII = /[\u0080-\uffff]/;
const EVERY_NON_ASCII = /[\u0080-\uffff]/g;

/**
 * Serialises as Meta does: every character above U+007F becomes `\uXXXX` with lower-case hex, astral characters two of
 * them (cloud-api.md §1.2). The signature covers exactly these bytes.
 */
export function toAsciiJson(value: unknown): string {
  return escapeToAscii(JSON.stringify(value));
}

function escapeToAscii(json: string): string {
  if (!NON_ASCII.test(json)) return json;
  return json.replace(EVERY_NON_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The value of `X-Hub-Signature-256` for an ASCII body. */
export function signature256(body: string, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body, "latin1").digest("hex")}`;
}

/** The value of the legacy `X-Hub-Signature`. */
export function signature1(body: string, appSecret: string): string {
  return `sha1=${createHmac("sha1", appSecret).update(body, "latin1").digest("hex")}`;
}
