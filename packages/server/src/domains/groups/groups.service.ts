/** Groups as people see them, and as destinations of messages. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { ChannelGroups, GroupParticipant, GroupPerson } from "../../channels/groups.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { type ContactsService, type Identity, toWordQuery } from "../contacts/index.ts";
import * as errors from "./groups.errors.ts";
import { judgeWriting, type Writable } from "./groups.rules.ts";
import * as store from "./groups.store.ts";

export interface GroupView extends Omit<store.Group, "platform" | "sortKey"> {
  /** Null: nobody has written in it since the channel is here. */
  readonly conversationId: string | null;
  /** We are an admin, and the channel has such links. */
  readonly hasInviteLink: boolean;
  /** Why nothing can be written in it; null: it can. */
  readonly obstacle: { readonly code: string; readonly title: string; readonly mend: string } | null;
}

/** Somebody, with the contact they are where there is one. */
export interface NamedPerson {
  readonly contactId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface ParticipantView extends NamedPerson {
  readonly role: GroupParticipant["role"];
  readonly isSelf: boolean;
}

export interface GroupDetailView extends GroupView {
  /** Ourselves first, then admins, then by name. */
  readonly participants: ParticipantView[];
}

export interface GroupsService {
  /** @throws channel-unknown */
  list(
    query: { readonly channelId: string; readonly search?: string | undefined; readonly isLeft: boolean },
    page: { readonly limit: number; readonly after?: store.GroupPlace | undefined },
  ): Promise<Array<GroupView & { readonly place: store.GroupPlace }>>;
  /** @throws channel-unknown, GroupUnknown */
  get(channelId: string, id: string): Promise<GroupDetailView>;
  /** Asks the platform for all groups now; answers how many there are.
   *  @throws ChannelHasNoGroups, PlatformRefused, PlatformBusy, PlatformUnreachable */
  refreshAll(channelId: string): Promise<number>;
  /** @throws GroupUnknown and as refreshAll */
  refresh(channelId: string, id: string): Promise<GroupDetailView>;
  /** @throws GroupUnknown, NoInviteLinks, NotGroupAdmin, GroupLeft and as refreshAll */
  getInviteLink(channelId: string, id: string): Promise<string>;
  /** The link there was works no more. As getInviteLink. */
  resetInviteLink(channelId: string, id: string): Promise<string>;

  /** Where a message is to go. @throws GroupUnknown */
  resolve(tx: Db | Tx, destination: GroupDestination): Promise<store.GroupKey>;
  /** Of what is no group, or not known, nothing is said: the platform decides. */
  judge(tx: Db | Tx, keys: readonly store.GroupKey[]): Promise<Array<Obstacle | undefined>>;
  /** What groups are called, and how many are in them, in any order; unknown ones are left out. */
  findNames(
    tx: Db | Tx,
    keys: readonly store.GroupKey[],
  ): Promise<
    Array<store.GroupKey & { readonly id: string; readonly subject: string; readonly participantCount: number }>
  >;
  /** Groups whose subject has words beginning with these. */
  search(tx: Db | Tx, text: string, limit: number): Promise<store.GroupKey[]>;
  /** In their order. */
  namePeople(tx: Db | Tx, people: readonly GroupPerson[]): Promise<NamedPerson[]>;
}

export type GroupDestination = { readonly groupId: string } | store.GroupKey;
export type Obstacle = NonNullable<ReturnType<typeof judgeWriting>>;

export interface GroupsDeps {
  readonly db: Db;
  readonly channels: Pick<ChannelsService, "get" | "open">;
  readonly contacts: Pick<ContactsService, "findOwners" | "findNames">;
  /** The conversations of a channel with these addresses, by address. */
  readonly findConversations: (
    tx: Db | Tx,
    channelId: string,
    addresses: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
}

const ROLE_ORDER = ["owner", "admin", "member"];

export function createGroupsService({ db, channels, contacts, findConversations }: GroupsDeps): GroupsService {
  async function present(channelId: string, groups: readonly store.Group[]): Promise<GroupView[]> {
    const invites = await findAsking(channelId).then((found) => found?.invites);
    const conversations = await findConversations(
      db,
      channelId,
      groups.map(({ address }) => address),
    );
    return groups.map(({ platform: _platform, sortKey: _sortKey, ...group }) => ({
      ...group,
      conversationId: conversations.get(group.address) ?? null,
      hasInviteLink: invites !== undefined && group.role === "admin" && group.leftAt === null,
      obstacle: judgeWriting(group) ?? null,
    }));
  }

  /** What the platform can be asked; undefined: it has no groups. @throws channel-unknown */
  async function findAsking(channelId: string): Promise<ChannelGroups | undefined> {
    return channels.open(await channels.get(channelId)).groups;
  }

  async function getAsking(channelId: string): Promise<ChannelGroups> {
    const groups = await findAsking(channelId);
    if (!groups) throw new errors.ChannelHasNoGroups();
    return groups;
  }

  async function getGroup(channelId: string, id: string): Promise<store.Group> {
    const group = await store.findGroup(db, id);
    if (group?.channelId !== channelId) throw new errors.GroupUnknown();
    return group;
  }

  async function getDetail(channelId: string, id: string): Promise<GroupDetailView> {
    const group = await getGroup(channelId, id);
    const [view] = await present(channelId, [group]);
    const participants = await store.listParticipants(db, id);
    const named = await namePeople(db, participants);
    const shown = participants.map(({ role, isSelf }, index) => ({ ...(named[index] as NamedPerson), role, isSelf }));
    return { ...(view as GroupView), participants: shown.sort(compareParticipants) };
  }

  async function namePeople(tx: Db | Tx, people: readonly GroupPerson[]): Promise<NamedPerson[]> {
    const known = await contacts.findOwners(tx, people.flatMap(identitiesOf));
    const ownerOf = (person: GroupPerson) =>
      identitiesOf(person)
        .map(({ kind, value }) => known.find((one) => one.kind === kind && one.value === value)?.contactId)
        .find((id) => id !== undefined);
    const names = await contacts.findNames(tx, [...new Set(known.map(({ contactId }) => contactId))]);
    return people.map((person) => {
      const contact = names.find(({ id }) => id === ownerOf(person));
      return {
        contactId: contact?.personId ?? null,
        name: contact?.displayName ?? person.name,
        phone: person.phone ?? contact?.phone ?? null,
      };
    });
  }

  /** @throws NoInviteLinks, NotGroupAdmin, GroupLeft */
  async function askForLink(channelId: string, id: string, way: "getLink" | "resetLink"): Promise<string> {
    const group = await getGroup(channelId, id);
    const { invites } = await getAsking(channelId);
    if (!invites) throw new errors.NoInviteLinks();
    const left = group.leftAt === null ? undefined : judgeWriting(group);
    if (left) throw new errors.GroupLeft(left);
    if (group.role !== "admin") throw new errors.NotGroupAdmin(group.subject);
    return invites[way](group.address);
  }

  return {
    async list({ channelId, search, isLeft }, page) {
      const words = search === undefined ? undefined : toWordQuery(search);
      await channels.get(channelId);
      if (search !== undefined && words === undefined) return [];
      const groups = await store.listGroups(db, { channelId, isLeft, words }, page);
      const views = await present(channelId, groups);
      return views.map((view, index) => ({ ...view, place: { name: groups[index]?.sortKey ?? "", id: view.id } }));
    },
    get: getDetail,
    async refreshAll(channelId) {
      await (await getAsking(channelId)).refresh();
      return store.countGroups(db, channelId);
    },
    async refresh(channelId, id) {
      const { address } = await getGroup(channelId, id);
      await (await getAsking(channelId)).refresh(address);
      return getDetail(channelId, id);
    },
    getInviteLink: (channelId, id) => askForLink(channelId, id, "getLink"),
    resetInviteLink: (channelId, id) => askForLink(channelId, id, "resetLink"),
    async resolve(tx, destination) {
      const [found] =
        "groupId" in destination
          ? [await store.findGroup(tx, destination.groupId)]
          : await store.findGroups(tx, [destination]);
      if (!found) throw new errors.GroupUnknown();
      return { channelId: found.channelId, address: found.address };
    },
    async judge(tx, keys) {
      const groups = await store.findGroups(tx, keys);
      return keys.map((key) => {
        const group: Writable | undefined = groups.find((one) => isSameKey(one, key));
        return group && judgeWriting(group);
      });
    },
    async findNames(tx, keys) {
      const groups = await store.findGroups(tx, keys);
      return groups.map(({ id, channelId, address, subject, participantCount }) => ({
        ...{ id, channelId, address, subject, participantCount },
      }));
    },
    async search(tx, text, limit) {
      const words = toWordQuery(text);
      return words === undefined ? [] : store.findGroupsByWords(tx, words, limit);
    },
    namePeople,
  };
}

function isSameKey(one: store.GroupKey, other: store.GroupKey): boolean {
  return one.channelId === other.channelId && one.address === other.address;
}

function identitiesOf({ lid, phone }: GroupPerson): Identity[] {
  return [
    ...(lid === null ? [] : [{ kind: "lid" as const, scope: "", value: lid }]),
    ...(phone === null ? [] : [{ kind: "phone" as const, scope: "", value: phone }]),
  ];
}

function compareParticipants(one: ParticipantView, other: ParticipantView): number {
  return (
    Number(other.isSelf) - Number(one.isSelf) ||
    ROLE_ORDER.indexOf(one.role) - ROLE_ORDER.indexOf(other.role) ||
    // Who has a name comes before those who have but a number.
    Number(one.name === null) - Number(other.name === null) ||
    (one.name ?? one.phone ?? "").localeCompare(other.name ?? other.phone ?? "")
  );
}
