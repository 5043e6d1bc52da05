/** The phones' side of the wire: what the sandbox driver talks to. All it knows is in the database, so any node may send. */
import { Readable } from "node:stream";
import type { OutboundMessage, Recipient } from "../../channels/channel.ts";
import type { GroupBook } from "../../channels/groups.ts";
import type { SandboxDelivery, SandboxPhone } from "../../channels/sandbox-phone.ts";
import type { Clock } from "../../platform/clock.ts";
import { afterCommit, type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import * as chats from "./chats.store.ts";
import { tellGroups } from "./phone-groups.ts";
import * as messages from "./phone-messages.store.ts";
import { findNextTick } from "./ticks.rules.ts";

export interface PhoneDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  /** A file of ours; undefined: it is gone. Left out where nothing is sent or fetched. */
  openFile?(mediaId: string): Promise<PhoneFile | undefined>;
  /** Left out where nobody asks for groups. */
  readonly groups?: GroupBook;
  /** A tick is due then. */
  onTickPlanned?(at: Date): void;
}

export interface PhoneFile {
  readonly mime: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly filename: string | null;
  /** Its bytes, a piece at a time. */
  read(): AsyncIterable<Uint8Array>;
}

/** As long as WhatsApp shows it. */
const TYPING_MS = 25_000;

export function createSandboxPhone({ db, clock, ids, openFile, groups, onTickPlanned }: PhoneDeps): SandboxPhone {
  const tellChanged = (tx: Tx, chatId: string) => insertEvent(tx, "sandbox.changed", { ids: [chatId] }, clock.now());

  /** Anybody may be written to: who is not on the phone yet is put there. A group must exist. */
  async function findChat(tx: Tx, channelAddress: string, to: Recipient): Promise<chats.Chat | undefined> {
    const address = to.group ?? to.phone;
    if (address === undefined) return undefined;
    const known = await chats.findChatByAddress(tx, channelAddress, address);
    if (known || to.group !== undefined) return known;
    const chat = { id: ids.newId(), channelAddress, address, isGroup: false, name: null, isInvented: false };
    await chats.insertChat(tx, chat, clock.now());
    return chats.findChatByAddress(tx, channelAddress, address);
  }

  async function put(tx: Tx, chatId: string, message: OutboundMessage, delivery: SandboxDelivery): Promise<void> {
    const now = clock.now();
    const plan = { ...delivery, readAfterMs: delivery.readAfterMs ?? null };
    const next = findNextTick("accepted", plan, now);
    const isNew = await messages.insertPhoneMessage(
      tx,
      {
        id: ids.newId(),
        chatId,
        authorId: null,
        providerId: delivery.providerId,
        messageId: message.id,
        type: message.content.type,
        content: message.content,
        quotedProviderId: message.quotedProviderId ?? null,
        state: "accepted",
        next,
        plan,
      },
      now,
    );
    if (!isNew) return;
    await chats.touchChat(tx, chatId, now);
    await chats.setTyping(tx, chatId, null);
    await tellChanged(tx, chatId);
    if (next) afterCommit(tx, () => onTickPlanned?.(next.at));
  }

  return {
    takeFailure(channel, to) {
      return runInTransaction(db, async (tx) => {
        const taken = await chats.takeFailure(tx, channel, to.group ?? to.phone ?? "");
        if (taken) await tellChanged(tx, taken.chatId);
        return taken?.kind;
      });
    },
    deliver(channel, message, delivery) {
      return runInTransaction(db, async (tx) => {
        const chat = await findChat(tx, channel, message.to);
        if (!chat?.isOnWhatsapp) return "nobody-there";
        await put(tx, chat.id, message, delivery);
        return "taken";
      });
    },
    markRead(channel, providerId, { typing }) {
      return runInTransaction(db, async (tx) => {
        const now = clock.now();
        const chatId = await messages.markReadByBusiness(tx, channel, providerId, now);
        if (chatId === undefined) return false;
        if (typing) await chats.setTyping(tx, chatId, new Date(now.getTime() + TYPING_MS));
        await tellChanged(tx, chatId);
        return true;
      });
    },
    async openFile(providerMediaId) {
      const file = await openFile?.(providerMediaId);
      return file && { body: Readable.from(file.read(), { objectMode: false }), sha256: file.sha256 };
    },
    async tellGroups(channel, address) {
      if (groups) await runInTransaction(db, (tx) => tellGroups(tx, groups, channel, address));
    },
    countChats: (channel) => chats.countChats(db, channel),
  };
}
