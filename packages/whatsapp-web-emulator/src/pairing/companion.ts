import type { Emulation } from "../emulation.ts";
import { buildNode } from "../nodes/node.ts";
import type { Companion, Person } from "../world/entities.ts";
import { createInbox } from "../world/inbox.ts";
import type { PendingPairing } from "./pairings.ts";

/** A linked device to be, with the keys it has brought along. Its one-time pre-keys follow after the first login. */
export function createCompanion(emulation: Emulation, person: Person, pairing: PendingPairing): Companion {
  const { registration } = pairing;
  const device = person.nextDevice;
  person.nextDevice += 1;
  const companion: Companion = {
    person,
    device,
    noiseKey: pairing.noiseKey,
    keys: {
      registration: Buffer.from(registration.eRegid ?? []),
      identity: Buffer.from(registration.eIdent ?? []),
      signedPreKey: buildNode("skey", {}, [
        buildNode("id", {}, registration.eSkeyId ?? Buffer.alloc(3)),
        buildNode("value", {}, registration.eSkeyVal ?? Buffer.alloc(32)),
        buildNode("signature", {}, registration.eSkeySig ?? Buffer.alloc(64)),
      ]),
      preKeys: [],
    },
    inbox: createInbox((stanza) => {
      const isThere = companion.isReady && companion.silence === "none" && companion.connection !== undefined;
      if (isThere) companion.connection?.send(stanza);
      emulation.changes.announce();
      return isThere;
    }),
    connection: undefined,
    isLinked: false,
    isReady: false,
    logins: 0,
    silence: "none",
    sentAgain: new Set(),
    askedForPreKeys: false,
    subscriptions: new Set(),
  };
  return companion;
}
