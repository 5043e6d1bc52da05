import type { proto } from "baileys";
import type { Emulation } from "../emulation.ts";
import { addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import type { Companion } from "../world/entities.ts";
import { sealForCompanion } from "./seal.ts";

/** A phone tells one of its own linked devices something that belongs to no conversation. */
export function sendToOwnDevice(
  emulation: Emulation,
  companion: Companion,
  protocolMessage: proto.Message.IProtocolMessage,
): Promise<void> {
  return companion.person.inOrder(async () => {
    const enc = await sealForCompanion(emulation, companion.person, companion, { protocolMessage });
    const attrs = {
      from: addressOf(companion.person, "pn"),
      id: emulation.world.ids.message(),
      t: emulation.timestamp(),
      type: "text",
      category: "peer",
    };
    companion.inbox.push(buildNode("message", attrs, [enc]));
  });
}
