import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { type Addressing, addressOf, parseAddress } from "../nodes/addresses.ts";
import { buildNode, childOf } from "../nodes/node.ts";
import { type Companion, type Group, isGroup, type Person } from "../world/entities.ts";

interface Forwarded {
  readonly sender: Companion;
  readonly companion: Companion;
  readonly stanza: BinaryNode;
  readonly chat: Person | Group;
  readonly encs: readonly BinaryNode[];
}

/** Passes one device's message on to another device, still sealed. */
export function forwardToCompanion(emulation: Emulation, forwarded: Forwarded): void {
  const { sender, companion, stanza, chat, encs } = forwarded;
  const identity = childOf(stanza, "device-identity");
  const isNew = encs.some((enc) => enc.attrs.type === "pkmsg");
  const content = identity !== undefined && isNew ? [...encs, identity] : [...encs];
  const origin = originOf({
    chat,
    sender: sender.person,
    device: sender.device,
    recipient: companion.person,
    addressing: isGroup(chat) ? chat.addressing : (parseAddress(stanza.attrs.to)?.addressing ?? "pn"),
  });
  companion.inbox.push(
    buildNode(
      "message",
      {
        ...origin,
        id: stanza.attrs.id,
        t: emulation.timestamp(),
        type: stanza.attrs.type ?? "text",
        notify: sender.person.name,
        edit: stanza.attrs.edit,
      },
      content,
    ),
  );
}

interface Origin {
  readonly chat: Person | Group;
  readonly sender: Person;
  readonly device: number;
  readonly recipient: Person;
  readonly addressing: Addressing;
}

/** The attributes that say where a message comes from, with the other name of who wrote it (or of whom one wrote to). */
export function originOf(origin: Origin): Record<string, string | undefined> {
  const { chat, sender, device, recipient, addressing } = origin;
  const from = addressOf(sender, addressing, device);
  const other = addressing === "lid" ? "pn" : "lid";
  const otherName = (person: Person) => (other === "pn" && person.hidesNumber ? undefined : addressOf(person, other));
  if (isGroup(chat)) {
    return {
      from: chat.address,
      participant: from,
      [`participant_${other}`]: otherName(sender),
      addressing_mode: addressing,
    };
  }
  if (sender !== recipient) return { from, [`sender_${other}`]: otherName(sender) };
  return { from, recipient: addressOf(chat, addressing), [`peer_recipient_${other}`]: otherName(chat) };
}
