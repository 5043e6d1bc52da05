import { type BinaryNode, generateSignalPubKey } from "baileys";
import { buildNode, bytesOf, childOf, getBytes } from "../nodes/node.ts";

interface PublicPreKey {
  readonly keyId: number;
  readonly publicKey: Uint8Array;
}

/** A device's published keys, as a peer needs them to start a session. */
export interface PublicBundle {
  registrationId: number;
  identityKey: Uint8Array;
  signedPreKey: PublicPreKey & { readonly signature: Uint8Array };
  preKey?: PublicPreKey;
}

/** The keys a linked device has published; its one-time pre-keys are given away one by one. */
export interface PublishedKeys {
  registration: Buffer;
  identity: Buffer;
  signedPreKey: BinaryNode;
  readonly preKeys: BinaryNode[];
}

/** Takes one pre-key away; without any left the bundle goes without, as WhatsApp's servers do. */
export function takeBundle(keys: PublishedKeys): { bundle: PublicBundle; node: (address: string) => BinaryNode } {
  const preKey = keys.preKeys.shift();
  const bundle: PublicBundle = {
    registrationId: keys.registration.readUIntBE(0, keys.registration.length),
    identityKey: generateSignalPubKey(keys.identity),
    signedPreKey: {
      keyId: idOf(keys.signedPreKey),
      publicKey: generateSignalPubKey(getBytes(keys.signedPreKey, "value")),
      signature: getBytes(keys.signedPreKey, "signature"),
    },
  };
  if (preKey !== undefined) {
    bundle.preKey = { keyId: idOf(preKey), publicKey: generateSignalPubKey(getBytes(preKey, "value")) };
  }
  const parts = [
    buildNode("registration", {}, keys.registration),
    buildNode("type", {}, Buffer.from([5])),
    buildNode("identity", {}, keys.identity),
    keys.signedPreKey,
    ...(preKey === undefined ? [] : [preKey]),
  ];
  return { bundle, node: (address) => buildNode("user", { jid: address }, parts) };
}

/** The keys a device sends along when it asks for a message again. */
export function bundleOfRetry(receipt: BinaryNode): PublicBundle | undefined {
  const keys = childOf(receipt, "keys");
  const registration = bytesOf(childOf(receipt, "registration"));
  const signedPreKey = childOf(keys, "skey");
  const identity = bytesOf(childOf(keys, "identity"));
  if (registration === undefined || signedPreKey === undefined || identity === undefined) return undefined;
  const preKey = childOf(keys, "key");
  return takeBundle({ registration, identity, signedPreKey, preKeys: preKey === undefined ? [] : [preKey] }).bundle;
}

function idOf(key: BinaryNode): number {
  const id = getBytes(key, "id");
  return id.readUIntBE(0, id.length);
}
