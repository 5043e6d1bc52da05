import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { aesDecryptGCM, type BinaryNode, Curve, derivePairingCodeKey } from "baileys";
import { EmulatorRefusal } from "../core/refusal.ts";
import type { Emulation } from "../emulation.ts";
import { digitsOf, SERVER_ADDRESS } from "../nodes/addresses.ts";
import { buildNode, childOf, getBytes } from "../nodes/node.ts";
import type { Companion, Person } from "../world/entities.ts";
import { link } from "./link.ts";
import type { PendingPairing } from "./pairings.ts";

const REGISTRATION = "link_code_companion_reg";
const NO_DATA = Buffer.alloc(0);

/** A client asks for a code (`companion_hello`), or gives its last word (`companion_finish`). */
export function answerCodeRequest(emulation: Emulation, pairing: PendingPairing, iq: BinaryNode): void {
  const request = childOf(iq, REGISTRATION);
  const result = { from: SERVER_ADDRESS, type: "result", id: iq.attrs.id };
  if (request?.attrs.stage === "companion_hello") {
    const ref = Buffer.from(randomBytes(16).toString("hex"));
    pairing.codeRequest = {
      number: digitsOf(request.attrs.jid ?? ""),
      ref,
      wrappedCompanionKey: getBytes(request, "link_code_pairing_wrapped_companion_ephemeral_pub"),
      keyBundle: undefined,
    };
    pairing.connection.send(
      buildNode("iq", result, [
        buildNode(REGISTRATION, { stage: "companion_hello" }, [buildNode("link_code_pairing_ref", {}, ref)]),
      ]),
    );
    emulation.changes.announce();
    return;
  }
  pairing.connection.send(buildNode("iq", result));
  if (pairing.codeRequest === undefined) return;
  pairing.codeRequest.keyBundle = getBytes(request, "link_code_pairing_wrapped_key_bundle");
  emulation.changes.announce();
}

/**
 * A person types the code that a client shows into the phone.
 * @throws EmulatorRefusal when no client asked for a code for this number, or it is another code
 */
export async function enterPairingCode(emulation: Emulation, person: Person, code: string): Promise<Companion> {
  const pairing = emulation.pairings.findByNumber(person.number);
  const request = pairing?.codeRequest;
  if (pairing === undefined || request === undefined) {
    throw new EmulatorRefusal(`No client has asked for a pairing code for ${person.number}`);
  }
  const typed = code.replaceAll(/[\s-]/g, "").toUpperCase();
  const companionKey = await unwrapKey(typed, request.wrappedCompanionKey);
  // What the client said to a wrong code must not be taken for its answer to this one.
  request.keyBundle = undefined;
  const ephemeral = Curve.generateKeyPair();
  const identityKey = person.keys.identityKey;
  pairing.connection.send(
    buildNode(
      "notification",
      { from: SERVER_ADDRESS, type: REGISTRATION, id: emulation.world.ids.stanza(), t: emulation.timestamp() },
      [
        buildNode(REGISTRATION, { stage: "primary_hello" }, [
          buildNode(
            "link_code_pairing_wrapped_primary_ephemeral_pub",
            {},
            await wrapKey(typed, Buffer.from(ephemeral.public)),
          ),
          buildNode("primary_identity_pub", {}, identityKey.public),
          buildNode("link_code_pairing_ref", {}, request.ref),
        ]),
      ],
    ),
  );
  const sharedKey = Curve.sharedKey(ephemeral.private, companionKey);
  const keyBundle = await emulation.changes.waitFor(() => {
    if (!pairing.connection.isOpen) throw new EmulatorRefusal("The client left before it was linked");
    return request.keyBundle;
  }, "the client's answer to the code");
  const opened = openKeyBundle(keyBundle, sharedKey);
  const identityShared = Curve.sharedKey(identityKey.private, opened.companionIdentity);
  const advSecret = derive(Buffer.concat([sharedKey, identityShared, opened.random]), NO_DATA, "adv_secret");
  return link(emulation, pairing, person, advSecret);
}

function openKeyBundle(bundle: Buffer, sharedKey: Buffer): { companionIdentity: Buffer; random: Buffer } {
  const key = derive(sharedKey, bundle.subarray(0, 32), "link_code_pairing_key_bundle_encryption_key");
  let plain: Buffer;
  try {
    plain = aesDecryptGCM(bundle.subarray(44), key, bundle.subarray(32, 44), NO_DATA);
  } catch {
    throw new EmulatorRefusal("The code does not match the one the client shows");
  }
  return { companionIdentity: plain.subarray(0, 32), random: plain.subarray(64, 96) };
}

/** Salt, counter block and key, as both sides send their ephemeral keys. */
async function wrapKey(code: string, publicKey: Buffer): Promise<Buffer> {
  const salt = randomBytes(32);
  const counter = randomBytes(16);
  const cipher = createCipheriv("aes-256-ctr", await derivePairingCodeKey(code, salt), counter);
  return Buffer.concat([salt, counter, cipher.update(publicKey), cipher.final()]);
}

async function unwrapKey(code: string, wrapped: Buffer): Promise<Buffer> {
  const key = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
  const decipher = createDecipheriv("aes-256-ctr", key, wrapped.subarray(32, 48));
  return Buffer.concat([decipher.update(wrapped.subarray(48, 80)), decipher.final()]);
}

function derive(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, 32));
}
