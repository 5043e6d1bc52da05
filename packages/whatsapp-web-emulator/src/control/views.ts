import type { proto } from "baileys";
import { type MessageType, readQuotedId, readTargetId, readText, readType } from "../messages/readable.ts";
import type { Addressing } from "../nodes/addresses.ts";
import type { Encryption } from "../signal/signal-device.ts";
import {
  type Companion,
  type DecryptionFailure,
  type Group,
  isGroup,
  type Person,
  type ReceivedMessage,
  type Role,
  type SentMessage,
  type Submission,
} from "../world/entities.ts";

/** A message as its recipient sees it. */
export interface ReceivedView {
  readonly id: string;
  /** Number of the author. */
  readonly from: string;
  /** 0: written on the phone; else the linked device. */
  readonly fromDevice: number;
  /** Address of the group; undefined in a conversation of two. */
  readonly group: string | undefined;
  readonly type: MessageType;
  readonly text: string | undefined;
  /** The message it answers. */
  readonly quotedId: string | undefined;
  /** The message a reaction, edit or deletion is about. */
  readonly targetId: string | undefined;
  /** How the recipient (in a group: the members) was named. */
  readonly addressing: Addressing;
  /** `none`: it came from a phone that the emulator plays, too. */
  readonly encryption: Encryption | "none";
  /** How often it arrived readable; the phone shows it once. */
  readonly times: number;
  readonly editedText: string | undefined;
  readonly isRevoked: boolean;
  /** ms since the epoch. */
  readonly receivedAt: number;
  readonly content: proto.IMessage;
}

export function viewReceived(message: ReceivedMessage): ReceivedView {
  return {
    id: message.id,
    from: message.from.number,
    fromDevice: message.fromDevice,
    group: message.group?.address,
    type: readType(message.content),
    text: readText(message.content),
    quotedId: readQuotedId(message.content),
    targetId: readTargetId(message.content),
    addressing: message.addressing,
    encryption: message.encryption,
    times: message.times,
    editedText: message.editedText,
    isRevoked: message.isRevoked,
    receivedAt: message.receivedAt,
    content: message.content,
  };
}

/** A message as its author's phone sees it. */
export interface SentView {
  readonly id: string;
  /** Number of the recipient, or address of the group. */
  readonly to: string;
  readonly type: MessageType;
  readonly text: string | undefined;
  /** 0: written on the phone; else by the linked device. */
  readonly fromDevice: number;
  readonly sentAt: number;
  /**
   * What clients have confirmed. Types as on the wire; `inactive` is a delivery to a client nobody looks at.
   */
  readonly receipts: readonly { readonly type: string; readonly from: string; readonly at: number }[];
}

export function viewSent(message: SentMessage): SentView {
  return {
    id: message.id,
    to: isGroup(message.to) ? message.to.address : message.to.number,
    type: readType(message.content),
    text: readText(message.content),
    fromDevice: message.fromDevice,
    sentAt: message.sentAt,
    receipts: message.receipts.map(({ type, from, at }) => ({ type, from: from.number, at })),
  };
}

export interface FailureView {
  readonly id: string;
  readonly from: string;
  readonly fromDevice: number;
  readonly group: string | undefined;
  readonly reason: string;
  readonly at: number;
}

export function viewFailure({ id, from, fromDevice, group, reason, at }: DecryptionFailure): FailureView {
  return { id, from: from.number, fromDevice, group: group?.address, reason, at };
}

export interface DeviceView {
  readonly device: number;
  readonly isOnline: boolean;
  /** It has logged in and got what waited for it. */
  readonly isReady: boolean;
  readonly logins: number;
  /** Stanzas it has not confirmed. */
  readonly unconfirmed: number;
  readonly preKeys: number;
  readonly silence: Companion["silence"];
}

export function viewDevice(companion: Companion): DeviceView {
  return {
    device: companion.device,
    isOnline: companion.connection !== undefined,
    isReady: companion.isReady,
    logins: companion.logins,
    unconfirmed: companion.inbox.list().length,
    preKeys: companion.keys.preKeys.length,
    silence: companion.silence,
  };
}

export interface GroupView {
  readonly address: string;
  readonly subject: string;
  readonly addressing: Addressing;
  readonly inviteCode: string;
  readonly isAnnouncement: boolean;
  readonly members: readonly { readonly number: string; readonly role: Role }[];
}

export function viewGroup(group: Group): GroupView {
  const { address, subject, addressing, inviteCode, isAnnouncement } = group;
  const members = [...group.members].map(([person, role]) => ({ number: person.number, role }));
  return { address, subject, addressing, inviteCode, isAnnouncement, members };
}

export interface PersonView {
  readonly number: string;
  readonly lid: string;
  readonly name: string;
  readonly isOnWhatsapp: boolean;
  readonly devices: readonly DeviceView[];
  readonly received: number;
  readonly repeats: number;
  readonly sent: number;
  readonly decryptionFailures: number;
}

export function viewPerson(person: Person): PersonView {
  const { number, lid, name, isOnWhatsapp } = person;
  return {
    number,
    lid,
    name,
    isOnWhatsapp,
    devices: [...person.companions.values()].map(viewDevice),
    received: person.received.size,
    repeats: repeatsOf(person),
    sent: person.sent.size,
    decryptionFailures: person.failures.length,
  };
}

/** Arrivals beyond the first, of all messages. */
export function repeatsOf(person: Person): number {
  let repeats = 0;
  for (const message of person.received.values()) repeats += message.times - 1;
  return repeats;
}

/** A message that a client gave to the server. */
export interface SubmissionView {
  readonly id: string;
  readonly account: string;
  readonly device: number;
  /** As the client named it. */
  readonly to: string;
  readonly outcome: Submission["outcome"];
  /** Error of the ack, when it was refused. */
  readonly error: number | undefined;
  readonly at: number;
}

export function viewSubmission({ id, from, to, outcome, error, at }: Submission): SubmissionView {
  return { id, account: from.person.number, device: from.device, to, outcome, error, at };
}
