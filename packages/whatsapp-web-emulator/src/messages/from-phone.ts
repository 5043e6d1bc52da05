import { type BinaryNode, proto } from "baileys";
import type { Emulation } from "../emulation.ts";
import { type Addressing, addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import { type Companion, type Group, isGroup, type Person, type SentMessage } from "../world/entities.ts";
import { originOf } from "./forward.ts";
import { reportArrival } from "./receipts.ts";
import { applyToEarlier, receivedKey } from "./received.ts";
import { sealForCompanion, sessionAddress } from "./seal.ts";
import { copyForOwnDevice, shapeOf } from "./shape.ts";

export interface Writing {
  readonly author: Person;
  readonly to: Person | Group;
  readonly content: proto.IMessage;
  /** How the author is named to the recipient; groups have their own way. */
  readonly addressing: Addressing;
  /** Made up when left out. Giving one twice sends the same message again. */
  readonly id?: string | undefined;
}

/** Somebody writes on the phone: every device of the recipients gets it, and the author's own linked devices. */
export function writeMessage(emulation: Emulation, writing: Writing): Promise<SentMessage> {
  const { author, to } = writing;
  return author.inOrder(async () => {
    const message: SentMessage = {
      id: writing.id ?? emulation.world.ids.message(),
      to,
      addressing: isGroup(to) ? to.addressing : writing.addressing,
      // As it will be read: with the wire's own defaults, and nothing that it would not carry.
      content: proto.Message.decode(proto.Message.encode(writing.content).finish()),
      fromDevice: 0,
      sentAt: emulation.now(),
      receipts: [],
    };
    author.sent.set(message.id, message);
    const sealed = isGroup(to)
      ? await sealForMembers(emulation, author, to, message.content)
      : await sealForTwo(emulation, author, to, message);
    for (const { companion, encs } of sealed)
      companion.inbox.push(stanzaOf(emulation, author, message, companion, encs));
    const readers = isGroup(to) ? [...to.members.keys()] : [to];
    for (const reader of readers) if (reader !== author) showOnPhone(emulation, author, reader, message);
    emulation.changes.announce();
    return message;
  });
}

interface SealedPart {
  readonly companion: Companion;
  readonly encs: readonly BinaryNode[];
}

async function sealForTwo(
  emulation: Emulation,
  author: Person,
  to: Person,
  message: SentMessage,
): Promise<SealedPart[]> {
  const parts: SealedPart[] = [];
  for (const companion of to.companions.values()) {
    parts.push({ companion, encs: [await sealForCompanion(emulation, author, companion, message.content)] });
  }
  const copy = copyForOwnDevice(message);
  for (const companion of author === to ? [] : author.companions.values()) {
    parts.push({ companion, encs: [await sealForCompanion(emulation, author, companion, copy)] });
  }
  return parts;
}

/** One sealed text for the whole group; who has not got the author's key yet gets it along with the message. */
async function sealForMembers(
  emulation: Emulation,
  author: Person,
  group: Group,
  content: proto.IMessage,
): Promise<SealedPart[]> {
  const companions = [...group.members.keys()].flatMap((member) => [...member.companions.values()]);
  if (companions.length === 0) return [];
  const self = addressOf(author, "lid");
  let holders = author.senderKeyHolders.get(group.address);
  if (holders === undefined) {
    await author.keys.forgetSenderKey(group.address, self);
    holders = new Set();
    author.senderKeyHolders.set(group.address, holders);
  }
  const { ciphertext, key } = await author.keys.sealForGroup(group.address, self, content);
  const sealed = buildNode("enc", { v: "2", type: "skmsg" }, ciphertext);
  const keyMessage = {
    senderKeyDistributionMessage: { groupId: group.address, axolotlSenderKeyDistributionMessage: key },
  };
  const parts: SealedPart[] = [];
  for (const companion of companions) {
    const device = sessionAddress(companion);
    const encs = holders.has(device) ? [] : [await sealForCompanion(emulation, author, companion, keyMessage)];
    holders.add(device);
    parts.push({ companion, encs: [...encs, sealed] });
  }
  return parts;
}

function stanzaOf(
  emulation: Emulation,
  author: Person,
  message: SentMessage,
  companion: Companion,
  encs: readonly BinaryNode[],
): BinaryNode {
  const origin = originOf({
    chat: message.to,
    sender: author,
    device: 0,
    recipient: companion.person,
    addressing: message.addressing,
  });
  const attrs = {
    ...origin,
    id: message.id,
    t: emulation.timestamp(),
    notify: author.name,
    ...shapeOf(message.content),
  };
  return buildNode("message", attrs, [...encs]);
}

/** Between phones that we play nothing needs to be sealed. */
function showOnPhone(emulation: Emulation, author: Person, reader: Person, message: SentMessage): void {
  const group = isGroup(message.to) ? message.to : undefined;
  const key = receivedKey(author, group, message.id);
  const known = reader.received.get(key);
  if (known !== undefined) {
    known.times += 1;
    return;
  }
  const received = {
    id: message.id,
    from: author,
    fromDevice: 0,
    group,
    addressing: message.addressing,
    encryption: "none" as const,
    content: message.content,
    receivedAt: emulation.now(),
    times: 1,
    editedText: undefined,
    isRevoked: false,
  };
  reader.received.set(key, received);
  applyToEarlier(reader, received);
  // A phone whose linked devices are to confirm does not confirm on their behalf.
  if (reader.companions.size === 0) reportArrival(emulation, reader, received);
}
