/** What WhatsApp says has happened in a group. Read from the stanza itself: of several changes that come together the library tells but the
 *  first. Pure. */
import type { BinaryNode } from "baileys";
import type { GroupChange, GroupChangeReport } from "../groups.ts";
import { readPerson, type Self, sound } from "./groups.rules.ts";

export type GroupNews =
  | { readonly kind: "changed"; readonly group: string; readonly report: GroupChangeReport }
  /** More than is told: it has to be asked for. */
  | { readonly kind: "unclear"; readonly group: string }
  /** There is no such group any more. */
  | { readonly kind: "gone"; readonly group: string };

const GROUPS = "w:gp2";

/** Nothing where it is nothing we keep. */
export function readGroupNotification({ attrs, content }: BinaryNode, self: Self): GroupNews[] {
  const group = attrs.from;
  if (attrs.type !== GROUPS || !group || !Array.isArray(content)) return [];
  const [by] = readPerson([attrs.participant, attrs.participant_pn, attrs.participant_lid], self);
  const seconds = Number(attrs.t);
  const at = Number.isFinite(seconds) && seconds > 0 ? new Date(seconds * 1_000) : undefined;
  return content.flatMap((part): GroupNews[] => {
    const change = readChange(part, self);
    if (change === "unclear" || change === "gone") return [{ kind: change, group }];
    return change ? [{ kind: "changed", group, report: { change, by, at } }] : [];
  });
}

function readChange(part: BinaryNode, self: Self): GroupChange | "unclear" | "gone" | undefined {
  switch (part.tag) {
    case "subject":
      return part.attrs.subject === undefined ? "unclear" : { kind: "renamed", subject: sound(part.attrs.subject) };
    case "description": {
      const words = textOf(childrenOf(part, "body")[0]);
      return { kind: "described", description: words === "" ? null : sound(words) };
    }
    case "announcement":
    case "not_announcement":
      return { kind: "announcement", isOn: part.tag === "announcement" };
    case "add":
      return readPeople("joined", part, self);
    case "remove":
    case "leave":
      return readPeople("left", part, self);
    case "promote":
      return readPeople("promoted", part, self);
    case "demote":
      return readPeople("demoted", part, self);
    case "modify":
    case "ephemeral":
    case "not_ephemeral":
      return "unclear";
    case "delete":
      return "gone";
    default:
      return undefined;
  }
}

function readPeople(
  kind: "joined" | "left" | "promoted" | "demoted",
  part: BinaryNode,
  self: Self,
): GroupChange | "unclear" {
  const told = childrenOf(part, "participant");
  const people = told.flatMap(({ attrs }) => readPerson([attrs.jid, attrs.phone_number, attrs.lid], self));
  return people.length === 0 || people.length < told.length ? "unclear" : { kind, people };
}

function childrenOf({ content }: BinaryNode, tag: string): BinaryNode[] {
  return Array.isArray(content) ? content.filter((child) => child.tag === tag) : [];
}

function textOf(node: BinaryNode | undefined): string {
  const content = node?.content;
  if (typeof content === "string") return content;
  return content instanceof Uint8Array ? Buffer.from(content).toString("utf8") : "";
}
