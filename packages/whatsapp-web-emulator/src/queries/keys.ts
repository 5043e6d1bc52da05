import { createHash } from "node:crypto";
import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { askForPreKeys } from "../messages/seal.ts";
import { parseAddress } from "../nodes/addresses.ts";
import { buildNode, bytesOf, childOf, childrenOf } from "../nodes/node.ts";
import { takeBundle } from "../signal/public-bundle.ts";
import type { Companion } from "../world/entities.ts";
import type { Answer } from "./answer.ts";

/** Everything about pre-keys: how many there are, taking new ones, giving bundles away. */
export async function answerKeys(emulation: Emulation, companion: Companion, iq: BinaryNode): Promise<Answer> {
  const { keys } = companion;
  if (iq.attrs.type === "set") {
    replaceKeys(companion, iq);
    return {};
  }
  if (childOf(iq, "count") !== undefined) {
    return { content: [buildNode("count", { value: String(keys.preKeys.length) })] };
  }
  if (childOf(iq, "digest") !== undefined) {
    const hash = createHash("sha1")
      .update(keys.identity)
      .update(bytesOf(childOf(keys.signedPreKey, "value")) ?? "");
    return { content: [buildNode("digest", {}, [buildNode("hash", {}, hash.digest())])] };
  }
  const wanted = childrenOf(childOf(iq, "key"), "user");
  return { content: await bundlesOf(emulation, wanted) };
}

function replaceKeys(companion: Companion, iq: BinaryNode): void {
  const { keys } = companion;
  const signed = childOf(childOf(iq, "rotate"), "skey") ?? childOf(iq, "skey");
  if (signed !== undefined) keys.signedPreKey = signed;
  const identity = bytesOf(childOf(iq, "identity"));
  const registration = bytesOf(childOf(iq, "registration"));
  if (identity !== undefined) keys.identity = identity;
  if (registration !== undefined) keys.registration = registration;
  keys.preKeys.push(...childrenOf(childOf(iq, "list"), "key"));
  companion.askedForPreKeys = false;
}

async function bundlesOf(emulation: Emulation, wanted: readonly BinaryNode[]): Promise<BinaryNode[]> {
  const users: BinaryNode[] = [];
  for (const { attrs } of wanted) {
    const address = attrs.jid ?? "";
    const person = emulation.world.findPerson(address);
    const device = parseAddress(address)?.device ?? 0;
    const companion = person?.companions.get(device);
    if (person?.isOnWhatsapp === true && device === 0) users.push(await person.keys.bundle(address));
    else if (companion !== undefined) {
      users.push(takeBundle(companion.keys).node(address));
      askForPreKeys(emulation, companion);
    }
  }
  return [buildNode("list", {}, users)];
}
