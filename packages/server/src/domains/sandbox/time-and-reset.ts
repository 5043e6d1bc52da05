/** What reaches beyond the phone, into what the business has of a sandbox channel: putting the time forward, and beginning anew. */
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { GroupBook } from "../../channels/groups.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import * as chats from "./chats.store.ts";
import * as messages from "./phone-messages.store.ts";
import { ChatUnknown, TooFarAhead } from "./sandbox.errors.ts";
import { type FastForward, MAX_FAST_FORWARD_SECONDS } from "./sandbox.schemas.ts";
import { createChannelChooser } from "./sandbox.service.ts";

/** Makes everything of one conversation as if it had happened `ms` earlier; what falls due by that is due now. Locks the conversation first. */
export type TimeShifter = (tx: Tx, conversationId: string, ms: number, now: Date) => Promise<void>;

export interface TimeAndResetDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly channels: Pick<ChannelsService, "list" | "get" | "findByAddress">;
  findConversations(tx: Db | Tx, channelId: string, addresses: readonly string[]): Promise<Map<string, string>>;
  /** In this order; the first one locks the conversation. */
  readonly timeShifters: readonly TimeShifter[];
  /** Deletes all conversations of a channel with everything in them; answers with their ids. */
  deleteConversations(tx: Tx, channelId: string): Promise<string[]>;
  readonly groups: Pick<GroupBook, "forgetAll">;
  /** Deletes the contacts with these phones, unless something refers to them. */
  forgetContacts(tx: Tx, phones: readonly string[]): Promise<void>;
  /** Something on this channel may be due now. */
  onDue(channelId: string): void;
}

export interface TimeAndReset {
  /** Until a time that has passed: changes nothing. @throws ChatUnknown, TooFarAhead */
  fastForward(chatId: string, by: FastForward): Promise<void>;
  /** Empties a sandbox channel on both sides. @throws NoSandbox, NotASandbox */
  reset(channelId: string | undefined): Promise<void>;
}

export function createTimeAndReset(deps: TimeAndResetDeps): TimeAndReset {
  const { db, clock, channels } = deps;
  const chooseChannel = createChannelChooser(channels);

  return {
    async fastForward(chatId, { seconds, until }) {
      const [found] = await chats.findChats(db, [chatId]);
      const channel = found && (await channels.findByAddress("sandbox", found.channelAddress));
      if (!channel) throw new ChatUnknown();
      await runInTransaction(db, async (tx) => {
        const chat = await chats.lockChat(tx, chatId);
        if (!chat) throw new ChatUnknown();
        const now = clock.now();
        const ms = until === undefined ? (seconds ?? 0) * 1_000 : until.getTime() - now.getTime();
        if (ms > MAX_FAST_FORWARD_SECONDS * 1_000) throw new TooFarAhead();
        if (ms <= 0) return;
        const conversationId = (await deps.findConversations(tx, channel.id, [chat.address])).get(chat.address);
        if (conversationId !== undefined) {
          for (const shift of deps.timeShifters) await shift(tx, conversationId, ms, now);
          await insertEvent(tx, "conversations.changed", { ids: [conversationId] }, now);
        }
        await messages.shiftPhoneTimes(tx, chatId, ms, now);
        await insertEvent(tx, "sandbox.changed", { ids: [chatId] }, now);
        afterCommit(tx, () => deps.onDue(channel.id));
      });
    },

    async reset(channelId) {
      const channel = await chooseChannel(channelId);
      await runInTransaction(db, async (tx) => {
        const now = clock.now();
        const deleted = await chats.deleteAllChats(tx, channel.address);
        const conversationIds = await deps.deleteConversations(tx, channel.id);
        await deps.groups.forgetAll(tx, channel.address);
        const invented = deleted.filter((chat) => chat.isInvented && !chat.isGroup);
        await deps.forgetContacts(
          tx,
          invented.map((chat) => chat.address),
        );
        await insertEvent(tx, "sandbox.changed", { ids: deleted.map((chat) => chat.id) }, now);
        await insertEvent(tx, "conversations.changed", { ids: conversationIds }, now);
      });
    },
  };
}
