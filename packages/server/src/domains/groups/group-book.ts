/** The book of groups: what drivers tell is written here, and told on. */
import type { ChannelKind } from "../../channels/channel.ts";
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { GroupBook, GroupChange, GroupChangeReport, PlatformGroup } from "../../channels/groups.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Db, Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import { changeParticipants } from "./groups.rules.ts";
import type { GroupKey } from "./groups.store.ts";
import * as store from "./groups.store.ts";

export interface GroupBookDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly channels: Pick<ChannelsService, "list">;
  /** Tells of groups that have changed, and of what happened in one, in the transaction that writes it. */
  readonly onChanged: GroupsChangedHandler;
}

export type GroupsChangedHandler = (
  tx: Tx,
  groups: readonly GroupKey[],
  happened: GroupChangeReport | undefined,
) => Promise<void>;

/** `kind`: of the channels that tell. */
export function createGroupBook(kind: ChannelKind, { clock, ids, channels, onChanged }: GroupBookDeps): GroupBook {
  async function findChannelId(tx: Db | Tx, address: string): Promise<string | undefined> {
    return (await channels.list(tx as Tx)).find((channel) => channel.kind === kind && channel.address === address)?.id;
  }

  async function tellChanged(
    tx: Tx,
    channelId: string,
    touched: ReadonlyArray<store.Touched>,
    happened?: GroupChangeReport,
  ): Promise<void> {
    if (touched.length === 0) return;
    const groupIds = touched.map(({ id }) => id);
    await insertEvent(tx, "groups.changed", { ids: groupIds }, clock.now());
    const keys = touched.map(({ address }) => ({ channelId, address }));
    await onChanged(tx, keys, happened);
  }

  async function write(tx: Tx, channelId: string, groups: readonly PlatformGroup[]): Promise<store.Touched[]> {
    return store.upsertGroups(tx, channelId, groups, () => ids.newId(), clock.now());
  }

  return {
    async replaceAll(tx, channel, groups) {
      const channelId = await findChannelId(tx, channel);
      if (channelId === undefined) return;
      const changed = await write(tx, channelId, groups);
      const addresses = groups.map(({ address }) => address);
      const left = await store.markLeft(tx, channelId, { allBut: addresses }, clock.now());
      await tellChanged(tx, channelId, [...changed, ...left]);
    },
    async put(tx, channel, group) {
      const channelId = await findChannelId(tx, channel);
      if (channelId !== undefined) await tellChanged(tx, channelId, await write(tx, channelId, [group]));
    },
    async leave(tx, channel, address) {
      const channelId = await findChannelId(tx, channel);
      if (channelId === undefined) return;
      await tellChanged(tx, channelId, await store.markLeft(tx, channelId, { address }, clock.now()));
    },
    async change(tx, channel, address, report) {
      const channelId = await findChannelId(tx, channel);
      if (channelId === undefined) return true;
      const group = await store.lockGroup(tx, { channelId, address });
      if (!group || group.leftAt !== null) return false;
      await applyChange(tx, group, report.change);
      await tellChanged(tx, channelId, [group], report);
      return true;
    },
    async find(tx, channel, address) {
      const channelId = await findChannelId(tx, channel);
      const [group] = channelId === undefined ? [] : await store.findGroups(tx, [{ channelId, address }]);
      if (!group || group.leftAt !== null) return undefined;
      return { ...group, participants: await store.listParticipants(tx, group.id) };
    },
    async forgetAll(tx, channel) {
      const channelId = await findChannelId(tx, channel);
      if (channelId !== undefined) await tellChanged(tx, channelId, await store.deleteGroups(tx, channelId));
    },
  };

  async function applyChange(tx: Tx, group: store.Group, change: GroupChange): Promise<void> {
    switch (change.kind) {
      case "renamed":
        return store.updateGroup(tx, group.id, { ...group, subject: change.subject });
      case "described":
        return store.updateGroup(tx, group.id, { ...group, description: change.description });
      case "announcement":
        return store.updateGroup(tx, group.id, { ...group, isAnnouncement: change.isOn });
      default: {
        const before = await store.listParticipants(tx, group.id);
        const participants = changeParticipants(before, change);
        const self = participants.find(({ isSelf }) => isSelf);
        // More may be there than were named to us.
        const participantCount = group.participantCount + participants.length - before.length;
        const role = self === undefined ? group.role : self.role === "member" ? "member" : "admin";
        await store.updateGroup(tx, group.id, { ...group, role, participantCount });
        await store.replaceParticipants(tx, [{ groupId: group.id, participants }]);
        if (change.kind === "left" && change.people.some(({ isSelf }) => isSelf)) {
          await store.markLeft(tx, group.channelId, { address: group.address }, clock.now());
        }
      }
    }
  }
}
