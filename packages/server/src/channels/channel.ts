/** What a channel driver is: the only thing the core knows of any messaging platform.
 *
 *  A driver is a folder beside this file that exports `createXChannel(deps): ChannelDriver`, plus one line in registry.ts.
 *  It keeps no durable state and no schedule: the outbox decides when to send, the driver only sends and translates. */
import type { Readable } from "node:stream";
import type { Tx } from "../platform/db/index.ts";
import { ChasquiError, type Particulars } from "../platform/errors.ts";
import type { MessageContent } from "./content.ts";
import type { ChannelGroups } from "./groups.ts";
import type { AccountNewsTranslator, ChannelManagement } from "./management.ts";

export type ChannelKind = "cloud-api" | "linked-device" | "sandbox";

/** What a driver can do, as data: the core asks before it acts, so no method ever answers "not supported". */
export interface ChannelCapabilities {
  /** Message types that can be sent. */
  readonly sends: ReadonlySet<MessageContent["type"]>;
  /** Free-form messages only within 24 h of the contact's last message; templates any time. */
  readonly hasServiceWindow: boolean;
  readonly marksRead: boolean;
  readonly showsTyping: boolean;
  /** A message repeated under the same id reaches the recipient once. Decides how an unknown outcome is handled. */
  readonly resendIsSafe: boolean;
  /** What the server answers a send with: Meta accepts and reports `sent` later, WhatsApp Web acknowledges as sent. */
  readonly stateAfterSend: "accepted" | "sent";
  /** How many sends may be in flight at once. */
  readonly concurrency: number;
  readonly pacing: Pacing;
  /** Where the platform tells no limits and bans instead, we keep some of our own: always unless a person turns them off, or only when
   *  turned on. Absent: the platform's own hold. */
  readonly sendLimits?: "by-default" | "on-request";
}

export interface Pacing {
  /** Messages a second for the whole channel. */
  readonly perSecond: number;
  readonly burst: number;
  /** To one recipient: at most `burst` at once, then one each `intervalMs`. */
  readonly perRecipient?: { readonly intervalMs: number; readonly burst: number };
  /** The part of `perSecond` (0 to 1) that bulk lanes may use; the rest is kept for replies. Absent: all of it. */
  readonly bulkShare?: number;
}

/** A message as the driver gets it. */
export interface OutboundMessage {
  /** Our message id: sent along where the platform echoes it in statuses, and the seed of the platform's id where we choose it. */
  readonly id: string;
  readonly to: Recipient;
  readonly content: MessageContent;
  /** The provider id of the message this one quotes. */
  readonly quotedProviderId?: string;
  /** What the platform calls the files of ours in the content, by our ids in lower case. Holds all of them where the channel takes uploads. */
  readonly providerMediaIds?: ReadonlyMap<string, string>;
}

/** A file of ours, to be handed to a platform before the message that shows it. */
export interface OutboundFile {
  readonly mime: string;
  readonly size: number;
  /** The bytes from the beginning; each call reads them anew, a piece at a time. */
  open(): AsyncIterable<Uint8Array>;
}

/** How handing over a file ended. No message is begun by it, so nothing is ever unknown: what may pass is `retry`. */
export type MediaUploadOutcome =
  | { readonly kind: "uploaded"; readonly providerMediaId: string; readonly expiresAt: Date }
  | Exclude<SendOutcome, { kind: "accepted" } | { kind: "unknown" }>;

/** A file a contact sent, as the platform announces it. */
export interface InboundMedia {
  readonly providerMediaId: string;
  /** Where it may be fetched for a few minutes. Only the driver may follow it: it knows which hosts are the platform's. */
  readonly url?: string;
  /** As claimed, not looked at. */
  readonly mimeType?: string;
  /** Lower-case hex. */
  readonly sha256?: string;
  readonly filename?: string;
}

/** A file on its way from the platform. The body must be read to its end or destroyed. */
export interface MediaDownload {
  readonly body: Readable;
  /** What the platform says it must hash to, in lower-case hex. */
  readonly sha256?: string;
}

/** Thrown by `downloadMedia`. `isFinal`: the platform will never give this file; otherwise trying again may help. */
export class MediaDownloadFailed extends ChasquiError {
  readonly isFinal: boolean;
  readonly reason: SendError;

  constructor(reason: SendError, options: { isFinal: boolean; cause?: unknown }) {
    super("unavailable", reason.code, reason.title, { cause: options.cause });
    this.isFinal = options.isFinal;
    this.reason = reason;
  }
}

/** `phone` is E.164 with `+`; `bsuid` Meta's business-scoped user id; `lid` WhatsApp Web's id of a person; `group` the platform's group id. At
 *  least one is set. */
export interface Recipient {
  readonly phone?: string;
  readonly bsuid?: string;
  readonly lid?: string;
  readonly group?: string;
}

/** How a send ended, and therefore what the outbox does next. "Refused" and "unreachable" are different things. */
export type SendOutcome =
  | {
      readonly kind: "accepted";
      readonly providerId: string /** The recipient's own phone, where it differs from the one dialled. */;
      readonly resolvedPhone?: string;
      /** The platform's limits are nearly used up: the whole channel should rest this long, so that they are never reached. */
      readonly rest?: { readonly ms: number; readonly usagePercent: number };
    }
  /** Refused before processing: sending again cannot double it. `scope` says who must wait. */
  | {
      readonly kind: "retry";
      readonly error: SendError;
      readonly afterMs?: number;
      readonly scope: "message" | "conversation" | "channel";
    }
  /** It may have gone out: never resent without evidence. */
  | { readonly kind: "unknown"; readonly error: SendError }
  /** Possible later, not soon. */
  | {
      readonly kind: "defer";
      readonly error: SendError;
      readonly afterMs: number;
      /** It comes under this limit of the channel, by its code: it is tried sooner when that is lifted. */
      readonly limitedBy?: string;
    }
  /** This message can never go out as it is. */
  | { readonly kind: "permanent"; readonly error: SendError }
  /** Nothing on this channel can go out until a person mends it. The message itself stays queued. */
  | { readonly kind: "stop-channel"; readonly error: SendError };

/** Stored with the message and shown to people. */
export interface SendError {
  /** Stable and ours, e.g. "meta-131047", "network-timeout". */
  readonly code: string;
  /** What happened, in plain words. */
  readonly title: string;
  /** What the platform said of it, verbatim. Never contains a token. */
  readonly detail?: string;
  /** What a person can do. */
  readonly mend?: string;
  readonly particulars?: Particulars;
  /** The platform would not take the file: perhaps it no longer has the upload that the message named. */
  readonly concerns?: "media";
}

/** The result of one check of a channel's health, for `doctor` and the channels page. */
export interface ChannelCheck {
  readonly name: string;
  readonly state: "ok" | "warning" | "failed";
  /** Which of its results it is, for translations: stable, kebab-case. */
  readonly code?: string;
  readonly detail: string;
  readonly mend?: string;
  readonly particulars?: Particulars;
}

/** That this node owns the channel, and no other does. */
export interface ChannelOwnership {
  /** False from the moment another node may have taken over; by a clock that never goes back. */
  isFresh(): boolean;
  /** Whether it is still so, held until the transaction ends. */
  lock(tx: Tx): Promise<boolean>;
}

/** A connection to the platform that one node alone may have. */
export interface HeldConnection {
  /** While not, messages wait without being tried. */
  isReady(): boolean;
  /** Ends it; resolves when what came by it is stored. */
  release(): Promise<void>;
  /** Another node has the channel: ends at once and writes nothing any more. */
  drop(): void;
}

/** One open channel. Created from its stored config and secrets; closed when they change. */
export interface Channel {
  readonly capabilities: ChannelCapabilities;
  /** Never rejects: every failure is an outcome. Must settle by itself (own time limit). */
  send(message: OutboundMessage): Promise<SendOutcome>;
  /** Present when `capabilities.marksRead`. Marks that and all earlier messages read; shows typing when asked and able.
   *  @throws PlatformRefused, PlatformBusy, PlatformUnreachable (management.ts) */
  markRead?(providerId: string, options: { typing: boolean }): Promise<void>;
  /** Present where a file must be with the platform before the message that shows it. Never rejects; settles by itself. */
  uploadMedia?(file: OutboundFile): Promise<MediaUploadOutcome>;
  /** Present where contacts' files are fetched from the platform. @throws MediaDownloadFailed */
  downloadMedia?(media: InboundMedia, signal: AbortSignal): Promise<MediaDownload>;
  check(): Promise<ChannelCheck[]>;
  /** Present where sending and receiving need a connection that stays. Called on the node that owns the channel. */
  hold?(ownership: ChannelOwnership, events: { readonly onReady: () => void }): HeldConnection;
  /** Present where the platform has groups. What is known of them is in the book (groups.ts). */
  readonly groups?: ChannelGroups;
  /** Present where the account behind the channel can be read and changed from here. */
  readonly management?: ChannelManagement;
  close(): Promise<void>;
}

/** The driver: how to open channels of one kind, and to understand what their platform posts to us. */
export interface ChannelDriver {
  readonly kind: ChannelKind;
  /** False: for trying things. Such a channel is never meant where no channel is named, unless there is no other. */
  readonly reachesPeople: boolean;
  /** Checks the shape of a channel's settings as a user gives them. Throws ChannelConfigInvalid with one reason a field. */
  parseConfig(input: unknown): ParsedChannelConfig;
  open(stored: ParsedChannelConfig): Channel;
  /** Present for drivers that are posted to (webhooks). */
  readonly webhook?: WebhookTranslator;
  /** Present where the platform reports what becomes of accounts and templates. */
  readonly accountNews?: AccountNewsTranslator;
  /** Whether a change of settings may have mended what stopped a channel; absent: never. If it has not, the channel stops again. */
  isStopMended?(reasonCode: string, before: ParsedChannelConfig, after: ParsedChannelConfig): boolean;
}

export interface ParsedChannelConfig {
  /** The platform's id of the account (Meta: phone number id): what inbound events are routed by. Unique per kind. */
  readonly address: string;
  /** Shown to people, stored as it is. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Encrypted at rest, never shown. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Thrown by `parseConfig`. `fields` says for each field, in the user's own words for it, what is wrong. */
export class ChannelConfigInvalid extends ChasquiError {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    const reasons = Object.entries(fields).map(([field, reason]) => `${field}: ${reason}`);
    super("invalid", "channel-config-invalid", `The channel's settings are not usable. ${reasons.join("; ")}`, {
      mend: "Correct the fields named and save again.",
      detail: { fields },
    });
    this.fields = fields;
  }
}

/** Turns what a platform posts into events the core knows. Pure: no I/O, no clock. */
export interface WebhookTranslator {
  /** The secrets a stored channel's posts may be signed with; two during a rotation. */
  findSigningSecrets(stored: ParsedChannelConfig): readonly string[];
  /** What a stored channel expects in the verification handshake. */
  findVerifyTokens(stored: ParsedChannelConfig): readonly string[];
  /** Within what the platform's person ids of a stored channel are valid, e.g. the business they belong to. */
  findIdentityScope(stored: ParsedChannelConfig): string;
  /** Answers a verification handshake: the challenge to echo, or undefined when no token of `verifyTokens` matches. */
  answerChallenge(query: URLSearchParams, verifyTokens: readonly string[]): string | undefined;
  /** Which of `secrets` signed these bytes; undefined: none. Compares in constant time. */
  findSigner(body: Buffer, signature: string | undefined, secrets: readonly string[]): string | undefined;
  /** @throws TranslationError when the body is no envelope at all. What it knows no type for comes back as `unknown`. */
  translate(body: Buffer): InboundEvent[];
}

/** Thrown by `translate`: the body can't be understood at all and is quarantined. */
export class TranslationError extends Error {
  override name = "TranslationError";
}

interface InboundEventBase {
  /** The account it came to: a channel's `address`. */
  readonly channelAddress: string;
  /** When it happened, as the platform says; undefined when it says nothing usable. */
  readonly occurredAt?: Date;
}

export type InboundEvent =
  | InboundMessageEvent
  | InboundEchoEvent
  | InboundStatusEvent
  | InboundPreferenceEvent
  | InboundIdentityEvent
  | InboundOtherEvent;

export interface InboundMessageEvent extends InboundEventBase {
  readonly kind: "message";
  readonly providerId: string;
  readonly from: InboundSender;
  /** Group the message was written in. */
  readonly group?: string;
  readonly content: InboundContent;
  /** The message this one answers, quotes, reacts to, edits or takes back. */
  readonly quotedProviderId?: string;
  /** From the account's past, imported: stored, and nothing more. */
  readonly isHistory?: boolean;
}

/** A message of ours that we did not send: typed by staff in the platform's own app. */
export interface InboundEchoEvent extends InboundEventBase {
  readonly kind: "echo";
  readonly providerId: string;
  /** Empty where it was written in a group. */
  readonly to: InboundSender;
  readonly group?: string;
  readonly content: InboundContent;
  readonly quotedProviderId?: string;
  readonly isHistory?: boolean;
}

/** A person told the platform whether they want marketing messages. */
export interface InboundPreferenceEvent extends InboundEventBase {
  readonly kind: "preference";
  readonly from: InboundSender;
  readonly wantsMarketing: boolean;
  readonly detail?: string;
}

/** The platform says that a person is now known under other identities. What `current` does not name stays as it was. */
export interface InboundIdentityEvent extends InboundEventBase {
  readonly kind: "identity";
  readonly former: InboundSender;
  readonly current: InboundSender;
}

export interface InboundSender {
  /** E.164 with `+`. May be missing (username users). */
  readonly phone?: string;
  readonly bsuid?: string;
  /** WhatsApp Web's id of a person, who need not tell their phone number. */
  readonly lid?: string;
  readonly displayName?: string;
  readonly username?: string;
}

/** `text` is what a rule can match on, whatever the type: body, caption, button title; of an edit, the new text. `payload` is the id behind
 *  a tapped button or row, or the emoji of a reaction (empty: taken back).
 *  Free of NUL and lone surrogates, so that PostgreSQL takes it. */
export interface InboundContent {
  readonly type: string;
  readonly text?: string;
  readonly payload?: string;
  /** The platform's own object, cleaned the same way. */
  readonly raw?: unknown;
  /** The file it shows. */
  readonly media?: InboundMedia;
  /** Why its file can't be had, where the platform said so at once. */
  readonly mediaError?: SendError;
}

export interface InboundStatusEvent extends InboundEventBase {
  readonly kind: "status";
  readonly providerId: string;
  readonly status: "sent" | "delivered" | "read" | "played" | "failed";
  /** Our own message id, where the platform echoes it. */
  readonly messageId?: string;
  readonly recipientPhone?: string;
  readonly recipientBsuid?: string;
  /** With `failed`: what to do about it, in the terms of a send. */
  readonly failure?: Exclude<SendOutcome, { kind: "accepted" }>;
  readonly pricing?: Readonly<Record<string, unknown>>;
}

/** Anything else: kept, shown, never an error. */
export interface InboundOtherEvent extends InboundEventBase {
  readonly kind: "other";
  /** The platform's name for it, e.g. a Meta field. */
  readonly name: string;
  readonly raw: unknown;
}
