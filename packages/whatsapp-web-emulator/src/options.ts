import { DEFAULT_ROOT_SEED } from "./transport/server-identity.ts";

export interface WhatsappWebEmulatorOptions {
  /** Of the socket and the control API. Default 0: any free port. */
  readonly port?: number | undefined;
  /** Of the media host. Default 0: any free port. */
  readonly mediaPort?: number | undefined;
  /** Where timestamps come from. Default: the machine's clock. */
  readonly clock?: { now(): Date } | undefined;
  /** The root key is made from this text; the same text, the same key. */
  readonly rootSeed?: string | undefined;
  /** What a newly linked device gets from its phone. Default `small`. */
  readonly history?: "small" | "none" | undefined;
  /** How receipts name people. Default: as the message named them. */
  readonly receiptAddressing?: "as-sent" | "pn" | "lid" | undefined;
  /** How much is remembered; the oldest goes first. */
  readonly keep?: Partial<KeepLimits> | undefined;
}

export interface KeepLimits {
  /** Logged frames. */
  readonly frames: number;
  /** Messages that clients submitted. */
  readonly submissions: number;
  /** Bytes of files on the media host. */
  readonly mediaBytes: number;
}

export const DEFAULT_KEEP: KeepLimits = { frames: 10_000, submissions: 100_000, mediaBytes: 256 * 1024 * 1024 };

export { DEFAULT_ROOT_SEED };
