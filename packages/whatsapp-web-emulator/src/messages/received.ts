import { proto } from "baileys";
import type { Group, Person, ReceivedMessage } from "../world/entities.ts";
import { readText, unwrap } from "./readable.ts";

const { Type } = proto.Message.ProtocolMessage;

/** Ids are unique per author and conversation: the same id again is the same message. */
export function receivedKey(from: Person, group: Group | undefined, id: string): string {
  return `${from.number}/${group?.id ?? ""}/${id}`;
}

/** An edit or a deletion changes what the phone shows of an earlier message. */
export function applyToEarlier(phone: Person, message: ReceivedMessage): void {
  const change = unwrap(message.content).protocolMessage;
  const id = change?.key?.id;
  if (!change || !id) return;
  const earlier =
    phone.received.get(receivedKey(message.from, message.group, id)) ??
    // An admin deletes what somebody else wrote.
    [...phone.received.values()].find((known) => known.id === id && known.group === message.group);
  if (earlier === undefined) return;
  // A deletion is number 0, which the wire leaves out.
  if ((change.type ?? Type.REVOKE) === Type.REVOKE) earlier.isRevoked = true;
  if (change.type === Type.MESSAGE_EDIT && change.editedMessage) earlier.editedText = readText(change.editedMessage);
}
