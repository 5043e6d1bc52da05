/** The virtual phone, as the sandbox driver and whoever plays the phone agree on it: this is the wire between them. */
import type { Readable } from "node:stream";
import type { InboundMessageEvent, InboundStatusEvent, OutboundMessage, Recipient } from "./channel.ts";

/** How a message to somebody may be made to fail. */
export const SANDBOX_FAILURES = [
  "refused",
  "try-again",
  "too-fast",
  "too-fast-to-contact",
  "unreachable",
  "later",
  "lost",
  "answer-lost",
  "slow",
  "not-on-whatsapp",
  "fails-later",
  "access-revoked",
] as const;
export type SandboxFailure = (typeof SANDBOX_FAILURES)[number];

/** What the driver needs of the phone. `channel`: the channel's address. */
export interface SandboxPhone {
  /** How the next message to this recipient is to fail; asking uses it up. undefined: not at all. */
  takeFailure(channel: string, to: Recipient): Promise<SandboxFailure | undefined>;
  /** Puts a message on the phone. Repeating it changes nothing. */
  deliver(channel: string, message: OutboundMessage, delivery: SandboxDelivery): Promise<"taken" | "nobody-there">;
  /** Shows the person that their message, and all before it, were read. False: there is no such message. */
  markRead(channel: string, providerId: string, options: { typing: boolean }): Promise<boolean>;
  /** A file that a person sent; undefined: it is gone. */
  openFile(providerMediaId: string): Promise<{ readonly body: Readable; readonly sha256: string } | undefined>;
  countChats(channel: string): Promise<number>;
  /** Writes all groups of the phone that the business is in into the book of groups, or one. */
  tellGroups(channel: string, address?: string): Promise<void>;
}

export interface SandboxDelivery {
  readonly providerId: string;
  /** How long after now the phone has it. */
  readonly delayMs: number;
  /** How long after that it is read by itself; undefined: when a person opens the chat. */
  readonly readAfterMs: number | undefined;
  /** It is reported as failed instead of delivered. */
  readonly fails: boolean;
}

export type SandboxEvent = InboundMessageEvent | InboundStatusEvent;

/** In whose name it posts, in place of a signature: it is part of this server, and nobody outside can post. */
export function signerOfSandbox(channel: string): string {
  return `virtual phone of ${channel}`;
}
