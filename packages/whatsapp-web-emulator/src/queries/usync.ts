import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { addressOf, digitsOf, SERVER } from "../nodes/addresses.ts";
import { buildNode, childOf, childrenOf, textOf } from "../nodes/node.ts";
import type { Person } from "../world/entities.ts";

/** Who is on WhatsApp, with which devices, under which LID. */
export function answerUsync(emulation: Emulation, iq: BinaryNode): BinaryNode[] {
  const usync = childOf(iq, "usync");
  const asked = childrenOf(childOf(usync, "query")).map((protocol) => protocol.tag);
  const users = childrenOf(childOf(usync, "list"), "user").map((user) => {
    const phone = textOf(childOf(user, "contact"));
    const address = user.attrs.jid ?? `${digitsOf(phone ?? "")}@${SERVER}`;
    const person = emulation.world.findPerson(address);
    const known = person?.isOnWhatsapp === true ? person : undefined;
    const parts = asked.flatMap((protocol) => describe(protocol, known));
    return buildNode("user", { jid: address }, parts);
  });
  const { sid, mode, context } = usync?.attrs ?? {};
  return [buildNode("usync", { sid, mode, context, index: "0", last: "true" }, [buildNode("list", {}, users)])];
}

function describe(protocol: string, person: Person | undefined): BinaryNode[] {
  switch (protocol) {
    case "contact":
      return [buildNode("contact", { type: person === undefined ? "out" : "in" })];
    case "devices":
      return [buildNode("devices", {}, [buildNode("device-list", {}, person === undefined ? [] : devicesOf(person))])];
    case "lid":
      return person === undefined ? [] : [buildNode("lid", { val: addressOf(person, "lid") })];
    case "status":
      return person === undefined ? [] : [buildNode("status", { t: "0" }, Buffer.from("Available"))];
    case "disappearing_mode":
      return person === undefined ? [] : [buildNode("disappearing_mode", { duration: "0", t: "0" })];
    default:
      return [];
  }
}

function devicesOf(person: Person): BinaryNode[] {
  const linked = [...person.companions.keys()].map((device) =>
    // A device without a key index is taken for a mistake.
    buildNode("device", { id: String(device), "key-index": String(device) }),
  );
  return [buildNode("device", { id: "0" }), ...linked];
}
