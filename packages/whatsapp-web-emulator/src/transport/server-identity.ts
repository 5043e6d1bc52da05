import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { Curve, type KeyPair, proto } from "baileys";

/** What the server proves itself with in the Noise handshake. */
export interface ServerIdentity {
  /** Signs the certificates; a client has to trust its public half. */
  readonly root: KeyPair;
  readonly staticKey: KeyPair;
  /** Encoded `CertChain`: an intermediate signed by the root, a leaf signed by the intermediate. */
  readonly certificateChain: Uint8Array;
}

const VALID_UNTIL_SECONDS = 4_000_000_000;

/** The same root on every start, so that a client's configuration may name it. It protects nothing. */
export const DEFAULT_ROOT_SEED = "whatsapp-web-emulator root";

export function createServerIdentity(rootSeed: string): ServerIdentity {
  const root = keyPairFromSeed(rootSeed);
  const intermediate = Curve.generateKeyPair();
  const staticKey = Curve.generateKeyPair();
  const { Details } = proto.CertChain.NoiseCertificate;
  const validity = { notBefore: 0, notAfter: VALID_UNTIL_SECONDS };
  // A client refuses an intermediate whose issuer is not number 0.
  const middle = Details.encode({ serial: 1, issuerSerial: 0, key: intermediate.public, ...validity }).finish();
  const leaf = Details.encode({ serial: 2, issuerSerial: 1, key: staticKey.public, ...validity }).finish();
  const certificateChain = proto.CertChain.encode({
    intermediate: { details: middle, signature: Curve.sign(root.private, middle) },
    leaf: { details: leaf, signature: Curve.sign(intermediate.private, leaf) },
  }).finish();
  return { root, staticKey, certificateChain };
}

/** DER of an X25519 private key up to the 32 bytes of the key itself (RFC 8410). */
const PKCS8_X25519 = Buffer.from("302e020100300506032b656e04220420", "hex");

function keyPairFromSeed(seed: string): KeyPair {
  const secret = createHash("sha256").update(seed).digest();
  // Clamped as Curve25519 asks for: signing works on the bytes as they are.
  secret[0] = (secret[0] ?? 0) & 248;
  secret[31] = ((secret[31] ?? 0) & 127) | 64;
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_X25519, secret]), format: "der", type: "pkcs8" });
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return { private: secret, public: der.subarray(der.length - 32) };
}
