/** What a person at a virtual phone can do: invent people and groups, write as them, open chats, have sends fail, put the time forward. */
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { ChannelsService } from "../../channels/channels.service.ts";
import type { ChannelRow } from "../../channels/channels.store.ts";
import type { GroupBook } from "../../channels/groups.ts";
import type { SandboxFailure } from "../../channels/sandbox-phone.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Chat, ChatSummary } from "./chats.store.ts";
import * as chats from "./chats.store.ts";
import { inventName, inventPhone } from "./invent.rules.ts";
import { tellGroupChanges, tellGroups } from "./phone-groups.ts";
import type { ShownMessage } from "./phone-messages.store.ts";
import * as messages from "./phone-messages.store.ts";
import { type Ingest, post, toStatusEvent } from "./post.ts";
import * as errors from "./sandbox.errors.ts";
import type { ChatChangeInput, NewGroup, NewPerson } from "./sandbox.schemas.ts";

/** A chat, with what the business's side calls it. */
export interface ShownChat extends ChatSummary {
  readonly channelId: string;
  readonly conversationId: string | null;
  readonly isBusinessTyping: boolean;
}

interface Page {
  readonly limit: number;
  readonly after?: { readonly at: string; readonly id: string } | undefined;
}

export interface SandboxService {
  /** @throws NoSandbox, NotASandbox */
  listChats(channelId: string | undefined, page: Page): Promise<ShownChat[]>;
  /** @throws ChatUnknown */
  getChat(id: string): Promise<ShownChat>;
  /** @throws NoSandbox, NotASandbox, PhoneImpossible, AddressTaken */
  createPerson(input: NewPerson): Promise<ShownChat>;
  /** @throws NoSandbox, NotASandbox, MembersUnknown */
  createGroup(input: NewGroup): Promise<ShownChat>;
  /** @throws ChatUnknown, NotAGroup, MembersUnknown */
  updateChat(id: string, change: ChatChangeInput): Promise<ShownChat>;
  /** From the phone; what the business has of it stays. @throws ChatUnknown */
  deleteChat(id: string): Promise<void>;
  /** Latest first. @throws ChatUnknown */
  listMessages(chatId: string, page: Page): Promise<ShownMessage[]>;
  /** The person opens the chat: what arrived is read, and the business hears of it. @throws ChatUnknown */
  read(chatId: string): Promise<ShownChat>;
  /** @throws ChatUnknown */
  planFailures(chatId: string, kind: SandboxFailure, times: number): Promise<ShownChat>;
  /** @throws ChatUnknown */
  clearFailures(chatId: string): Promise<ShownChat>;
}

export interface SandboxDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly channels: Pick<ChannelsService, "list" | "get" | "findByAddress">;
  readonly ingest: Ingest;
  /** Where groups are told of. */
  readonly groups: GroupBook;
  /** What the business's side calls the conversation with each of these addresses. */
  findConversations(tx: Db | Tx, channelId: string, addresses: readonly string[]): Promise<Map<string, string>>;
  readonly random: () => number;
  /** Ticks may be due. */
  onTicksPlanned(): void;
}

export function createSandboxService(deps: SandboxDeps): SandboxService {
  const { db, clock, ids, channels, groups, random } = deps;
  const chooseChannel = createChannelChooser(channels);
  const tellChanged = (tx: Tx, chatId: string) => insertEvent(tx, "sandbox.changed", { ids: [chatId] }, clock.now());

  async function present(summaries: readonly ChatSummary[], channel: ChannelRow): Promise<ShownChat[]> {
    const now = clock.now();
    const addresses = summaries.map((chat) => chat.address);
    const conversations = await deps.findConversations(db, channel.id, addresses);
    return summaries.map((chat) => ({
      ...chat,
      channelId: channel.id,
      conversationId: conversations.get(chat.address) ?? null,
      isBusinessTyping: chat.typingUntil !== null && chat.typingUntil > now,
    }));
  }

  async function getChat(id: string): Promise<ShownChat> {
    const chat = await chats.findChatSummary(db, id);
    const channel = chat && (await channels.findByAddress("sandbox", chat.channelAddress));
    if (!chat || !channel) throw new errors.ChatUnknown();
    return (await present([chat], channel))[0] as ShownChat;
  }

  /** Changes a chat that is there, and shows it. */
  async function change(id: string, work: (tx: Tx, chat: Chat) => Promise<void>): Promise<ShownChat> {
    await runInTransaction(db, async (tx) => {
      const chat = await chats.lockChat(tx, id);
      if (!chat) throw new errors.ChatUnknown();
      await work(tx, chat);
      await tellChanged(tx, id);
    });
    return getChat(id);
  }

  async function checkMembers(tx: Tx, channelAddress: string, memberIds: readonly string[]): Promise<void> {
    const found = await chats.findChats(tx, memberIds);
    const fit = found.filter((chat) => chat.channelAddress === channelAddress && !chat.isGroup);
    if (fit.length !== new Set(memberIds).size) throw new errors.MembersUnknown();
  }

  async function insert(tx: Tx, chat: chats.NewChat): Promise<void> {
    if (!(await chats.insertChat(tx, chat, clock.now()))) throw new errors.AddressTaken();
    await tellChanged(tx, chat.id);
  }

  return {
    async listChats(channelId, page) {
      const channel = await chooseChannel(channelId);
      return present(await chats.listChats(db, channel.address, page), channel);
    },
    getChat,
    async createPerson({ channelId, name = inventName(random), phone }) {
      const { address: channelAddress } = await chooseChannel(channelId);
      const given = phone === undefined ? undefined : parsePhone(phone);
      const id = ids.newId();
      await runInTransaction(db, async (tx) => {
        const address = given ?? inventPhone(await chats.findTakenAddresses(tx, channelAddress), random);
        if (address === undefined) throw new errors.AddressTaken();
        await insert(tx, { id, channelAddress, address, isGroup: false, name, isInvented: given === undefined });
      });
      return getChat(id);
    },
    async createGroup({ channelId, name, memberIds }) {
      const { address: channelAddress } = await chooseChannel(channelId);
      const id = ids.newId();
      await runInTransaction(db, async (tx) => {
        await checkMembers(tx, channelAddress, memberIds);
        await insert(tx, { id, channelAddress, address: `group-${id}`, isGroup: true, name, isInvented: true });
        await chats.setMembers(tx, id, memberIds);
        await tellGroups(tx, groups, channelAddress, `group-${id}`);
      });
      return getChat(id);
    },
    updateChat: (id, { memberIds, ...given }) =>
      change(id, async (tx, chat) => {
        const next = { ...chat, ...withoutUndefined(given) };
        const members = await chats.listMembers(tx, [id]);
        await chats.updateChat(tx, next);
        if (memberIds) {
          if (!chat.isGroup) throw new errors.NotAGroup();
          await checkMembers(tx, chat.channelAddress, memberIds);
          await chats.setMembers(tx, id, memberIds);
        }
        if (chat.isGroup) await tellGroupChanges(tx, groups, chat, members);
        if (!next.isOnline || chat.isOnline) return;
        await messages.deliverWaiting(tx, id, clock.now());
        afterCommit(tx, deps.onTicksPlanned);
      }),
    async deleteChat(id) {
      await runInTransaction(db, async (tx) => {
        const chat = await chats.deleteChat(tx, id);
        if (!chat) throw new errors.ChatUnknown();
        if (chat.isGroup) await groups.leave(tx, chat.channelAddress, chat.address);
        await tellChanged(tx, id);
      });
    },
    async listMessages(chatId, page) {
      await getChat(chatId);
      return messages.listShownMessages(db, chatId, page);
    },
    read: (chatId) =>
      change(chatId, async (tx) => {
        const now = clock.now();
        const reports = await messages.readAll(tx, chatId, now);
        await post(
          tx,
          deps.ingest,
          reports.map((report) => toStatusEvent(report, now)),
          now,
        );
      }),
    planFailures: (chatId, kind, times) =>
      change(chatId, (tx) => chats.insertFailures(tx, chatId, Array<SandboxFailure>(times).fill(kind))),
    clearFailures: (chatId) => change(chatId, (tx) => chats.deleteFailures(tx, chatId)),
  };
}

/** The sandbox channel meant; left out, the only one. */
export function createChannelChooser(channels: Pick<ChannelsService, "list" | "get">) {
  return async function chooseChannel(channelId: string | undefined): Promise<ChannelRow> {
    if (channelId !== undefined) {
      const channel = await channels.get(channelId);
      if (channel.kind !== "sandbox") throw new errors.NotASandbox();
      return channel;
    }
    const sandboxes = (await channels.list()).filter((channel) => channel.kind === "sandbox");
    const [only] = sandboxes;
    if (sandboxes.length !== 1 || !only) throw new errors.NoSandbox(sandboxes.length);
    return only;
  };
}

function parsePhone(given: string): string {
  const parsed = parsePhoneNumberFromString(given.trim());
  if (!parsed?.isPossible()) throw new errors.PhoneImpossible();
  return parsed.number;
}

function withoutUndefined<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
