import type { BinaryNode, proto } from "baileys";
import type { Emulation } from "../emulation.ts";
import { addressOf, SERVER_ADDRESS } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import { type PublicBundle, takeBundle } from "../signal/public-bundle.ts";
import type { Companion, Person } from "../world/entities.ts";

/** Below this many pre-keys the server asks a device for more. */
const FEW_PRE_KEYS = 5;

/** Whatever a message is addressed with, sessions go by the LID address of the device. */
export function sessionAddress(companion: Pick<Companion, "person" | "device">): string {
  return addressOf(companion.person, "lid", companion.device);
}

/** `<enc>` with a message from a phone for one linked device; starts a session when there is none. */
export async function sealForCompanion(
  emulation: Emulation,
  sender: Person,
  companion: Companion,
  message: proto.IMessage,
  attrs: Readonly<Record<string, string | undefined>> = {},
): Promise<BinaryNode> {
  const peer = sessionAddress(companion);
  if (!(await sender.keys.hasSession(peer))) await sender.keys.startSession(peer, takeKeysOf(emulation, companion));
  const sealed = await sender.keys.seal(peer, message);
  return buildNode("enc", { v: "2", type: sealed.type, ...attrs }, sealed.ciphertext);
}

/** Gives one of a device's pre-keys away, and asks the device for more when few are left. */
export function takeKeysOf(emulation: Emulation, companion: Companion): PublicBundle {
  const { bundle } = takeBundle(companion.keys);
  askForPreKeys(emulation, companion);
  return bundle;
}

export function askForPreKeys(emulation: Emulation, companion: Companion): void {
  const count = companion.keys.preKeys.length;
  if (count >= FEW_PRE_KEYS || companion.askedForPreKeys || companion.logins === 0) return;
  companion.askedForPreKeys = true;
  companion.inbox.push(
    buildNode(
      "notification",
      { from: SERVER_ADDRESS, type: "encrypt", id: emulation.world.ids.stanza(), t: emulation.timestamp() },
      [buildNode("count", { value: String(count) })],
    ),
  );
}
