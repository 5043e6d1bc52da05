import { type MediaType, proto } from "baileys";
import { EmulatorRefusal } from "../core/refusal.ts";
import type { Emulation } from "../emulation.ts";
import { encryptFile } from "../media/encryption.ts";
import { addressOf } from "../nodes/addresses.ts";
import { type Group, isGroup, type Person } from "../world/entities.ts";

interface FileContent {
  readonly bytes: Uint8Array;
  readonly mimeType?: string | undefined;
  readonly caption?: string | undefined;
  readonly fileName?: string | undefined;
  /** Length of sound or film. */
  readonly seconds?: number | undefined;
}

/** Names a message that the author has written or received. */
interface Quoting {
  readonly quote?: string | undefined;
}

/** What somebody can write. A text stands for `{ type: "text" }`. */
export type Content =
  | string
  | ({ readonly type: "text"; readonly text: string } & Quoting)
  | ({ readonly type: "image" | "video" | "audio" | "voice" | "document" | "sticker" } & FileContent & Quoting)
  | ({
      readonly type: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly name?: string | undefined;
      readonly address?: string | undefined;
    } & Quoting)
  | ({ readonly type: "contact"; readonly name: string; readonly number: string } & Quoting)
  /** An empty emoji takes the reaction back. */
  | { readonly type: "reaction"; readonly emoji: string; readonly messageId: string }
  | { readonly type: "edit"; readonly text: string; readonly messageId: string }
  | { readonly type: "revoke"; readonly messageId: string }
  /** Anything else, as the wire has it. */
  | { readonly type: "raw"; readonly message: proto.IMessage };

const { Type } = proto.Message.ProtocolMessage;

/** @throws EmulatorRefusal when it names a message the author does not know */
export async function buildContent(
  emulation: Emulation,
  author: Person,
  chat: Person | Group,
  given: Content,
): Promise<proto.IMessage> {
  if (typeof given === "string") return { conversation: given };
  switch (given.type) {
    case "text": {
      const contextInfo = quoteOf(author, given.quote);
      if (contextInfo === undefined) return { conversation: given.text };
      return { extendedTextMessage: { text: given.text, contextInfo } };
    }
    case "location": {
      const { latitude, longitude, name, address } = given;
      const location = { degreesLatitude: latitude, degreesLongitude: longitude, ...named(name, address) };
      return { locationMessage: { ...location, ...contextOf(author, given.quote) } };
    }
    case "contact": {
      const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${given.name}\nTEL;type=CELL:${given.number}\nEND:VCARD`;
      return { contactMessage: { displayName: given.name, vcard, ...contextOf(author, given.quote) } };
    }
    case "reaction":
      return {
        reactionMessage: {
          key: keyOf(author, chat, given.messageId),
          text: given.emoji,
          senderTimestampMs: emulation.now(),
        },
      };
    case "edit":
      return {
        editedMessage: {
          message: {
            protocolMessage: {
              key: keyOf(author, chat, given.messageId),
              type: Type.MESSAGE_EDIT,
              editedMessage: { conversation: given.text },
              timestampMs: emulation.now(),
            },
          },
        },
      };
    case "revoke":
      return { protocolMessage: { key: keyOf(author, chat, given.messageId), type: Type.REVOKE } };
    case "raw":
      return given.message;
    default:
      return buildFile(emulation, given, contextOf(author, given.quote));
  }
}

function named(name: string | undefined, address: string | undefined): { name?: string; address?: string } {
  return { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
}

type FileType = "image" | "video" | "audio" | "voice" | "document" | "sticker";

const FILE_KINDS: Readonly<Record<FileType, { readonly keys: MediaType; readonly mimeType: string }>> = {
  image: { keys: "image", mimeType: "image/jpeg" },
  video: { keys: "video", mimeType: "video/mp4" },
  audio: { keys: "audio", mimeType: "audio/mp4" },
  voice: { keys: "audio", mimeType: "audio/ogg; codecs=opus" },
  document: { keys: "document", mimeType: "application/pdf" },
  sticker: { keys: "sticker", mimeType: "image/webp" },
};

async function buildFile(
  emulation: Emulation,
  given: { readonly type: FileType } & FileContent,
  context: { contextInfo?: proto.IContextInfo },
): Promise<proto.IMessage> {
  const kind = FILE_KINDS[given.type];
  const { bytes, ...facts } = await encryptFile(Buffer.from(given.bytes), kind.keys);
  const directPath = emulation.media.put(bytes);
  const common = {
    ...facts,
    ...context,
    url: `https://${emulation.mediaHost()}${directPath}`,
    directPath,
    mimetype: given.mimeType ?? kind.mimeType,
    mediaKeyTimestamp: Math.floor(emulation.now() / 1000),
  };
  const caption = given.caption === undefined ? {} : { caption: given.caption };
  const seconds = given.seconds ?? 1;
  switch (given.type) {
    case "image":
      return { imageMessage: { ...common, ...caption } };
    case "video":
      return { videoMessage: { ...common, ...caption, seconds } };
    case "audio":
      return { audioMessage: { ...common, seconds } };
    case "voice":
      return { audioMessage: { ...common, seconds, ptt: true } };
    case "sticker":
      return { stickerMessage: common };
    case "document":
      return { documentMessage: { ...common, ...caption, fileName: given.fileName ?? "file" } };
  }
}

/** The key as the author sees it: "from me" is from the author. */
function keyOf(author: Person, chat: Person | Group, id: string): proto.IMessageKey {
  if (author.sent.has(id)) return { remoteJid: addressOfChat(chat), fromMe: true, id };
  const received = findReceived(author, id);
  const key = { remoteJid: addressOfChat(chat), fromMe: false, id };
  return received.group === undefined
    ? key
    : { ...key, participant: addressOf(received.from, received.group.addressing) };
}

function contextOf(author: Person, quotedId: string | undefined): { contextInfo?: proto.IContextInfo } {
  const contextInfo = quoteOf(author, quotedId);
  return contextInfo === undefined ? {} : { contextInfo };
}

function quoteOf(author: Person, quotedId: string | undefined): proto.IContextInfo | undefined {
  if (quotedId === undefined) return undefined;
  const own = author.sent.get(quotedId);
  const { content, addressing } = own ?? findReceived(author, quotedId);
  const writer = own === undefined ? findReceived(author, quotedId).from : author;
  return { stanzaId: quotedId, participant: addressOf(writer, addressing), quotedMessage: content };
}

function findReceived(author: Person, id: string) {
  const found = [...author.received.values()].find((message) => message.id === id);
  if (found === undefined) throw new EmulatorRefusal(`The phone ${author.number} has no message "${id}"`, 404);
  return found;
}

function addressOfChat(chat: Person | Group): string {
  return isGroup(chat) ? chat.address : addressOf(chat, "pn");
}
