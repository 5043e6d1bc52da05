import { Curve, proto } from "baileys";
import { describe, expect, it } from "vitest";
import { isSignedBy } from "../src/signal/signature.ts";
import { createServerIdentity } from "../src/transport/server-identity.ts";

// The library accepts any signature, so that no client of it can tell whether these are right.
describe("certificates", () => {
  it("are a chain from the root to the key the server uses", () => {
    const identity = createServerIdentity("a seed");
    const { intermediate, leaf } = proto.CertChain.decode(identity.certificateChain);
    const { Details } = proto.CertChain.NoiseCertificate;
    const middle = Details.decode(intermediate?.details ?? new Uint8Array());
    const last = Details.decode(leaf?.details ?? new Uint8Array());
    expect(
      isSignedBy(
        identity.root.public,
        intermediate?.details ?? new Uint8Array(),
        intermediate?.signature ?? new Uint8Array(),
      ),
    ).toBe(true);
    expect(
      isSignedBy(
        middle.key ?? new Uint8Array(),
        leaf?.details ?? new Uint8Array(),
        leaf?.signature ?? new Uint8Array(),
      ),
    ).toBe(true);
    expect(middle.issuerSerial).toBe(0);
    expect(Buffer.from(last.key ?? [])).toEqual(Buffer.from(identity.staticKey.public));
  });

  it("have the same root for the same seed", () => {
    const root = (seed: string) => Buffer.from(createServerIdentity(seed).root.public).toString("hex");
    expect(root("a")).toBe(root("a"));
    expect(root("a")).not.toBe(root("b"));
  });
});

describe("signatures", () => {
  it("are told from forgeries", () => {
    for (let count = 0; count < 20; count += 1) {
      const pair = Curve.generateKeyPair();
      const message = Buffer.from(`Message ${count}`);
      const signature = Curve.sign(pair.private, message);
      expect(isSignedBy(pair.public, message, signature)).toBe(true);
      expect(isSignedBy(pair.public, Buffer.from("Another"), signature)).toBe(false);
      expect(isSignedBy(Curve.generateKeyPair().public, message, signature)).toBe(false);
    }
  });
});
