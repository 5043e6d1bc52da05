/** Groups as the library tells them, in the core's words, and back. Pure. */
import type { GroupMetadata, GroupParticipant as LibraryParticipant } from "baileys";
import type { GroupMember, GroupParticipant, PlatformGroup } from "../groups.ts";
import { jidOfLid, lidOf, phoneOf } from "./jids.ts";

/** Who we are. */
export interface Self {
  readonly phone: string | undefined;
  readonly lid: string | undefined;
}

/** What a message to a group needs beyond who is in it. */
interface Platform {
  /** By what its people are addressed. */
  readonly addressing: "lid" | "phone";
  /** After which time messages disappear. */
  readonly disappearsAfterSeconds: number | null;
}

export function toPlatformGroup(metadata: GroupMetadata, self: Self): PlatformGroup {
  const participants = metadata.participants.flatMap((one) => readParticipant(one, self));
  const mine = participants.find(({ isSelf }) => isSelf);
  const platform: Platform = {
    addressing: metadata.addressingMode === "lid" ? "lid" : "phone",
    disappearsAfterSeconds: metadata.ephemeralDuration || null,
  };
  return {
    address: metadata.id,
    subject: sound(metadata.subject ?? ""),
    description: metadata.desc ? sound(metadata.desc) : null,
    role: mine !== undefined && mine.role !== "member" ? "admin" : "member",
    isAnnouncement: metadata.announce === true,
    participantCount: Math.max(metadata.size ?? 0, participants.length),
    participants,
    platform,
  };
}

/** What the library needs of a group to write in it; undefined: not enough is known of it. */
export function toLibraryGroup(group: PlatformGroup): GroupMetadata | undefined {
  const { addressing, disappearsAfterSeconds } = group.platform as Platform;
  const ids = group.participants.map(({ lid, phone }) => {
    if (addressing === "lid") return lid === null ? undefined : jidOfLid(lid);
    return phone === null ? undefined : `${phone.slice(1)}@s.whatsapp.net`;
  });
  if (ids.length < group.participantCount || ids.includes(undefined)) return undefined;
  return {
    id: group.address,
    owner: undefined,
    subject: group.subject,
    addressingMode: (addressing === "lid" ? "lid" : "pn") as NonNullable<GroupMetadata["addressingMode"]>,
    participants: ids.map((id) => ({ id: id as string })),
    ...(disappearsAfterSeconds === null ? {} : { ephemeralDuration: disappearsAfterSeconds }),
  };
}

/** By any of their addresses; none where these name nobody. */
export function readPerson(jids: ReadonlyArray<string | null | undefined>, self: Self): GroupMember[] {
  const lid = jids.map(lidOf).find((one) => one !== undefined) ?? null;
  const phone = jids.map(phoneOf).find((one) => one !== undefined) ?? null;
  if (lid === null && phone === null) return [];
  const isSelf = (lid !== null && lid === self.lid) || (phone !== null && phone === self.phone);
  return [{ phone, lid, name: null, isSelf }];
}

function readParticipant(participant: LibraryParticipant, self: Self): GroupParticipant[] {
  const { id, phoneNumber, lid, admin } = participant;
  const role = admin === "superadmin" ? "owner" : admin === "admin" ? "admin" : "member";
  return readPerson([id, phoneNumber, lid], self).map((person) => ({ ...person, role }));
}

/** What PostgreSQL takes: no NUL, no half of a pair. */
export function sound(words: string): string {
  return words.replaceAll("\u0000", "").toWellFormed();
}
