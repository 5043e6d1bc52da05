/** One connection to WhatsApp, from opening it to its end. What the server hands us is stored before the library acknowledges it, and
 *  forgotten in the transaction that stores what came of it: a crash at any moment loses nothing, and repeats are dropped further on. */
import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { AuthenticationCreds, BinaryNode, ConnectionState, WASocket } from "baileys";
import type { Clock } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/index.ts";
import { describeError } from "../../platform/errors.ts";
import type { Logger } from "../../platform/logger.ts";
import { deleteStanzas, insertStanzas } from "./devices.store.ts";
import { emptyHeard, type Heard } from "./heard.ts";
import { createLibraryLogger } from "./library-logger.ts";
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
  /** Closes it; resolves when what was handed to us is stored. */
  end(): Promise<void>;
}

const KEEP_ALIVE_MS = 20_000;
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
  if (endpoint.caFile !== undefined) trust(endpoint.caFile);
  if (endpoint.rootKey !== undefined) wa.WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(endpoint.rootKey, "hex");
  const log = createLibraryLogger(deps.logger);
  const socket = wa.makeWASocket({
    auth: { creds: deps.creds, keys: session.keys },
    makeSignalRepository: createRepositoryMaker(wa, session.keys),
    logger: log,
    browser: wa.Browsers.ubuntu("Chrome"),
    markOnlineOnConnect: false,
    syncFullHistory: false,
    keepAliveIntervalMs: KEEP_ALIVE_MS,
    defaultQueryTimeoutMs: QUERY_LIMIT_MS,
    emitOwnEvents: false,
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    getMessage: async ({ id }) => (id ? session.findSent(id) : undefined),
    waWebSocketUrl: endpoint.url,
  });
  let ended = false;
  let heard: Heard = emptyHeard();
  const pending: Pending[] = [];
  let working: Promise<void> | undefined;
  let isPaired = deps.isPaired;
  const writes = new Set<Promise<void>>();

  function give(error: unknown): void {
    if (ended) return;
    ended = true;
    void socket.end(undefined);
    on.lost(error);
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
    const writing = session
      .write((tx) => session.changeDevice(tx, { creds }))
      .then(() => (isNew ? on.paired(creds) : undefined))
      .catch(give)
      .finally(() => writes.delete(writing));
    writes.add(writing);
  });
  socket.ev.on("connection.update", changed);
  socket.ws.on("CB:ack,class:message", ({ attrs }: BinaryNode) => {
    if (attrs.id) on.acknowledged(attrs.id, attrs.error);
  });

  function changed({ connection, qr, lastDisconnect }: Partial<ConnectionState>): void {
    if (ended) return;
    if (qr !== undefined) on.qr(qr);
    if (connection === "open") {
      start();
      on.open();
    }
    if (connection !== "close") return;
    ended = true;
    const error = lastDisconnect?.error;
    on.closed(readCode(error), error ? describeError(error) : "");
  }

  return {
    socket,
    async end() {
      ended = true;
      await socket.end(undefined);
      await Promise.all([working, ...writes]);
    },
  };
}

function readCode(error: Error | undefined): number | undefined {
  const code = (error as { output?: { statusCode?: unknown } } | undefined)?.output?.statusCode;
  return typeof code === "number" ? code : undefined;
}

/** Downloads go by fetch, which has no certificates of its own. */
function trust(caFile: string): void {
  const certificate = readFileSync(caFile, "utf8");
  const trusted = getCACertificates("default");
  if (!trusted.includes(certificate)) setDefaultCACertificates([...trusted, certificate]);
}
