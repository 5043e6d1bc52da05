import type { MediaType } from "baileys";
import { EmulatorRefusal } from "../core/refusal.ts";
import type { Emulation } from "../emulation.ts";
import { decryptFile } from "../media/encryption.ts";
import { buildContent, type Content } from "../messages/content.ts";
import { writeMessage } from "../messages/from-phone.ts";
import { readText, unwrap } from "../messages/readable.ts";
import { type ReportedReceipt, sendReceipt } from "../messages/receipts.ts";
import { type Addressing, addressOf } from "../nodes/addresses.ts";
import type { Group, Person, ReceiptMode, ReceivedMessage } from "../world/entities.ts";
import { tellChatState, tellPresence } from "./presence.ts";
import {
  type FailureView,
  type ReceivedView,
  repeatsOf,
  type SentView,
  viewFailure,
  viewReceived,
  viewSent,
} from "./views.ts";

/** Whom a control call means: a handle, a number in any spelling, or an address. */
export type Chat = string | { readonly address: string };

export interface WriteOptions {
  readonly to: Chat;
  /** How the author is named to the recipient; default `pn`. A group has its own way. */
  readonly addressing?: Addressing | undefined;
  /** Giving the id of an earlier message sends it twice. */
  readonly id?: string | undefined;
}

/** Somebody on WhatsApp, and what is on their phone. */
export interface ContactHandle {
  readonly number: string;
  readonly name: string;
  /** `…@s.whatsapp.net` */
  readonly address: string;
  /** `…@lid` */
  readonly lidAddress: string;
  isOnWhatsapp: boolean;
  /** Messages that name this person by LID don't say the number. */
  hidesNumber: boolean;
  /** What the phone reports by itself; default `delivered`. */
  receipts: ReceiptMode;
  /** @throws EmulatorRefusal when the recipient or a message named in the content is unknown */
  writes(content: Content, options: WriteOptions): Promise<{ readonly id: string }>;
  /** Messages by others, each once, oldest first. */
  readonly received: ReceivedView[];
  /** Arrivals of messages that were there already; WhatsApp drops them by id (not verified against WhatsApp). */
  readonly repeats: number;
  readonly decryptionFailures: FailureView[];
  /** Messages written on this phone or by its linked devices. */
  readonly sent: SentView[];
  /** Resolves with the first received message that fits; a text has to be equal. @throws Error after the time-out */
  waitForMessage(fits: string | ((message: ReceivedView) => boolean), timeoutMs?: number): Promise<ReceivedView>;
  /** Reports on a received message. `addressing`: how the contact is named in the receipt, default as the message did. */
  reports(receipt: ReportedReceipt, messageId: string, options?: { readonly addressing?: Addressing }): void;
  /** The file of a received message, decrypted and checked. @throws Error when it is not what the message promised */
  download(messageId: string): Promise<Buffer>;
  /** Shows devices of `to` that this contact is typing (`composing`), recording (`recording`) or no more (`paused`). */
  acts(state: "composing" | "recording" | "paused", to: Chat, options?: { readonly addressing?: Addressing }): void;
  /** Tells devices that asked for it that the contact is there or has left. */
  appears(presence: "available" | "unavailable"): void;
  /** What the account of `number` is doing in the conversation with this contact, as its device said last. */
  chatStateOf(number: string): string | undefined;
}

/** By number, address or handle. @throws EmulatorRefusal */
export function getChat(emulation: Emulation, chat: Chat): Person | Group {
  const reference = typeof chat === "string" ? chat : chat.address;
  return reference.endsWith("@g.us") ? emulation.world.getGroup(reference) : emulation.world.getPerson(reference);
}

export function createContactHandle(emulation: Emulation, person: Person): ContactHandle {
  const { changes } = emulation;

  function getReceived(id: string): ReceivedMessage {
    const found = [...person.received.values()].find((message) => message.id === id);
    if (found === undefined) throw new EmulatorRefusal(`The phone ${person.number} has no message "${id}"`, 404);
    return found;
  }

  const handle: ContactHandle = {
    number: person.number,
    get name() {
      return person.name;
    },
    address: addressOf(person, "pn"),
    lidAddress: addressOf(person, "lid"),
    get isOnWhatsapp() {
      return person.isOnWhatsapp;
    },
    set isOnWhatsapp(value) {
      person.isOnWhatsapp = value;
    },
    get hidesNumber() {
      return person.hidesNumber;
    },
    set hidesNumber(value) {
      person.hidesNumber = value;
    },
    get receipts() {
      return person.receipts;
    },
    set receipts(mode) {
      person.receipts = mode;
    },
    async writes(content, { to, addressing = "pn", id }) {
      const chat = getChat(emulation, to);
      const built = await buildContent(emulation, person, chat, content);
      const message = await writeMessage(emulation, { author: person, to: chat, content: built, addressing, id });
      return { id: message.id };
    },
    get received() {
      return [...person.received.values()].map(viewReceived);
    },
    get repeats() {
      return repeatsOf(person);
    },
    get decryptionFailures() {
      return person.failures.map(viewFailure);
    },
    get sent() {
      return [...person.sent.values()].map(viewSent);
    },
    waitForMessage(fits, timeoutMs) {
      if (typeof fits !== "string") {
        return changes.waitFor(() => handle.received.find(fits), `a message to ${person.number}`, timeoutMs);
      }
      // A text does not change: what was looked at once need not be looked at again.
      let looked = 0;
      return changes.waitFor(
        () => {
          if (person.received.size === looked) return undefined;
          const fresh = [...person.received.values()].slice(looked);
          looked += fresh.length;
          const found = fresh.find((message) => readText(message.content) === fits);
          return found && viewReceived(found);
        },
        `"${fits}" to reach ${person.number}`,
        timeoutMs,
      );
    },
    reports(receipt, messageId, options) {
      sendReceipt(emulation, person, getReceived(messageId), receipt, options?.addressing);
    },
    download: (messageId) => download(emulation, getReceived(messageId)),
    acts: (state, to, options) => tellChatState(emulation, person, getChat(emulation, to), state, options?.addressing),
    appears: (presence) => tellPresence(emulation, person, presence),
    chatStateOf: (number) => person.chatStates.get(number),
  };
  return handle;
}

async function download(emulation: Emulation, message: ReceivedMessage): Promise<Buffer> {
  const content = unwrap(message.content);
  const kinds: readonly [MediaType, typeof content.imageMessage | typeof content.audioMessage][] = [
    ["image", content.imageMessage],
    ["video", content.videoMessage],
    ["audio", content.audioMessage],
    ["document", content.documentMessage],
    ["sticker", content.stickerMessage],
  ];
  const found = kinds.find(([, part]) => part !== null && part !== undefined);
  const part = found?.[1];
  if (found === undefined || !part?.mediaKey || !part.directPath) {
    throw new EmulatorRefusal(`Message "${message.id}" has no file`);
  }
  const bytes = emulation.media.find(part.directPath);
  if (bytes === undefined) throw new EmulatorRefusal(`The media host has no file ${part.directPath}`, 404);
  return decryptFile(bytes, part.mediaKey, found[0], part.fileSha256);
}
