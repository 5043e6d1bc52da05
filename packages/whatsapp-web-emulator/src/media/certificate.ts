import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** A certificate for loopback, signed by itself, made anew on every start. */
export interface Certificate {
  /** PEM. A client trusts the media host by taking this as its certificate authority. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

const OID = {
  ecdsaWithSha256: "2a8648ce3d040302",
  commonName: "550403",
  basicConstraints: "551d13",
  subjectAltName: "551d11",
} as const;

const LOOPBACK = Buffer.from([127, 0, 0, 1]);

/** Node makes keys but no certificates; this is the little DER one needs (RFC 5280). */
export function createLoopbackCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const serial = randomBytes(8);
  // Authorities are looked up by name: who trusts two emulators would else try the one's key on the other's signature.
  const commonName = `WhatsApp Web emulator ${serial.toString("hex")}`;
  const name = sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(commonName)))));
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  const names = sequence(der(0x82, Buffer.from("localhost")), der(0x87, LOOPBACK));
  const extensions = sequence(
    sequence(oid(OID.basicConstraints), der(0x01, Buffer.from([0xff])), der(0x04, isAuthority)),
    sequence(oid(OID.subjectAltName), der(0x04, names)),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), serial])),
    algorithm,
    name,
    sequence(der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231235959Z"))),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    der(0xa3, extensions),
  );
  const signature = sign("sha256", body, { key: privateKey, dsaEncoding: "der" });
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    certificate: pem(whole),
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents);
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

function pem(bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
