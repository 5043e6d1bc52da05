/** Writing as a person of a virtual phone. */
import type { InboundSender } from "../../channels/channel.ts";
import type { SandboxEvent } from "../../channels/sandbox-phone.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Db, runInTransaction, type Tx } from "../../platform/db/index.ts";
import { insertEvent } from "../../platform/events/index.ts";
import type { Ids } from "../../platform/ids.ts";
import type { Chat } from "./chats.store.ts";
import * as chats from "./chats.store.ts";
import type { PhoneFile } from "./phone.ts";
import * as messages from "./phone-messages.store.ts";
import { type Ingest, post } from "./post.ts";
import * as errors from "./sandbox.errors.ts";
import type { WriteInput, Written } from "./sandbox.schemas.ts";
import { type FileFacts, listTapOptions, toInboundContent, toPhoneContent } from "./write-as.rules.ts";

export interface WriteAsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly ingest: Ingest;
  openFile(mediaId: string): Promise<PhoneFile | undefined>;
  /** Throws when a message of this type can't show the file, or there is none; keeps it until the transaction ends. */
  checkFile(tx: Tx, mediaId: string, type: string): Promise<void>;
}

/** @throws ChatUnknown, AuthorUnfit, CantWrite, PhoneMessageUnknown, NothingToTap, MediaUnknown, MediaKindUnfit */
export type WriteAs = (chatId: string, input: WriteInput) => Promise<messages.PhoneMessage>;

export function createWriteAs({ db, clock, ids, ingest, openFile, checkFile }: WriteAsDeps): WriteAs {
  async function findAuthor(tx: Tx, chat: Chat, authorId: string | undefined): Promise<Chat> {
    const author = await findAllowedAuthor(tx, chat, authorId);
    const who = author.name ?? author.address;
    if (!author.isOnWhatsapp)
      throw new errors.CantWrite(`${who} is not on WhatsApp.`, "Set isOnWhatsapp to true first.");
    if (author.hasBlocked) {
      const mend = "Set hasBlocked to false first: WhatsApp, too, lets nobody write to whom they have blocked.";
      throw new errors.CantWrite(`${who} has blocked the business.`, mend);
    }
    return author;
  }

  async function findAllowedAuthor(tx: Tx, chat: Chat, authorId: string | undefined): Promise<Chat> {
    if (!chat.isGroup) {
      if (authorId === undefined || authorId === chat.id) return chat;
      throw new errors.AuthorUnfit("Only a group has several who write.");
    }
    const [author] = authorId === undefined ? [] : await chats.findChats(tx, [authorId]);
    if (author && (await chats.isMember(tx, chat.id, author.id))) return author;
    throw new errors.AuthorUnfit("This is no member of the group.");
  }

  async function findMessage(tx: Tx, chatId: string, id: string): Promise<messages.PhoneMessage> {
    const message = await messages.findPhoneMessage(tx, chatId, id);
    if (!message) throw new errors.PhoneMessageUnknown();
    return message;
  }

  /** The message that is meant: tapped, reacted to, or quoted. */
  async function findTarget(tx: Tx, chatId: string, { content, quotedMessageId }: WriteInput) {
    const id = "messageId" in content ? content.messageId : quotedMessageId;
    return id === undefined ? undefined : findMessage(tx, chatId, id);
  }

  /** Before the transaction: whoever holds a connection must not wait for another. */
  async function findFile(content: Written): Promise<FileFacts | undefined> {
    if (!("mediaId" in content)) return undefined;
    const file = await openFile(content.mediaId);
    return file && { mediaId: content.mediaId, mime: file.mime, sha256: file.sha256, filename: file.filename };
  }

  function findTapped({ content }: WriteInput, target: messages.PhoneMessage | undefined) {
    if (content.type !== "tap") return undefined;
    const options = target?.authorId === null ? listTapOptions(target.content) : [];
    const tapped = options.find((option) => option.id === content.optionId);
    if (!tapped) throw new errors.NothingToTap();
    return tapped;
  }

  return async function writeAs(chatId, input) {
    const { content } = input;
    const file = await findFile(content);
    return runInTransaction(db, async (tx) => {
      const chat = await chats.lockChat(tx, chatId);
      if (!chat) throw new errors.ChatUnknown();
      const author = await findAuthor(tx, chat, input.authorId);
      const target = await findTarget(tx, chatId, input);
      if ("mediaId" in content) await checkFile(tx, content.mediaId, content.type);
      const looked = { file, tapped: findTapped(input, target) };
      const now = clock.now();
      const id = ids.newId();
      const providerId = `sandbox.${id}`;
      const row = {
        id,
        chatId,
        authorId: author.id,
        providerId,
        messageId: null,
        type: content.type,
        content: toPhoneContent(content, looked, target?.providerId),
        // A reaction stands with its target and is no answer to it.
        quotedProviderId: content.type === "reaction" ? null : (target?.providerId ?? null),
        state: "delivered" as const,
      };
      await messages.insertPhoneMessage(tx, row, now);
      await chats.touchChat(tx, chatId, now);
      const event: SandboxEvent = {
        kind: "message",
        channelAddress: chat.channelAddress,
        providerId,
        from: toSender(author),
        content: toInboundContent(content, looked),
        occurredAt: now,
        ...(chat.isGroup && { group: chat.address }),
        ...(target && { quotedProviderId: target.providerId }),
      };
      await post(tx, ingest, [event], now);
      await insertEvent(tx, "sandbox.changed", { ids: [chatId] }, now);
      return findMessage(tx, chatId, id);
    });
  };
}

function toSender({ address, name }: Chat): InboundSender {
  return { phone: address, ...(name !== null && { displayName: name }) };
}
