import type { BinaryNode, proto } from "baileys";
import type { Serial } from "../core/serial.ts";
import type { Addressing } from "../nodes/addresses.ts";
import type { PublishedKeys } from "../signal/public-bundle.ts";
import type { Encryption, SignalDevice } from "../signal/signal-device.ts";
import type { Connection } from "../transport/connection.ts";

/** What somebody's phone reports by itself when a message arrives. */
export type ReceiptMode = "none" | "delivered" | "read";

/** Somebody with a WhatsApp account: a contact, or the owner of a phone that links devices. */
export interface Person {
  /** Digits only. */
  readonly number: string;
  /** The user part of the `@lid` address. */
  readonly lid: string;
  name: string;
  /** False: the number is not on WhatsApp. */
  isOnWhatsapp: boolean;
  /** Where the LID names this person, the number is not said along with it. */
  hidesNumber: boolean;
  receipts: ReceiptMode;
  /** Keys of the phone itself, device 0. */
  readonly keys: SignalDevice;
  /** Linked devices by number, from 1. A number is never used again. */
  readonly companions: Map<number, Companion>;
  nextDevice: number;
  readonly received: Map<string, ReceivedMessage>;
  readonly sent: Map<string, SentMessage>;
  readonly failures: DecryptionFailure[];
  /** What others are doing in their conversation with this person, by number: `composing`, `paused` … */
  readonly chatStates: Map<string, string>;
  /** By group address: the devices that have this phone's sender key. */
  readonly senderKeyHolders: Map<string, Set<string>>;
  /** Puts what the phone sends into one order: two first messages at once must not start two sessions. */
  readonly inOrder: Serial;
  readonly appState: Map<string, Buffer[]>;
  readonly appStateKey: { readonly id: Buffer; readonly data: Buffer };
  /** What every login is answered with instead of success. */
  loginFailure: number | undefined;
  timelock: { readonly endsAtSeconds: number } | undefined;
}

/** A linked device: one client with its own keys, of which the server knows the public half. */
export interface Companion {
  readonly person: Person;
  readonly device: number;
  /** The key it proves itself with in the handshake. */
  readonly noiseKey: Buffer;
  readonly keys: PublishedKeys;
  readonly inbox: Inbox;
  connection: Connection | undefined;
  isLinked: boolean;
  /** It has said that it is ready for deliveries, and has got those that waited. */
  isReady: boolean;
  logins: number;
  /** Nothing is answered or delivered (`all`), or pings and queries are answered but nothing is delivered. */
  silence: "none" | "deliveries" | "all";
  /** Messages sent again; the refusal of the earlier copy is still to come and must not confirm the new one. */
  readonly sentAgain: Set<string>;
  /** A low count was announced and no upload has followed yet. */
  askedForPreKeys: boolean;
  /** Whose presence it wants to know. */
  readonly subscriptions: Set<string>;
}

/** What the server keeps for a linked device until the device has confirmed it. */
export interface Inbox {
  /** Keeps the stanza, and delivers it now if the device is there. */
  push(stanza: BinaryNode): void;
  /** The device has confirmed. @returns false when there was nothing to confirm */
  settle(key: string): boolean;
  /** Everything unconfirmed, oldest first. */
  list(): BinaryNode[];
  /** What has not gone out since it came, oldest first; from now on it counts as gone. */
  takeHeld(): BinaryNode[];
}

export type Role = "member" | "admin" | "superadmin";

export interface Group {
  /** The user part of the `@g.us` address. */
  readonly id: string;
  readonly address: string;
  subject: string;
  description: { readonly id: string; readonly text: string } | undefined;
  readonly creator: Person;
  readonly createdAtSeconds: number;
  /** How members are named in it. */
  readonly addressing: Addressing;
  readonly members: Map<Person, Role>;
  inviteCode: string;
  /** Only admins write. */
  isAnnouncement: boolean;
  /** Only admins change the group. */
  isLocked: boolean;
  expirationSeconds: number;
}

/** A message on somebody's phone, written by someone else. */
export interface ReceivedMessage {
  readonly id: string;
  readonly from: Person;
  /** 0: the phone itself. */
  readonly fromDevice: number;
  readonly group: Group | undefined;
  /** How the recipient was named. */
  readonly addressing: Addressing;
  readonly encryption: Encryption | "none";
  /** As decrypted the first time. */
  readonly content: proto.IMessage;
  readonly receivedAt: number;
  /** How often it arrived and could be read; WhatsApp shows it once. */
  times: number;
  editedText: string | undefined;
  isRevoked: boolean;
}

export interface Receipt {
  readonly type: string;
  readonly from: Person;
  readonly fromDevice: number;
  readonly at: number;
}

/** A message somebody wrote on the phone. */
export interface SentMessage {
  readonly id: string;
  readonly to: Person | Group;
  readonly addressing: Addressing;
  readonly content: proto.IMessage;
  /** 0: on the phone itself; else by the linked device of this number. */
  readonly fromDevice: number;
  readonly sentAt: number;
  readonly receipts: Receipt[];
}

export interface DecryptionFailure {
  readonly id: string;
  readonly from: Person;
  readonly fromDevice: number;
  readonly group: Group | undefined;
  readonly reason: string;
  readonly at: number;
}

/** A message that a client gave to the server. */
export interface Submission {
  readonly id: string;
  readonly from: Companion;
  /** As the client named it. */
  readonly to: string;
  readonly at: number;
  readonly outcome: "accepted" | "refused" | "dropped";
  /** Error of the ack, when it was refused. */
  readonly error: number | undefined;
}

export function isGroup(chat: Person | Group): chat is Group {
  return "members" in chat;
}
