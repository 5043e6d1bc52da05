import { createHmac } from "node:crypto";
import { type BinaryNode, Curve, proto, WA_ADV_ACCOUNT_SIG_PREFIX, WA_ADV_DEVICE_SIG_PREFIX } from "baileys";
import { EmulatorRefusal } from "../core/refusal.ts";
import type { Emulation } from "../emulation.ts";
import { addressOf, SERVER_ADDRESS } from "../nodes/addresses.ts";
import { buildNode, childOf, getBytes } from "../nodes/node.ts";
import { isSignedBy } from "../signal/signature.ts";
import type { Companion, Person } from "../world/entities.ts";
import { createCompanion } from "./companion.ts";
import { announceDevice } from "./device-news.ts";
import type { PendingPairing } from "./pairings.ts";

/** Shows a client its QR references. */
export function offerPairing(pairing: PendingPairing, emulation: Emulation): void {
  const refs = pairing.refs.map((ref) => buildNode("ref", {}, Buffer.from(ref)));
  pairing.connection.send(
    buildNode("iq", { from: SERVER_ADDRESS, type: "set", id: emulation.world.ids.stanza(), xmlns: "md" }, [
      buildNode("pair-device", {}, refs),
    ]),
  );
}

/**
 * A phone scans what a client shows, and approves.
 * @throws EmulatorRefusal when the text is no QR text of a client that waits here, or the connection ends before the client has confirmed
 */
export async function scanQr(emulation: Emulation, person: Person, qrText: string): Promise<Companion> {
  const [ref, noiseKey, identity, secret] = qrText.replace(/^.*#/, "").split(",");
  if (ref === undefined || noiseKey === undefined || identity === undefined || secret === undefined) {
    throw new EmulatorRefusal("This is not the text of a WhatsApp QR code");
  }
  const pairing = emulation.pairings.findByRef(ref);
  if (pairing === undefined) throw new EmulatorRefusal("Nobody waits here with this QR code; it may be too old");
  const isSameClient =
    pairing.noiseKey.equals(Buffer.from(noiseKey, "base64")) &&
    identityOf(pairing).equals(Buffer.from(identity, "base64"));
  if (!isSameClient) throw new EmulatorRefusal("The keys in the QR code are not those of the client that shows it");
  return link(emulation, pairing, person, Buffer.from(secret, "base64"));
}

/** The phone vouches for the client's identity key, sealed with the secret that only the two of them know. */
export async function link(
  emulation: Emulation,
  pairing: PendingPairing,
  person: Person,
  advSecret: Buffer,
): Promise<Companion> {
  if (pairing.agreed !== undefined) throw new EmulatorRefusal("This client is being linked already");
  const companion = createCompanion(emulation, person, pairing);
  const signatureKey = Buffer.from(person.keys.identityKey.public);
  const timestamp = Math.floor(emulation.now() / 1000);
  const deviceIdentity = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp, keyIndex: companion.device }).finish();
  const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, deviceIdentity, identityOf(pairing)]);
  const details = proto.ADVSignedDeviceIdentity.encode({
    details: deviceIdentity,
    accountSignatureKey: signatureKey,
    accountSignature: Curve.sign(person.keys.identityKey.private, signed),
  }).finish();
  const hmac = createHmac("sha256", advSecret).update(details).digest();
  const iqId = emulation.world.ids.stanza();
  pairing.agreed = { companion, iqId, details: Buffer.from(deviceIdentity) };
  pairing.connection.send(
    buildNode("iq", { from: SERVER_ADDRESS, type: "set", id: iqId, xmlns: "md", t: emulation.timestamp() }, [
      buildNode("pair-success", {}, [
        buildNode("device-identity", {}, proto.ADVSignedDeviceIdentityHMAC.encode({ details, hmac }).finish()),
        buildNode("device", {
          jid: addressOf(person, "pn", companion.device),
          lid: addressOf(person, "lid", companion.device),
        }),
        buildNode("platform", { name: "android" }),
      ]),
    ]),
  );
  await emulation.changes.waitFor(() => {
    if (companion.isLinked) return true;
    if (!pairing.connection.isOpen) throw new EmulatorRefusal("The client left before it was linked");
    return false;
  }, "the client to confirm that it was linked");
  return companion;
}

/** The client has countersigned; it has to come back with its new identity: `515` is no error. */
export function confirmLink(emulation: Emulation, pairing: PendingPairing, reply: BinaryNode): void {
  const { agreed } = pairing;
  if (agreed === undefined || reply.attrs.id !== agreed.iqId) return;
  const { companion } = agreed;
  const encoded = getBytes(childOf(reply, "pair-device-sign"), "device-identity");
  const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(encoded);
  const identity = identityOf(pairing);
  const signed = Buffer.concat([
    WA_ADV_DEVICE_SIG_PREFIX,
    agreed.details,
    identity,
    companion.person.keys.identityKey.public,
  ]);
  if (!deviceSignature || !isSignedBy(identity, signed, deviceSignature)) {
    throw new Error("The client's signature of its device identity is wrong");
  }
  companion.isLinked = true;
  companion.person.companions.set(companion.device, companion);
  announceDevice(emulation, companion, "add");
  pairing.connection.send(buildNode("stream:error", { code: "515" }));
  pairing.connection.close();
  emulation.changes.announce();
}

function identityOf(pairing: PendingPairing): Buffer {
  return Buffer.from(pairing.registration.eIdent ?? []);
}
