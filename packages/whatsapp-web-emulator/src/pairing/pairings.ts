import { randomBytes } from "node:crypto";
import type { proto } from "baileys";
import type { Connection } from "../transport/connection.ts";
import type { Companion } from "../world/entities.ts";

/** What a client said when it asked for a pairing code, and what the phone answered. */
export interface CodeRequest {
  /** The number the client wants to be linked to. */
  readonly number: string;
  readonly ref: Buffer;
  /** The client's ephemeral key, readable for who knows the code. */
  readonly wrappedCompanionKey: Buffer;
  /** The client's last word, once it is there. */
  keyBundle: Buffer | undefined;
}

/** A connection of a client that has no account yet. */
export interface PendingPairing {
  readonly connection: Connection;
  readonly noiseKey: Buffer;
  readonly registration: proto.ClientPayload.IDevicePairingRegistrationData;
  /** Each is shown in one QR code; any of them names this pairing. */
  readonly refs: readonly string[];
  codeRequest: CodeRequest | undefined;
  /** The phone has agreed; the client has to confirm. */
  agreed: { readonly companion: Companion; readonly iqId: string; readonly details: Buffer } | undefined;
}

export interface Pairings {
  start(connection: Connection, noiseKey: Buffer, registration: PendingPairing["registration"]): PendingPairing;
  find(connection: Connection): PendingPairing | undefined;
  findByRef(ref: string): PendingPairing | undefined;
  /** The newest request for a code for this number. */
  findByNumber(number: string): PendingPairing | undefined;
  end(connection: Connection): void;
}

/** A client shows six codes one after the other before it gives up. */
const REFS_PER_PAIRING = 6;

export function createPairings(): Pairings {
  const pending = new Map<Connection, PendingPairing>();
  return {
    start(connection, noiseKey, registration) {
      const refs = Array.from({ length: REFS_PER_PAIRING }, () => `2@${randomBytes(24).toString("base64")}`);
      const pairing: PendingPairing = {
        connection,
        noiseKey,
        registration,
        refs,
        codeRequest: undefined,
        agreed: undefined,
      };
      pending.set(connection, pairing);
      return pairing;
    },
    find: (connection) => pending.get(connection),
    findByRef: (ref) => [...pending.values()].find((pairing) => pairing.refs.includes(ref)),
    findByNumber: (number) => [...pending.values()].reverse().find((pairing) => pairing.codeRequest?.number === number),
    end: (connection) => {
      pending.delete(connection);
    },
  };
}
