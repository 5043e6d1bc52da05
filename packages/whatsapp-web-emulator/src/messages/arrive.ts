import { proto } from "baileys";
import type { Emulation } from "../emulation.ts";
import { parseAddress } from "../nodes/addresses.ts";
import { bytesOf } from "../nodes/node.ts";
import type { Encryption } from "../signal/signal-device.ts";
import { isGroup, type ReceivedMessage } from "../world/entities.ts";
import type { Arrival } from "./arrival.ts";
import { askAgain, reportArrival } from "./receipts.ts";
import { applyToEarlier, receivedKey } from "./received.ts";
import { sessionAddress } from "./seal.ts";

/** A message of a client reaches a phone we play: it is decrypted, shown once, and confirmed. */
export async function arriveOnPhone(emulation: Emulation, arrival: Arrival): Promise<void> {
  const { sender, recipient, stanza, chat, encs } = arrival;
  const id = stanza.attrs.id ?? "";
  let opened: Opened;
  try {
    opened = await open(arrival);
  } catch (error) {
    recipient.failures.push({
      id,
      from: sender.person,
      fromDevice: sender.device,
      group: isGroup(chat) ? chat : undefined,
      reason: error instanceof Error ? error.message : String(error),
      at: emulation.now(),
    });
    note(emulation, arrival, `Decryption failed on the phone ${recipient.number}`);
    askAgain(emulation, arrival);
    return;
  }
  // Only a key for the group came along, or a message between one's own devices.
  if (encs.length === 0 || opened.isOnlyKey || stanza.attrs.category === "peer") return;
  if (sender.person === recipient) keepOwn(emulation, arrival, opened);
  else await keep(emulation, arrival, opened);
}

interface Opened {
  readonly content: proto.IMessage;
  readonly encryption: Encryption;
  readonly isOnlyKey: boolean;
}

async function open({ sender, recipient, chat, encs }: Arrival): Promise<Opened> {
  const author = sessionAddress(sender);
  let content: proto.IMessage = {};
  let encryption: Encryption = "msg";
  for (const enc of encs) {
    const type = enc.attrs.type;
    const ciphertext = bytesOf(enc) ?? Buffer.alloc(0);
    let part: proto.Message;
    if (type === "skmsg" && isGroup(chat)) {
      part = await recipient.keys.unsealFromGroup(chat.address, author, ciphertext);
    } else if (type === "pkmsg" || type === "msg") {
      part = await recipient.keys.unseal(author, type, ciphertext);
    } else throw new Error(`There is no encryption of type "${type ?? ""}" in this conversation`);
    const key = part.senderKeyDistributionMessage;
    if (key?.axolotlSenderKeyDistributionMessage && isGroup(chat)) {
      await recipient.keys.learnSenderKey(chat.address, author, key.axolotlSenderKeyDistributionMessage);
    }
    content = { ...content, ...withoutKey(part) };
    encryption = type;
  }
  return { content, encryption, isOnlyKey: Object.keys(content).length === 0 };
}

function withoutKey(message: proto.Message): proto.IMessage {
  const {
    senderKeyDistributionMessage: _key,
    messageContextInfo,
    ...rest
  } = proto.Message.toObject(message, {
    longs: Number,
  });
  return Object.keys(rest).length === 0 || messageContextInfo === undefined ? rest : { ...rest, messageContextInfo };
}

async function keep(emulation: Emulation, arrival: Arrival, { content, encryption }: Opened): Promise<void> {
  const { sender, recipient, stanza, chat } = arrival;
  const group = isGroup(chat) ? chat : undefined;
  const id = stanza.attrs.id ?? "";
  const key = receivedKey(sender.person, group, id);
  const known = recipient.received.get(key);
  if (known !== undefined) {
    known.times += 1;
    note(emulation, arrival, `A repeat: the phone ${recipient.number} has it already`);
    reportArrival(emulation, recipient, known);
    return;
  }
  const message: ReceivedMessage = {
    id,
    from: sender.person,
    fromDevice: sender.device,
    group,
    addressing: group?.addressing ?? parseAddress(stanza.attrs.to)?.addressing ?? "pn",
    encryption,
    content,
    receivedAt: emulation.now(),
    times: 1,
    editedText: undefined,
    isRevoked: false,
  };
  recipient.received.set(key, message);
  applyToEarlier(recipient, message);
  reportArrival(emulation, recipient, message);
  emulation.changes.announce();
}

/** The phone sees what its linked device wrote. */
function keepOwn(emulation: Emulation, { recipient, sender, stanza, chat }: Arrival, { content }: Opened): void {
  const id = stanza.attrs.id ?? "";
  if (recipient.sent.has(id)) return;
  recipient.sent.set(id, {
    id,
    to: chat,
    addressing: isGroup(chat) ? chat.addressing : (parseAddress(stanza.attrs.to)?.addressing ?? "pn"),
    content: content.deviceSentMessage?.message ?? content,
    fromDevice: sender.device,
    sentAt: emulation.now(),
    receipts: [],
  });
}

function note(emulation: Emulation, { sender, stanza }: Arrival, text: string): void {
  emulation.log.add({
    at: emulation.now(),
    connection: sender.connection?.id ?? 0,
    account: sender.person.number,
    device: sender.device,
    direction: "note",
    tag: "message",
    id: stanza.attrs.id,
    attrs: stanza.attrs,
    children: [],
    bytes: 0,
    note: text,
  });
}
