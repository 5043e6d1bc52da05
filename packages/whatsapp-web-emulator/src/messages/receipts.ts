import { type BinaryNode, encodeBigEndian } from "baileys";
import type { Emulation } from "../emulation.ts";
import { type Addressing, addressOf, parseAddress } from "../nodes/addresses.ts";
import { buildNode, childOf, childrenOf } from "../nodes/node.ts";
import { type Companion, isGroup, type Person, type ReceivedMessage } from "../world/entities.ts";
import { inboxKey } from "../world/inbox.ts";
import type { Arrival } from "./arrival.ts";
import { resend } from "./resend.ts";

/** What a phone can report of a message it got. */
export type ReportedReceipt = "delivered" | "read" | "played";

/** A phone asks for a message again at most this often, as WhatsApp does. */
const MAX_RETRIES = 5;

/** Reports by itself what the owner of the phone has set. */
export function reportArrival(emulation: Emulation, reader: Person, message: ReceivedMessage): void {
  if (reader.receipts === "none") return;
  sendReceipt(emulation, reader, message, "delivered");
  if (reader.receipts === "read") sendReceipt(emulation, reader, message, "read");
}

/** Tells all devices of the author. `addressing` overrides how the reader is named in a conversation of two. */
export function sendReceipt(
  emulation: Emulation,
  reader: Person,
  message: ReceivedMessage,
  type: ReportedReceipt,
  addressing?: Addressing,
): void {
  const setting = emulation.settings.receiptAddressing;
  const usual = setting === "as-sent" ? message.addressing : setting;
  const name = addressOf(reader, message.group === undefined ? (addressing ?? usual) : message.addressing);
  const origin = message.group === undefined ? { from: name } : { from: message.group.address, participant: name };
  const receipt = buildNode("receipt", {
    ...origin,
    id: message.id,
    t: emulation.timestamp(),
    // Plain: delivered.
    type: type === "delivered" ? undefined : type,
  });
  for (const companion of message.from.companions.values()) companion.inbox.push(receipt);
}

/** The phone could not open a message and asks the device that wrote it for another copy. */
export function askAgain(emulation: Emulation, { sender, recipient, stanza, chat }: Arrival): void {
  const id = stanza.attrs.id ?? "";
  const count = recipient.failures.filter((failure) => failure.id === id).length;
  if (count > MAX_RETRIES) return;
  const addressing = isGroup(chat) ? chat.addressing : (parseAddress(stanza.attrs.to)?.addressing ?? "pn");
  const name = addressOf(recipient, addressing);
  sender.inbox.push(
    buildNode(
      "receipt",
      {
        from: isGroup(chat) ? chat.address : name,
        participant: isGroup(chat) ? name : undefined,
        recipient: !isGroup(chat) && recipient === sender.person ? addressOf(chat, addressing) : undefined,
        id,
        t: emulation.timestamp(),
        type: "retry",
      },
      [
        buildNode("retry", { count: String(count), id, t: emulation.timestamp(), v: "1" }),
        buildNode("registration", {}, encodeBigEndian(recipient.keys.registrationId)),
      ],
    ),
  );
}

/** A client confirms messages, or asks for one again. */
export async function acceptReceipt(emulation: Emulation, reader: Companion, receipt: BinaryNode): Promise<void> {
  const { id, to, type, participant } = receipt.attrs;
  if (id === undefined) throw new Error("A <receipt> came without id");
  reader.connection?.send(
    buildNode("ack", { class: "receipt", id, from: to, type, participant, t: emulation.timestamp() }),
  );
  const ids = [id, ...childrenOf(childOf(receipt, "list"), "item").map((item) => item.attrs.id ?? "")];
  for (const one of ids) reader.inbox.settle(inboxKey("message", { id: one }, undefined));
  const author = emulation.world.findPerson(participant ?? to ?? "");
  if (author === undefined) return;
  if (type === "retry") {
    await resend(emulation, author, reader, receipt);
    return;
  }
  if (author === reader.person) return;
  for (const one of ids) {
    author.sent.get(one)?.receipts.push({
      type: type ?? "delivered",
      from: reader.person,
      fromDevice: reader.device,
      at: emulation.now(),
    });
  }
  if (author.companions.size > 0) passOn(emulation, author, reader, receipt);
}

/** The author may be a client, too. */
function passOn(emulation: Emulation, author: Person, reader: Companion, receipt: BinaryNode): void {
  const group = emulation.world.findGroup(receipt.attrs.to ?? "");
  const addressing = group?.addressing ?? parseAddress(receipt.attrs.to)?.addressing ?? "pn";
  const name = addressOf(reader.person, addressing, reader.device);
  const origin = group === undefined ? { from: name } : { from: group.address, participant: name };
  const type = receipt.attrs.type === "inactive" ? undefined : receipt.attrs.type;
  for (const companion of author.companions.values()) {
    companion.inbox.push(
      buildNode("receipt", { ...origin, id: receipt.attrs.id, type, t: emulation.timestamp() }, receipt.content),
    );
  }
}
