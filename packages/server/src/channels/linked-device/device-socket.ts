/** One connection to WhatsApp, from opening it to its end. What the server hands us is stored before the library acknowledges it, and
 *  forgotten in the transaction that stores what came of it: a crash at any moment loses nothing, and repeats are dropped further on. */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { AuthenticationCreds, BinaryNode, ConnectionState, SignalKeyStore, WASocket } from "baileys";
import { type Clock, waitFor } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { describeError } from "../../platform/errors.ts";
import type { Logger } from "../../platform/logger.ts";
import { deleteStanzas, insertStanzas } from "./devices.store.ts";
import type { DeviceGroups } from "./groups.ts";
import { emptyHeard, type Heard } from "./heard.ts";
import { createLibraryLogger } from "./library-logger.ts";
import { watchLiveness } from "./liveness.ts";
import { trustMediaHost } from "./media-trust.ts";
import type { SessionStore } from "./session-store.ts";
import { createRepositoryMaker } from "./signal-repository.ts";
import type { Wa } from "./wa.ts";

export interface DeviceSocketDeps {
  readonly wa: Wa;
  readonly address: string;
  readonly session: SessionStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly endpoint: WhatsAppEndpoint;
  readonly creds: AuthenticationCreds;
  readonly isPaired: boolean;
  /** Stored before a crash, not finished with. */
  readonly unfinished: ReadonlyArray<{ readonly id: string; readonly node: BinaryNode }>;
  /** What is known of a group, so that WhatsApp isn't asked with each message. */
  readonly findGroup: DeviceGroups["find"];
  /** Stores what was heard, in the transaction that forgets the stanzas it came in. */
  readonly take: (tx: Tx, heard: Heard) => Promise<void>;
  readonly on: DeviceSocketEvents;
}

/** Where WhatsApp is. `rootKey` (hex) and `caFile`: only where an emulator stands in for it. */
export interface WhatsAppEndpoint {
  readonly url: string;
  readonly rootKey?: string;
  readonly caFile?: string;
}

export interface DeviceSocketEvents {
  qr(text: string): void;
  paired(creds: AuthenticationCreds): Promise<void>;
  open(): void;
  /** The server answered a message: an error's number, or none. */
  acknowledged(messageId: string, error: string | undefined): void;
  /** `code` as in SessionEnd. */
  closed(code: number | undefined, detail: string): void;
  /** This node may not go on with the session. */
  lost(error: unknown): void;
}

export interface DeviceSocket {
  readonly socket: WASocket;
  /** Closes it; resolves when what was handed to us is stored, and nothing of this connection writes any more. */
  end(): Promise<void>;
}

/** The library's own watch asks too late and by a clock of its own: ours does it (liveness.ts). */
const NEVER_MS = 2 ** 31 - 1;
const GOODBYE_LIMIT_MS = 1_000;
/** What the server is to us that refuses the connection's upgrade. */
const UNAVAILABLE = 503;
const QUERY_LIMIT_MS = 30_000;
const STORED_AT_ONCE = 200;
/** What must not be lost. */
const KEPT = ["CB:message", "CB:receipt"] as const;

interface Pending {
  readonly node: BinaryNode;
  readonly handle: (node: BinaryNode) => unknown;
  /** Set where it was stored before. */
  id?: string;
}

export function openDeviceSocket(deps: DeviceSocketDeps): DeviceSocket {
  const { wa, session, clock, on, address, endpoint } = deps;
  trustMediaHost(endpoint);
  if (endpoint.rootKey !== undefined) wa.WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(endpoint.rootKey, "hex");
  const log = createLibraryLogger(deps.logger);
  let ended = false;
  const writes = new Set<Promise<unknown>>();
  function track<Result>(work: Promise<Result>): Promise<Result> {
    const settled = work.catch(() => undefined).finally(() => writes.delete(settled));
    writes.add(settled);
    return work;
  }
  // To the library a key that can't be read or written is a message that can't be decrypted: it would ask for it again.
  const orGive = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error) => {
      give(error);
      throw error;
    });
  // The next connection reads the ratchets anew: what is left of this one must not write over what that one writes.
  const keys: SignalKeyStore = {
    get: (type, ids) => orGive(Promise.resolve(session.keys.get(type, ids))),
    async set(data) {
      if (ended) throw new Error("the connection has ended");
      await orGive(track(Promise.resolve(session.keys.set(data))));
    },
  };
  const socket = wa.makeWASocket({
    auth: { creds: deps.creds, keys },
    makeSignalRepository: createRepositoryMaker(wa, keys),
    logger: log,
    browser: wa.Browsers.ubuntu("Chrome"),
    markOnlineOnConnect: false,
    syncFullHistory: false,
    keepAliveIntervalMs: NEVER_MS,
    defaultQueryTimeoutMs: QUERY_LIMIT_MS,
    emitOwnEvents: false,
    // It throws away all sessions with somebody, also those that messages on their way were written in. A new one is started all the same.
    enableAutoSessionRecreation: false,
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    cachedGroupMetadata: deps.findGroup,
    getMessage: async ({ id }) => (id ? session.findSent(id) : undefined),
    waWebSocketUrl: endpoint.url,
  });
  let heard: Heard = emptyHeard();
  const pending: Pending[] = [];
  let working: Promise<void> | undefined;
  let isPaired = deps.isPaired;
  let line: Socket | undefined;
  const liveness = watchLiveness({ clock, probe, onDead: (detail) => over(undefined, detail) });

  function over(code: number | undefined, detail: string): void {
    if (ended) return;
    ended = true;
    liveness.stop();
    on.closed(code, detail);
  }

  function give(error: unknown): void {
    if (ended) return;
    ended = true;
    liveness.stop();
    on.lost(error);
  }

  function probe(): void {
    const ping = { tag: "ping", attrs: {} };
    const attrs = { to: wa.S_WHATSAPP_NET, type: "get", xmlns: "w:p" };
    socket.query({ tag: "iq", attrs, content: [ping] }).catch(() => undefined);
  }

  for (const event of KEPT) {
    const originals = socket.ws.listeners(event) as Array<(node: BinaryNode) => unknown>;
    const handle: Pending["handle"] = (node) => Promise.all(originals.map((one) => one(node)));
    socket.ws.removeAllListeners(event);
    socket.ws.on(event, (node: BinaryNode) => queue({ node, handle }));
    // What was stored before a crash comes first.
    for (const { id, node } of deps.unfinished) if (`CB:${node.tag}` === event) pending.push({ id, node, handle });
  }

  function queue(one: Pending): void {
    pending.push(one);
    start();
  }

  function start(): void {
    working ??= work()
      .catch(give)
      .finally(() => {
        working = undefined;
        // What came in the moment between the last look and this.
        if (pending.length > 0 && !ended) start();
      });
  }

  async function work(): Promise<void> {
    while (pending.length > 0 && !ended) {
      const batch = pending.splice(0, STORED_AT_ONCE);
      const fresh = batch.filter(({ id }) => id === undefined);
      if (fresh.length > 0) {
        const sealed = fresh.map(({ node }) => session.seal(wa.encodeBinaryNode(node), "stanza"));
        const ids = await session.write((tx) => insertStanzas(tx, address, sealed, clock.now()));
        for (const [index, one] of fresh.entries()) one.id = ids[index] as string;
      }
      for (const { node, handle } of batch) {
        // Its place in the queue of what came while we were away is ours to know, not the library's.
        const { offline: _offline, ...attrs } = node.attrs;
        await handle({ ...node, attrs });
        socket.ev.flush();
      }
      // What the end of the connection has come into is done again with the next one.
      if (ended) return;
      const taken = heard;
      heard = emptyHeard();
      await session.write(async (tx) => {
        await deps.take(tx, taken);
        await deleteStanzas(
          tx,
          batch.flatMap(({ id }) => (id === undefined ? [] : [id])),
        );
      });
    }
  }

  socket.ev.on("messages.upsert", ({ messages }) => void heard.messages.push(...messages));
  socket.ev.on("messages.update", (updates) => void heard.updates.push(...updates));
  socket.ev.on("message-receipt.update", (receipts) => void heard.receipts.push(...receipts));
  socket.ev.on("creds.update", () => {
    const { creds } = socket.authState;
    if (!creds.account || ended) return;
    const isNew = !isPaired;
    isPaired = true;
    track(
      session.write((tx) => session.changeDevice(tx, { creds })).then(() => (isNew ? on.paired(creds) : undefined)),
    ).catch(give);
  });
  socket.ev.on("connection.update", changed);
  socket.ws.on("CB:ack,class:message", ({ attrs }: BinaryNode) => {
    if (attrs.id) on.acknowledged(attrs.id, attrs.error);
  });

  socket.ws.on("upgrade", ({ socket: opened }: IncomingMessage) => {
    line = opened;
  });
  // The library lets a refusal by HTTP pass, and waits.
  socket.ws.on("unexpected-response", (request: ClientRequest, { statusCode }: IncomingMessage) => {
    request.destroy();
    over(UNAVAILABLE, `the server refused the connection with ${statusCode}`);
  });
  socket.ws.on("message", liveness.heard);

  function changed({ connection, qr, lastDisconnect }: Partial<ConnectionState>): void {
    if (ended) return;
    if (qr !== undefined) {
      // While somebody is to scan, codes run out by themselves.
      liveness.stop();
      on.qr(qr);
    }
    if (connection === "open") {
      liveness.opened();
      start();
      on.open();
    }
    if (connection !== "close") return;
    const error = lastDisconnect?.error;
    over(readCode(error), error ? describeError(error) : "");
  }

  return {
    socket,
    async end() {
      ended = true;
      liveness.stop();
      const goodbye = socket.end(undefined);
      // What waits for an answer is told that none comes; the library would let it wait until its limit.
      socket.ws.emit("error", new Error("the connection has ended"));
      // A line that is dead never says goodbye.
      await Promise.race([goodbye, waitFor(clock, GOODBYE_LIMIT_MS)]);
      line?.destroy();
      await Promise.all([working, ...writes]);
    },
  };
}

function readCode(error: Error | undefined): number | undefined {
  const code = (error as { output?: { statusCode?: unknown } } | undefined)?.output?.statusCode;
  return typeof code === "number" ? code : undefined;
}
