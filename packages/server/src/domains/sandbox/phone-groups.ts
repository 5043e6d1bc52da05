/** What the book of groups is told of a virtual phone's groups. The business is an admin of each. */
import type { GroupBook, GroupChange, GroupMember, GroupParticipant, PlatformGroup } from "../../channels/groups.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import type { Chat, Member } from "./chats.store.ts";
import * as chats from "./chats.store.ts";

const BUSINESS: GroupParticipant = { phone: null, lid: null, name: null, role: "owner", isSelf: true };

/** Writes all groups of a phone into the book, or one. */
export async function tellGroups(tx: Tx, book: GroupBook, channel: string, address?: string): Promise<void> {
  if (address === undefined)
    return book.replaceAll(tx, channel, await readGroups(tx, await chats.listGroups(tx, channel)));
  const chat = await chats.findChatByAddress(tx, channel, address);
  const [group] = chat?.isGroup ? await readGroups(tx, [chat]) : [];
  return group ? book.put(tx, channel, group) : book.leave(tx, channel, address);
}

/** A group was changed: what is new is told as what happened, so that it stands in its thread. */
export async function tellGroupChanges(
  tx: Tx,
  book: GroupBook,
  before: Chat,
  members: readonly Member[],
): Promise<void> {
  const { channelAddress, address } = before;
  const now = await chats.findChatByAddress(tx, channelAddress, address);
  if (!now) return;
  const membersNow = await chats.listMembers(tx, [now.id]);
  const changes: GroupChange[] = [];
  if (now.name !== before.name) changes.push({ kind: "renamed", subject: now.name ?? "" });
  const joined = withoutThose(membersNow, members);
  const left = withoutThose(members, membersNow);
  if (joined.length > 0) changes.push({ kind: "joined", people: joined.map(toMember) });
  if (left.length > 0) changes.push({ kind: "left", people: left.map(toMember) });
  for (const change of changes) {
    if (!(await book.change(tx, channelAddress, address, { change })))
      return tellGroups(tx, book, channelAddress, address);
  }
}

async function readGroups(tx: Db | Tx, groups: readonly Chat[]): Promise<PlatformGroup[]> {
  const members = await chats.listMembers(
    tx,
    groups.map(({ id }) => id),
  );
  return groups.map(({ id, address, name }) => {
    const ofGroup = members.filter(({ groupId }) => groupId === id);
    return {
      address,
      subject: name ?? "",
      description: null,
      role: "admin",
      isAnnouncement: false,
      participantCount: ofGroup.length + 1,
      participants: [BUSINESS, ...ofGroup.map((member) => ({ ...toMember(member), role: "member" as const }))],
    };
  });
}

function toMember({ address, name }: Member): GroupMember {
  return { phone: address, lid: null, name, isSelf: false };
}

function withoutThose(members: readonly Member[], others: readonly Member[]): Member[] {
  return members.filter(({ address }) => !others.some((other) => other.address === address));
}
