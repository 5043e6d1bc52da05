import { createHash, randomBytes } from "node:crypto";

/** What sessions and one-time links are known by: 32 random bytes as 43 letters. */
export function generateToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a token. SHA-256 is right: there is nothing to guess in 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
