import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { ChasquiError } from "./errors.ts";
import { KEY_BYTES } from "./master-key.ts";

export { loadMasterKey } from "./master-key.ts";

/** Encrypts what must not be readable in the database, a dump or a backup. AES-256-GCM.
 *
 *  Layout: version (1 byte) · nonce (12) · authentication tag (16) · ciphertext. The version and the context are authenticated:
 *  a sealed value copied to another row or column doesn't open there. */
export interface SecretBox {
  /** `context` says what it is and where it belongs, e.g. `channel:<id>:secrets`; the same text is needed to open it. */
  seal(plaintext: string | Buffer, context: string): Buffer;
  /** @throws SecretUnreadable when it was sealed by another key, for another context, or was altered. */
  open(sealed: Buffer, context: string): Buffer;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

export class SecretUnreadable extends ChasquiError {
  constructor(context: string, cause?: unknown) {
    super("unavailable", "secret-unreadable", `A secret can't be decrypted (${context}).`, {
      mend: "Start with the CHASQUI_SECRET or the secret.key it was stored with, or enter the secret again.",
      cause,
    });
  }
}

export function createSecretBox(key: Buffer): SecretBox {
  if (key.length !== KEY_BYTES) throw new Error(`a secret box needs a key of ${KEY_BYTES} bytes`);
  return {
    seal(plaintext, context) {
      // Random nonces are safe for 2^32 values under one key; we store secrets by the hundred.
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(authenticated(context));
      const ciphertext = Buffer.concat([cipher.update(toBuffer(plaintext)), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
    },
    open(sealed, context) {
      if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) throw new SecretUnreadable(context);
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(authenticated(context)).setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
      } catch (cause) {
        throw new SecretUnreadable(context, cause);
      }
    },
  };
}

/** Whether two texts are the same, in a time that doesn't tell where they differ or how long either is. */
export function equalsConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function authenticated(context: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(context)]);
}

function toBuffer(plaintext: string | Buffer): Buffer {
  return typeof plaintext === "string" ? Buffer.from(plaintext) : plaintext;
}
