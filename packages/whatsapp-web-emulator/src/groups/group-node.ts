import type { BinaryNode } from "baileys";
import { addressOf } from "../nodes/addresses.ts";
import { buildNode } from "../nodes/node.ts";
import type { Group, Person, Role } from "../world/entities.ts";

/** `<group>`: everything a member may know of it. */
export function groupNode(group: Group): BinaryNode {
  const { addressing, creator } = group;
  const createdAt = String(group.createdAtSeconds);
  const flags = [
    ...(group.isAnnouncement ? [buildNode("announcement")] : []),
    ...(group.isLocked ? [buildNode("locked")] : []),
    ...(group.expirationSeconds > 0 ? [buildNode("ephemeral", { expiration: String(group.expirationSeconds) })] : []),
  ];
  const description =
    group.description === undefined
      ? []
      : [
          buildNode(
            "description",
            { id: group.description.id, t: createdAt, participant: addressOf(creator, addressing) },
            [buildNode("body", {}, Buffer.from(group.description.text))],
          ),
        ];
  return buildNode(
    "group",
    {
      id: group.id,
      subject: group.subject,
      s_t: createdAt,
      s_o: addressOf(creator, addressing),
      creation: createdAt,
      creator: addressOf(creator, addressing),
      creator_pn: addressing === "lid" ? addressOf(creator, "pn") : undefined,
      size: String(group.members.size),
      addressing_mode: addressing,
    },
    [...flags, ...description, ...[...group.members].map(([person, role]) => memberNode(group, person, role))],
  );
}

/** `<participant>`, with the person's other name. */
export function memberNode(group: Group, person: Person, role: Role = "member"): BinaryNode {
  return buildNode("participant", {
    jid: addressOf(person, group.addressing),
    phone_number: group.addressing === "lid" && !person.hidesNumber ? addressOf(person, "pn") : undefined,
    lid: group.addressing === "pn" ? addressOf(person, "lid") : undefined,
    type: role === "member" ? undefined : role,
  });
}
