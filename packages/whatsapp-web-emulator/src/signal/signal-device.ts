import {
  type BinaryNode,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeBigEndian,
  encodeWAMessage,
  generateRegistrationId,
  KEY_BUNDLE_TYPE,
  type KeyPair,
  proto,
  signedKeyPair,
  unpadRandomMax16,
  xmppPreKey,
  xmppSignedPreKey,
} from "baileys";
import { createSerial } from "../core/serial.ts";
import { buildNode } from "../nodes/node.ts";
import { createKeyStore } from "./key-store.ts";
import type { PublicBundle } from "./public-bundle.ts";
import { QUIET_LOGGER } from "./quiet-logger.ts";
import { createSessionTries } from "./session-tries.ts";

/** How a message is sealed: for one device (`pkmsg` starts a session, `msg` goes on with it) or for a group. */
export type Encryption = "pkmsg" | "msg" | "skmsg";

export interface Sealed {
  readonly type: "pkmsg" | "msg";
  readonly ciphertext: Uint8Array;
}

/**
 * The Signal keys and sessions of one phone. Other devices are named by their LID address, whatever the message was
 * addressed with, so that each pair of devices has one session.
 */
export interface SignalDevice {
  readonly identityKey: KeyPair;
  readonly registrationId: number;
  /** `<user>` with this device's keys and a pre-key nobody has used. */
  bundle(address: string): Promise<BinaryNode>;
  hasSession(peer: string): Promise<boolean>;
  /** Starts a session anew from the peer's published keys. */
  startSession(peer: string, bundle: PublicBundle): Promise<void>;
  seal(peer: string, message: proto.IMessage): Promise<Sealed>;
  /** @throws Error when no session fits */
  unseal(peer: string, type: "pkmsg" | "msg", ciphertext: Uint8Array): Promise<proto.Message>;
  /** The message under this device's sender key, and what lets others read it. */
  sealForGroup(
    group: string,
    self: string,
    message: proto.IMessage,
  ): Promise<{ ciphertext: Uint8Array; key: Uint8Array }>;
  learnSenderKey(group: string, author: string, key: Uint8Array): Promise<void>;
  /** @throws Error when the author's sender key is unknown */
  unsealFromGroup(group: string, author: string, ciphertext: Uint8Array): Promise<proto.Message>;
  /** The next message to the group goes out under a new key. */
  forgetSenderKey(group: string, self: string): Promise<void>;
}

export function createSignalDevice(): SignalDevice {
  const identityKey = Curve.generateKeyPair();
  const signedPreKey = signedKeyPair(identityKey, 1);
  const registrationId = generateRegistrationId();
  const { keys, each } = createSessionTries(createKeyStore());
  const creds = { signedIdentityKey: identityKey, signedPreKey, registrationId };
  const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds, keys }, QUIET_LOGGER);
  const inOrder = createSerial();
  let lastPreKeyId = 0;

  return {
    identityKey,
    registrationId,
    bundle: (address) =>
      inOrder(async () => {
        lastPreKeyId += 1;
        const pair = Curve.generateKeyPair();
        await keys.set({ "pre-key": { [lastPreKeyId]: pair } });
        return buildNode("user", { jid: address }, [
          buildNode("registration", {}, encodeBigEndian(registrationId)),
          buildNode("type", {}, KEY_BUNDLE_TYPE),
          buildNode("identity", {}, identityKey.public),
          xmppSignedPreKey(signedPreKey),
          xmppPreKey(pair, lastPreKeyId),
        ]);
      }),
    hasSession: (peer) => inOrder(async () => (await repository.validateSession(peer)).exists),
    startSession: (peer, bundle) => inOrder(() => repository.injectE2ESession({ jid: peer, session: bundle })),
    seal: (peer, message) => inOrder(() => repository.encryptMessage({ jid: peer, data: encodeWAMessage(message) })),
    unseal: (peer, type, ciphertext) =>
      inOrder(async () => {
        const open = () => repository.decryptMessage({ jid: peer, type, ciphertext });
        // What begins a session names it.
        return decode(await (type === "msg" ? each(open) : open()));
      }),
    sealForGroup: (group, self, message) =>
      inOrder(async () => {
        const data = encodeWAMessage(message);
        const sealed = await repository.encryptGroupMessage({ group, meId: self, data });
        return { ciphertext: sealed.ciphertext, key: sealed.senderKeyDistributionMessage };
      }),
    learnSenderKey: (group, author, key) =>
      inOrder(() =>
        repository.processSenderKeyDistributionMessage({
          authorJid: author,
          item: { groupId: group, axolotlSenderKeyDistributionMessage: key },
        }),
      ),
    unsealFromGroup: (group, author, ciphertext) =>
      inOrder(async () => decode(await repository.decryptGroupMessage({ group, authorJid: author, msg: ciphertext }))),
    forgetSenderKey: (group, self) =>
      inOrder(async () => {
        const [name, device] = repository.jidToSignalProtocolAddress(self).split(".");
        await keys.set({ "sender-key": { [`${group}::${name}::${device}`]: null } });
      }),
  };
}

function decode(padded: Uint8Array): proto.Message {
  return proto.Message.decode(unpadRandomMax16(padded));
}
