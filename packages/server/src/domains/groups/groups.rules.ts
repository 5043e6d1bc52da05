/** Decisions about groups. Pure. */
import { createHash } from "node:crypto";
import type { GroupChange, GroupParticipant, GroupPerson, PlatformGroup } from "../../channels/groups.ts";
import { readWords } from "../contacts/index.ts";

/** As WhatsApp writes ids of groups, and the sandbox. Nothing of the kind is a phone number. */
const ADDRESS = /^(\d[\d-]*@g\.us|group-[0-9a-f-]{36})$/;

export function isGroupAddress(text: string): boolean {
  return ADDRESS.test(text);
}

export interface Writable {
  readonly subject: string;
  readonly leftAt: Date | null;
  readonly role: "admin" | "member";
  readonly isAnnouncement: boolean;
}

/** Why nothing can be written in a group; undefined: it can. */
export function judgeWriting(
  group: Writable,
): { code: "group-left" | "group-for-admins"; title: string; mend: string } | undefined {
  if (group.leftAt !== null) {
    return {
      code: "group-left",
      title: `The channel's account is no longer in the group “${group.subject}”.`,
      mend: "Ask an admin of the group to add it again, then refresh the list of groups.",
    };
  }
  if (group.isAnnouncement && group.role !== "admin") {
    return {
      code: "group-for-admins",
      title: `Only admins may write in the group “${group.subject}”, and the channel's account is none.`,
      mend: "Ask an admin of the group to make the account an admin, or to let everybody write.",
    };
  }
  return undefined;
}

/** The same for the same group, in whatever order its people are told. */
export function fingerprintOf(group: PlatformGroup): string {
  const participants = group.participants.map((one) => JSON.stringify(one)).sort();
  return createHash("sha256")
    .update(JSON.stringify({ ...group, participants }))
    .digest("base64url");
}

/** What a subject is ordered and found by. One of signs alone has no words. */
export function sortKeyOf(subject: string): string {
  return readWords(subject).join(" ");
}

/** Whether they name the same person. */
function isSamePerson(one: GroupPerson, other: GroupPerson): boolean {
  return (one.lid !== null && one.lid === other.lid) || (one.phone !== null && one.phone === other.phone);
}

type PeopleChange = Extract<GroupChange, { readonly people: unknown }>;

/** Who is in the group after people came, went, or were made something else. */
export function changeParticipants(
  participants: readonly GroupParticipant[],
  { kind, people }: PeopleChange,
): GroupParticipant[] {
  const isMeant = (one: GroupPerson) => people.some((person) => isSamePerson(person, one));
  switch (kind) {
    case "joined": {
      const others = people.filter((person) => !participants.some((one) => isSamePerson(person, one)));
      return [...participants, ...others.map((person) => ({ ...person, role: "member" as const }))];
    }
    case "left":
      return participants.filter((one) => !isMeant(one));
    case "promoted":
    case "demoted": {
      const role = kind === "promoted" ? ("admin" as const) : ("member" as const);
      return participants.map((one) => (isMeant(one) ? { ...one, role } : one));
    }
  }
}
