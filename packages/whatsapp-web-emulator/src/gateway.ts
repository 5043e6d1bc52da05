import type { BinaryNode } from "baileys";
import type { WebSocket } from "ws";
import { EmulatorRefusal } from "./core/refusal.ts";
import type { Emulation } from "./emulation.ts";
import { summaryOf } from "./log/frame-log.ts";
import { becomeActive, deliverOffline, logIn } from "./login/log-in.ts";
import { acceptMessage } from "./messages/from-client.ts";
import { acceptReceipt } from "./messages/receipts.ts";
import { SERVER_ADDRESS } from "./nodes/addresses.ts";
import { childOf } from "./nodes/node.ts";
import { confirmLink, offerPairing } from "./pairing/link.ts";
import { answerCodeRequest } from "./pairing/pairing-code.ts";
import { answerQuery } from "./queries/answer-query.ts";
import { acceptPresence } from "./queries/presence.ts";
import { type Connection, type ConnectionEvents, createConnection } from "./transport/connection.ts";
import type { ServerIdentity } from "./transport/server-identity.ts";
import type { Companion } from "./world/entities.ts";
import { inboxKey } from "./world/inbox.ts";

/** The front door: takes sockets, and gives each stanza to whoever is in charge of it. */
export interface Gateway {
  accept(socket: WebSocket): void;
  countAttempt(isAccepted: boolean): void;
  /** How often clients tried to connect since the start, and how often they were turned away. */
  readonly attempts: { readonly accepted: number; readonly refused: number };
  /** Cuts every connection. */
  close(): void;
}

export function createGateway(emulation: Emulation, identity: ServerIdentity): Gateway {
  const { log, pairings, changes } = emulation;
  const open = new Map<Connection, Companion | undefined>();
  let connectionCount = 0;
  let accepted = 0;
  let refused = 0;

  function record(
    connection: Connection,
    direction: "in" | "out" | "note",
    node: BinaryNode,
    bytes: number,
    note?: string,
  ): void {
    const companion = open.get(connection);
    log.add({
      at: emulation.now(),
      connection: connection.id,
      account: companion?.person.number,
      device: companion?.device,
      direction,
      ...summaryOf(node),
      bytes,
      note,
    });
  }

  const events: ConnectionEvents = {
    opened(connection, finished) {
      const pairingData = finished.payload.devicePairingData;
      if (pairingData) {
        offerPairing(pairings.start(connection, finished.clientKey, pairingData), emulation);
        changes.announce();
        return;
      }
      logIn(emulation, connection, finished, (companion) => open.set(connection, companion));
    },
    async received(connection, node, bytes) {
      const companion = open.get(connection);
      const ignored = companion === undefined ? undefined : reasonToIgnore(companion, connection, node);
      record(connection, "in", node, bytes, ignored);
      if (ignored !== undefined) {
        changes.announce();
        return;
      }
      if (companion === undefined) acceptWhilePairing(emulation, connection, node);
      else await acceptStanza(emulation, companion, node);
      changes.announce();
    },
    sent(connection, node, bytes) {
      record(connection, "out", node, bytes);
      changes.announce();
    },
    closed(connection) {
      const companion = open.get(connection);
      if (companion?.connection === connection) {
        companion.connection = undefined;
        companion.isReady = false;
      }
      open.delete(connection);
      pairings.end(connection);
      changes.announce();
    },
    failed(connection, error) {
      const reason = error instanceof Error ? error.message : String(error);
      record(connection, "note", { tag: "connection", attrs: {} }, 0, `Cut: ${reason}`);
    },
  };

  return {
    accept(socket) {
      connectionCount += 1;
      open.set(createConnection(connectionCount, socket, identity, events), undefined);
    },
    countAttempt(isAccepted) {
      if (isAccepted) accepted += 1;
      else refused += 1;
      changes.announce();
    },
    get attempts() {
      return { accepted, refused };
    },
    close() {
      for (const connection of [...open.keys()]) connection.terminate();
    },
  };
}

/** What a client says on a connection that is no longer its own, or into a silence. */
function reasonToIgnore(companion: Companion, connection: Connection, node: BinaryNode): string | undefined {
  if (companion.connection !== connection) return "Not accepted: the device is connected elsewhere since";
  if (!companion.isLinked) return "Not accepted: the device is no longer linked";
  if (companion.silence === "all") return "Not accepted: silence";
  if (companion.silence === "deliveries" && node.tag === "message") return "Not accepted: silence";
  return undefined;
}

function acceptAck({ inbox, sentAgain }: Companion, { attrs }: BinaryNode): void {
  const isOfEarlierCopy = attrs.error !== undefined && sentAgain.delete(attrs.id ?? "");
  if (!isOfEarlierCopy) inbox.settle(inboxKey(attrs.class ?? "", attrs, attrs.to));
}

function acceptWhilePairing(emulation: Emulation, connection: Connection, node: BinaryNode): void {
  const pairing = emulation.pairings.find(connection);
  if (pairing === undefined || node.tag !== "iq") return;
  if (childOf(node, "pair-device-sign") !== undefined) confirmLink(emulation, pairing, node);
  else if (childOf(node, "link_code_companion_reg") !== undefined) answerCodeRequest(emulation, pairing, node);
  else if (node.attrs.type !== "result") {
    connection.send({ tag: "iq", attrs: { from: SERVER_ADDRESS, type: "result", id: node.attrs.id ?? "" } });
  }
}

async function acceptStanza(emulation: Emulation, companion: Companion, node: BinaryNode): Promise<void> {
  try {
    await dispatch(emulation, companion, node);
  } catch (error) {
    if (!(error instanceof EmulatorRefusal)) throw error;
    emulation.log.add({
      at: emulation.now(),
      connection: companion.connection?.id ?? 0,
      account: companion.person.number,
      device: companion.device,
      direction: "note",
      ...summaryOf(node),
      bytes: 0,
      note: error.message,
    });
  }
}

async function dispatch(emulation: Emulation, companion: Companion, node: BinaryNode): Promise<void> {
  switch (node.tag) {
    case "iq":
      await answerQuery(emulation, companion, node);
      if (node.attrs.xmlns === "passive" && childOf(node, "active") !== undefined) {
        await becomeActive(emulation, companion);
      }
      return;
    case "message":
      return acceptMessage(emulation, companion, node);
    case "receipt":
      return acceptReceipt(emulation, companion, node);
    case "ack":
      acceptAck(companion, node);
      return;
    case "presence":
    case "chatstate":
      acceptPresence(emulation, companion, node);
      return;
    case "ib":
      if (childOf(node, "offline_batch") !== undefined) await deliverOffline(emulation, companion);
      return;
    default:
      return;
  }
}
