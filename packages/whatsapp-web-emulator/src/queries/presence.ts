import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import type { Companion } from "../world/entities.ts";

/** A client says that it is there, that it is typing, or that it wants to know the same of somebody. */
export function acceptPresence(emulation: Emulation, companion: Companion, node: BinaryNode): void {
  const { type, to, name } = node.attrs;
  if (node.tag === "presence" && type === "subscribe") {
    const person = emulation.world.findPerson(to ?? "");
    if (person !== undefined) companion.subscriptions.add(person.number);
    return;
  }
  if (node.tag === "presence") {
    if (name !== undefined && name !== "" && companion.person.name === "") companion.person.name = name;
    return;
  }
  const action = Array.isArray(node.content) ? (node.content[0]?.tag ?? "") : "";
  const person = emulation.world.findPerson(to ?? "");
  person?.chatStates.set(companion.person.number, action);
}
