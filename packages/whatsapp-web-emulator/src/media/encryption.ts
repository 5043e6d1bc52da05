import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { getMediaKeys, type MediaType } from "baileys";

const MAC_BYTES = 10;

/** A file as it lies on the media host, and what a message says about it. */
export interface EncryptedFile {
  readonly bytes: Buffer;
  readonly mediaKey: Buffer;
  readonly fileSha256: Buffer;
  readonly fileEncSha256: Buffer;
  readonly fileLength: number;
}

export async function encryptFile(plain: Buffer, type: MediaType): Promise<EncryptedFile> {
  const mediaKey = randomBytes(32);
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
  const cipher = createCipheriv("aes-256-cbc", cipherKey, iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const bytes = Buffer.concat([sealed, macOf(macKey, iv, sealed)]);
  return {
    bytes,
    mediaKey,
    fileSha256: sha256(plain),
    fileEncSha256: sha256(bytes),
    fileLength: plain.length,
  };
}

/** @throws Error when the file was changed, or is not the one the message is about */
export async function decryptFile(
  bytes: Buffer,
  mediaKey: Uint8Array,
  type: MediaType,
  expectedSha256: Uint8Array | null | undefined,
): Promise<Buffer> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
  const sealed = bytes.subarray(0, bytes.length - MAC_BYTES);
  if (!macOf(macKey, iv, sealed).equals(bytes.subarray(bytes.length - MAC_BYTES))) {
    throw new Error("The file on the media host does not have the right seal");
  }
  const decipher = createDecipheriv("aes-256-cbc", cipherKey, iv);
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
  if (expectedSha256 && !sha256(plain).equals(expectedSha256)) {
    throw new Error("The file on the media host is not the one the message names");
  }
  return plain;
}

function macOf(key: Uint8Array | undefined, iv: Uint8Array, sealed: Buffer): Buffer {
  return createHmac("sha256", key ?? Buffer.alloc(0))
    .update(iv)
    .update(sealed)
    .digest()
    .subarray(0, MAC_BYTES);
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
