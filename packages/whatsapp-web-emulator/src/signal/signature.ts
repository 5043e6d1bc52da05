import { createPublicKey, verify } from "node:crypto";

/** The prime of Curve25519. */
const PRIME = 2n ** 255n - 19n;
/** DER of an Ed25519 public key up to the 32 bytes of the key itself (RFC 8410). */
const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");

/**
 * Whether a Curve25519 key has signed (XEdDSA). The library's own `Curve.verify` (7.0.0-rc14) says yes to every
 * signature of the right length, so it proves nothing.
 */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  // The same point in Edwards form: y = (u - 1) / (u + 1). The signature's highest bit says which of the two x it has.
  const u = readLittleEndian(publicKey) % PRIME;
  const y = mod((u - 1n) * invert(mod(u + 1n)));
  const signBit = (signature[63] ?? 0) & 0x80;
  const point = writeLittleEndian(y);
  point[31] = (point[31] ?? 0) | signBit;
  const plain = Buffer.from(signature);
  plain[63] = (plain[63] ?? 0) & 0x7f;
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, point]), format: "der", type: "spki" });
  return verify(null, message, key, plain);
}

function mod(value: bigint): bigint {
  const rest = value % PRIME;
  return rest < 0n ? rest + PRIME : rest;
}

/** By Fermat: a^(p-2). */
function invert(value: bigint): bigint {
  let result = 1n;
  let base = value;
  for (let exponent = PRIME - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

function readLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}

function writeLittleEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
}
