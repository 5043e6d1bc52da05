import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import type { Group, Person } from "../world/entities.ts";
import { groupNode, memberNode } from "./group-node.ts";

/** Something that happens in a group; all its members hear of it. */
export type GroupChange =
  | { readonly kind: "create" }
  | { readonly kind: "add" | "remove" | "promote" | "demote"; readonly people: readonly Person[] }
  | { readonly kind: "subject"; readonly subject: string }
  | { readonly kind: "description"; readonly text: string }
  | { readonly kind: "announcement" | "locked"; readonly isOn: boolean }
  | { readonly kind: "ephemeral"; readonly seconds: number }
  | { readonly kind: "invite" };

/** Changes the group, and notifies the linked devices of everybody who is or was in it. */
export function changeGroup(emulation: Emulation, group: Group, actor: Person, change: GroupChange): void {
  const before = new Set(group.members.keys());
  const nodes = apply(emulation, group, change);
  const audience = new Set([...before, ...group.members.keys()]);
  for (const node of nodes) notify(emulation, group, actor, node, audience);
  emulation.changes.announce();
}

function notify(
  emulation: Emulation,
  group: Group,
  actor: Person,
  change: BinaryNode,
  audience: ReadonlySet<Person>,
): void {
  const other = group.addressing === "lid" ? "pn" : "lid";
  const notification = buildNode(
    "notification",
    {
      from: group.address,
      type: "w:gp2",
      id: emulation.world.ids.stanza(),
      t: emulation.timestamp(),
      participant: addressOf(actor, group.addressing),
      [`participant_${other}`]: addressOf(actor, other),
      notify: actor.name,
      addressing_mode: group.addressing,
    },
    [change],
  );
  for (const person of audience) for (const companion of person.companions.values()) companion.inbox.push(notification);
}

function apply(emulation: Emulation, group: Group, change: GroupChange): BinaryNode[] {
  switch (change.kind) {
    case "create":
      return [buildNode("create", {}, [groupNode(group)])];
    case "add":
    case "remove":
    case "promote":
    case "demote":
      return applyToMembers(group, change.kind, change.people);
    case "subject":
      group.subject = change.subject;
      return [buildNode("subject", { subject: change.subject, s_t: emulation.timestamp() })];
    case "description":
      group.description = { id: emulation.world.ids.stanza(), text: change.text };
      return [
        buildNode("description", { id: group.description.id }, [buildNode("body", {}, Buffer.from(change.text))]),
      ];
    case "announcement":
      group.isAnnouncement = change.isOn;
      return [buildNode(change.isOn ? "announcement" : "not_announcement")];
    case "locked":
      group.isLocked = change.isOn;
      return [buildNode(change.isOn ? "locked" : "unlocked")];
    case "ephemeral":
      group.expirationSeconds = change.seconds;
      return change.seconds > 0
        ? [buildNode("ephemeral", { expiration: String(change.seconds) })]
        : [buildNode("not_ephemeral")];
    case "invite":
      group.inviteCode = emulation.world.ids.inviteCode();
      return [buildNode("invite", { code: group.inviteCode })];
  }
}

function applyToMembers(
  group: Group,
  kind: "add" | "remove" | "promote" | "demote",
  people: readonly Person[],
): BinaryNode[] {
  for (const person of people) {
    if (kind === "remove") group.members.delete(person);
    else group.members.set(person, kind === "promote" ? "admin" : "member");
  }
  // Who has left must not read on: everybody makes a new key with the next message.
  if (kind === "remove") {
    for (const member of group.members.keys()) member.senderKeyHolders.delete(group.address);
  }
  const parts = people.map((person) => memberNode(group, person, group.members.get(person)));
  return people.length === 0 ? [] : [buildNode(kind, {}, parts)];
}
