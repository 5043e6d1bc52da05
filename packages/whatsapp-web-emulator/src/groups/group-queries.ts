import type { BinaryNode } from "baileys";
import type { Emulation } from "../emulation.ts";
import { buildNode, bytesOf, childOf, childrenOf } from "../nodes/node.ts";
import { type Answer, refused } from "../queries/answer.ts";
import type { Companion, Group, Person, Role } from "../world/entities.ts";
import { changeGroup, type GroupChange } from "./group-changes.ts";
import { groupNode, memberNode } from "./group-node.ts";

/** Groups as clients ask for them (`w:g2`). */
export function answerGroupQuery(emulation: Emulation, companion: Companion, iq: BinaryNode): Answer {
  const { person } = companion;
  const { to, type } = iq.attrs;
  const [part] = childrenOf(iq);
  if (part === undefined) return refused(400, "bad-request");
  if (to === "@g.us" || to === "g.us") {
    return type === "get" ? readAbout(emulation, person, part) : changeAbout(emulation, person, part);
  }
  const group = emulation.world.findGroup(to ?? "");
  if (group === undefined) return refused(404, "item-not-found");
  if (!group.members.has(person)) return refused(403, "forbidden");
  return type === "get" ? readGroup(group, part) : writeGroup(emulation, person, group, part);
}

function readAbout(emulation: Emulation, person: Person, part: BinaryNode): Answer {
  if (part.tag === "participating") {
    return { content: [buildNode("groups", {}, emulation.world.groupsOf(person).map(groupNode))] };
  }
  const group = findByInvite(emulation, part);
  return group === undefined ? refused(404, "item-not-found") : { content: [groupNode(group)] };
}

function changeAbout(emulation: Emulation, person: Person, part: BinaryNode): Answer {
  switch (part.tag) {
    case "create": {
      const members = new Map<Person, Role>([[person, "superadmin"]]);
      for (const member of namedPeople(emulation, part)) if (member !== person) members.set(member, "member");
      const group = emulation.world.addGroup({
        subject: part.attrs.subject ?? "",
        creator: person,
        members,
        addressing: "lid",
        createdAtSeconds: Math.floor(emulation.now() / 1000),
      });
      changeGroup(emulation, group, person, { kind: "create" });
      return { content: [groupNode(group)] };
    }
    case "leave": {
      for (const { attrs } of childrenOf(part, "group")) {
        const group = emulation.world.findGroup(attrs.id ?? "");
        if (group !== undefined) changeGroup(emulation, group, person, { kind: "remove", people: [person] });
      }
      return { content: [part] };
    }
    case "invite": {
      const group = findByInvite(emulation, part);
      if (group === undefined) return refused(406, "not-acceptable");
      changeGroup(emulation, group, person, { kind: "add", people: [person] });
      return { content: [buildNode("group", { jid: group.address })] };
    }
    default:
      return {};
  }
}

function readGroup(group: Group, part: BinaryNode): Answer {
  switch (part.tag) {
    case "query":
      return { content: [groupNode(group)] };
    case "invite":
      return { content: [buildNode("invite", { code: group.inviteCode })] };
    case "membership_approval_requests":
      return { content: [part] };
    default:
      return {};
  }
}

function writeGroup(emulation: Emulation, person: Person, group: Group, part: BinaryNode): Answer {
  const isAdmin = group.members.get(person) !== "member";
  const isForAdmins = group.isLocked || !["subject", "description", "ephemeral", "not_ephemeral"].includes(part.tag);
  if (isForAdmins && !isAdmin) return refused(403, "forbidden");
  const change = changeOf(emulation, part);
  if (change !== undefined) changeGroup(emulation, group, person, change);
  if (part.tag === "invite") return { content: [buildNode("invite", { code: group.inviteCode })] };
  if (change === undefined || !("people" in change)) return {};
  const parts = change.people.map((one) => memberNode(group, one, group.members.get(one)));
  return { content: [buildNode(part.tag, {}, parts)] };
}

function changeOf(emulation: Emulation, part: BinaryNode): GroupChange | undefined {
  switch (part.tag) {
    case "add":
    case "remove":
    case "promote":
    case "demote":
      return { kind: part.tag, people: namedPeople(emulation, part) };
    case "subject":
      return { kind: "subject", subject: bytesOf(part)?.toString("utf8") ?? "" };
    case "description":
      return { kind: "description", text: bytesOf(childOf(part, "body"))?.toString("utf8") ?? "" };
    case "announcement":
    case "not_announcement":
      return { kind: "announcement", isOn: part.tag === "announcement" };
    case "locked":
    case "unlocked":
      return { kind: "locked", isOn: part.tag === "locked" };
    case "ephemeral":
      return { kind: "ephemeral", seconds: Number(part.attrs.expiration ?? 0) };
    case "not_ephemeral":
      return { kind: "ephemeral", seconds: 0 };
    case "invite":
      return { kind: "invite" };
    default:
      return undefined;
  }
}

function namedPeople(emulation: Emulation, part: BinaryNode): Person[] {
  return childrenOf(part, "participant").flatMap(({ attrs }) => emulation.world.findPerson(attrs.jid ?? "") ?? []);
}

function findByInvite(emulation: Emulation, { attrs }: BinaryNode): Group | undefined {
  return [...emulation.world.groups.values()].find((group) => group.inviteCode === attrs.code);
}
