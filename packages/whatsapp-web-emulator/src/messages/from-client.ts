import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { parseAddress } from "../nodes/addresses.ts";
import { buildNode, childOf, childrenOf } from "../nodes/node.ts";
import type { Companion, Group, Person, ReceivedMessage, Submission } from "../world/entities.ts";
import { isGroup } from "../world/entities.ts";
import { arriveOnPhone } from "./arrive.ts";
import { forwardToCompanion } from "./forward.ts";

/** Not verified against WhatsApp: what a sender gets for a recipient that does not exist, or a group it is not in. */
const UNKNOWN_RECIPIENT = 404;
const NOT_A_MEMBER = 403;
/** A restricted account writes to somebody it has not talked to. */
const REACH_OUT = 463;

/** A client sends a message: the server acknowledges it and gives each device its part. */
export async function acceptMessage(emulation: Emulation, sender: Companion, stanza: BinaryNode): Promise<void> {
  const { id, to } = stanza.attrs;
  if (id === undefined || to === undefined) throw new Error("A <message> came without id or recipient");
  const chat = findChat(emulation, stanza);
  const effect = emulation.rules.take(sender.person.number, chatName(chat, to));
  if (effect.drop === "beforeAccept") {
    submit(emulation, sender, id, to, "dropped");
    sender.connection?.terminate();
    return;
  }
  const refusal = effect.refuse ?? reasonToRefuse(emulation, sender, chat);
  if (refusal !== undefined) {
    submit(emulation, sender, id, to, "refused", refusal);
    acknowledge(emulation, sender, id, to, refusal);
    return;
  }
  submit(emulation, sender, id, to, "accepted");
  if (effect.drop === "afterAccept") sender.connection?.terminate();
  else if (effect.ackAfterMs !== undefined) {
    setTimeout(() => acknowledge(emulation, sender, id, to), effect.ackAfterMs).unref();
  } else if (effect.withholdAck !== true) acknowledge(emulation, sender, id, to);
  await distribute(emulation, sender, stanza, chat);
}

function acknowledge(emulation: Emulation, sender: Companion, id: string, to: string, error?: number): void {
  sender.connection?.send(
    buildNode("ack", { class: "message", id, from: to, t: emulation.timestamp(), error: error?.toString() }),
  );
}

function submit(
  emulation: Emulation,
  from: Companion,
  id: string,
  to: string,
  outcome: Submission["outcome"],
  error?: number,
): void {
  emulation.submissions.add({ id, from, to, at: emulation.now(), outcome, error });
}

/** The conversation a message belongs to; for messages to one's own devices that is not who it is sent to. */
function findChat(emulation: Emulation, { attrs }: BinaryNode): Person | Group | undefined {
  const named = attrs.recipient ?? attrs.to ?? "";
  if (parseAddress(named)?.isGroup === true) return emulation.world.findGroup(named);
  return emulation.world.findPerson(named);
}

function chatName(chat: Person | Group | undefined, to: string): string {
  if (chat === undefined) return parseAddress(to)?.user ?? to;
  return isGroup(chat) ? chat.id : chat.number;
}

function reasonToRefuse(emulation: Emulation, sender: Companion, chat: Person | Group | undefined): number | undefined {
  if (chat === undefined) return UNKNOWN_RECIPIENT;
  if (isGroup(chat)) {
    const role = chat.members.get(sender.person);
    return role === undefined || (chat.isAnnouncement && role === "member") ? NOT_A_MEMBER : undefined;
  }
  if (!chat.isOnWhatsapp) return UNKNOWN_RECIPIENT;
  return isTimelocked(emulation, sender.person) && !haveTalked(sender.person, chat) ? REACH_OUT : undefined;
}

function isTimelocked(emulation: Emulation, { timelock }: Person): boolean {
  return timelock !== undefined && timelock.endsAtSeconds * 1000 > emulation.now();
}

function haveTalked(person: Person, other: Person): boolean {
  if (person === other) return true;
  const isFrom = (message: ReceivedMessage) => message.from === other && message.group === undefined;
  return (
    [...person.received.values()].some(isFrom) || [...person.sent.values()].some((message) => message.to === other)
  );
}

async function distribute(
  emulation: Emulation,
  sender: Companion,
  stanza: BinaryNode,
  chat: Person | Group | undefined,
): Promise<void> {
  if (chat === undefined) return;
  for (const { person, device, encs } of partsOf(emulation, sender, stanza, chat)) {
    if (device === 0) await arriveOnPhone(emulation, { sender, recipient: person, stanza, chat, encs });
    else {
      const companion = person.companions.get(device);
      if (companion !== undefined) forwardToCompanion(emulation, { sender, companion, stanza, chat, encs });
    }
  }
}

interface Part {
  readonly person: Person;
  readonly device: number;
  readonly encs: readonly BinaryNode[];
}

/** What each device gets of a message. */
function partsOf(emulation: Emulation, sender: Companion, stanza: BinaryNode, chat: Person | Group): Part[] {
  const common = childrenOf(stanza, "enc");
  const own: Part[] = childrenOf(childOf(stanza, "participants"), "to").flatMap((part) => {
    const address = parseAddress(part.attrs.jid);
    const person = address && emulation.world.findPerson(part.attrs.jid ?? "");
    return person === undefined ? [] : [{ person, device: address?.device ?? 0, encs: childrenOf(part, "enc") }];
  });
  const isForOneDevice = stanza.attrs.participant !== undefined || !isGroup(chat);
  if (common.length > 0 && isForOneDevice) {
    const target = stanza.attrs.participant ?? stanza.attrs.to ?? "";
    const person = emulation.world.findPerson(target);
    const device = parseAddress(target)?.device ?? 0;
    return person === undefined ? own : [...own, { person, device, encs: common }];
  }
  if (!isGroup(chat)) return own;
  // Everybody in the group gets the message; some get the key to it along with it.
  return [...chat.members.keys()].flatMap((person) =>
    devicesOf(person, sender).map((device) => {
      const key = own.find((part) => part.person === person && part.device === device);
      return { person, device, encs: [...(key?.encs ?? []), ...common] };
    }),
  );
}

function devicesOf(person: Person, except: Companion): number[] {
  return [0, ...[...person.companions.values()].filter((known) => known !== except).map(({ device }) => device)];
}
