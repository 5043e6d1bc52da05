import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { parseAddress } from "../nodes/addresses.ts";
import { buildNode, childOf } from "../nodes/node.ts";
import { bundleOfRetry } from "../signal/public-bundle.ts";
import { type Companion, isGroup, type Person } from "../world/entities.ts";
import { originOf } from "./forward.ts";
import { sealForCompanion, sessionAddress, takeKeysOf } from "./seal.ts";
import { copyForOwnDevice, shapeOf } from "./shape.ts";

/** A client could not open a message: its author starts a new session with it and sends the message once more. */
export async function resend(
  emulation: Emulation,
  author: Person,
  reader: Companion,
  receipt: BinaryNode,
): Promise<void> {
  const { id, to, participant } = receipt.attrs;
  const device = parseAddress(participant ?? to)?.device ?? 0;
  if (device !== 0) {
    author.companions.get(device)?.inbox.push({
      ...receipt,
      attrs: {
        id: id ?? "",
        type: "retry",
        t: emulation.timestamp(),
        from: to !== undefined && participant !== undefined ? to : sessionAddress(reader),
        ...(participant === undefined ? {} : { participant: sessionAddress(reader) }),
      },
    });
    return;
  }
  const message = author.sent.get(id ?? "");
  if (message === undefined) return;
  const content = author === reader.person ? copyForOwnDevice(message) : message.content;
  const bundle = bundleOfRetry(receipt) ?? takeKeysOf(emulation, reader);
  const count = childOf(receipt, "retry")?.attrs.count ?? "1";
  const enc = await author.inOrder(async () => {
    await author.keys.startSession(sessionAddress(reader), bundle);
    // Sealed for this device alone, in a group too: it then needs no sender key.
    return sealForCompanion(emulation, author, reader, content, { count });
  });
  const origin = originOf({
    chat: message.to,
    sender: author,
    device: 0,
    recipient: reader.person,
    addressing: isGroup(message.to) ? message.to.addressing : message.addressing,
  });
  reader.sentAgain.add(message.id);
  reader.inbox.push(
    buildNode(
      "message",
      { ...origin, id, t: emulation.timestamp(), notify: author.name, ...shapeOf(message.content) },
      [enc],
    ),
  );
}
