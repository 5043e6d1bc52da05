import { createHash, hkdfSync } from "node:crypto";
import { aesDecryptGCM, aesEncryptGCM, Curve, type KeyPair, NOISE_MODE, proto } from "baileys";
import type { ServerIdentity } from "./server-identity.ts";

/** The two keys of an open connection; each frame counts its direction's nonce up by one. */
export interface Cipher {
  encrypt(plain: Uint8Array): Buffer;
  /** @throws Error when the frame was not made with this connection's key, or comes out of order */
  decrypt(sealed: Uint8Array): Buffer;
}

/** What a client proved and said at the end of the handshake. */
export interface Finished {
  readonly cipher: Cipher;
  readonly clientKey: Buffer;
  readonly payload: proto.ClientPayload;
}

/** The responder's side of Noise_XX_25519_AESGCM_SHA256, as WhatsApp frames it. */
export interface Handshake {
  /** @returns the server hello */
  hello(frame: Uint8Array): Uint8Array;
  finish(frame: Uint8Array): Finished;
}

const NO_DATA = Buffer.alloc(0);

export function createHandshake(identity: ServerIdentity, intro: Uint8Array): Handshake {
  // 32 bytes: Noise takes a name of that length as the hash itself.
  let hash: Buffer = Buffer.from(NOISE_MODE);
  let chainingKey: Buffer = hash;
  let key: Buffer = hash;
  let counter = 0;
  let ephemeral: KeyPair | undefined;

  const mixHash = (data: Uint8Array) => {
    hash = createHash("sha256").update(hash).update(data).digest();
  };
  const mixKey = (secret: Uint8Array) => {
    [chainingKey, key] = expand(secret, chainingKey);
    counter = 0;
  };
  const seal = (plain: Uint8Array) => {
    const sealed = aesEncryptGCM(plain, key, nonce(counter++), hash);
    mixHash(sealed);
    return sealed;
  };
  const open = (sealed: Uint8Array) => {
    const plain = aesDecryptGCM(sealed, key, nonce(counter++), hash);
    mixHash(sealed);
    return plain;
  };
  mixHash(intro);

  return {
    hello(frame) {
      const { clientHello } = proto.HandshakeMessage.decode(frame);
      const clientEphemeral = required(clientHello?.ephemeral, "clientHello.ephemeral");
      mixHash(clientEphemeral);
      ephemeral = Curve.generateKeyPair();
      mixHash(ephemeral.public);
      mixKey(Curve.sharedKey(ephemeral.private, clientEphemeral));
      const sealedStatic = seal(identity.staticKey.public);
      mixKey(Curve.sharedKey(identity.staticKey.private, clientEphemeral));
      const payload = seal(identity.certificateChain);
      return proto.HandshakeMessage.encode({
        serverHello: { ephemeral: ephemeral.public, static: sealedStatic, payload },
      }).finish();
    },
    finish(frame) {
      const { clientFinish } = proto.HandshakeMessage.decode(frame);
      const clientKey = open(required(clientFinish?.static, "clientFinish.static"));
      if (ephemeral === undefined) throw new Error("clientFinish came before clientHello");
      mixKey(Curve.sharedKey(ephemeral.private, clientKey));
      const payload = proto.ClientPayload.decode(open(required(clientFinish?.payload, "clientFinish.payload")));
      const [readKey, writeKey] = expand(NO_DATA, chainingKey);
      return { cipher: createCipher(readKey, writeKey), clientKey, payload };
    },
  };
}

function createCipher(readKey: Buffer, writeKey: Buffer): Cipher {
  let read = 0;
  let written = 0;
  return {
    encrypt: (plain) => aesEncryptGCM(plain, writeKey, nonce(written++), NO_DATA),
    decrypt: (sealed) => aesDecryptGCM(sealed, readKey, nonce(read++), NO_DATA),
  };
}

function expand(secret: Uint8Array, salt: Uint8Array): [Buffer, Buffer] {
  const bytes = Buffer.from(hkdfSync("sha256", secret, salt, NO_DATA, 64));
  return [bytes.subarray(0, 32), bytes.subarray(32)];
}

/** 12 bytes with the count at the end, big-endian. */
function nonce(count: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(count, 8);
  return bytes;
}

/** A copy as Buffer: protobuf hands out views, the curve functions insist on buffers. */
function required(bytes: Uint8Array | null | undefined, what: string): Buffer {
  if (bytes === null || bytes === undefined) throw new Error(`The handshake came without ${what}`);
  return Buffer.from(bytes);
}
