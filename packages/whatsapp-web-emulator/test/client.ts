import { getCACertificates, setDefaultCACertificates } from "node:tls";
import makeWASocket, {
  type AuthenticationCreds,
  type BaileysEventMap,
  type ConnectionState,
  initAuthCreds,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  WA_CERT_DETAILS,
  type WAMessage,
  type WASocket,
} from "baileys";
import type { PhoneHandle, WhatsappWebEmulator } from "../src/index.ts";
import { createKeyStore } from "../src/signal/key-store.ts";
import { QUIET_LOGGER } from "../src/signal/quiet-logger.ts";

// The Signal library prints session keys.
for (const method of ["info", "warn", "error", "log"] as const) console[method] = () => undefined;

const TIMEOUT_MS = 10_000;

type Events = { [E in keyof BaileysEventMap]?: BaileysEventMap[E][] };

/** A real client of the library with its keys in memory; it may connect again and again with the same keys. */
export interface Client {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  /** The newest connection. */
  socket: WASocket;
  /** Everything the newest connection has emitted. */
  readonly events: Events;
  /** Opens a new connection, without waiting for anything. */
  connect(config?: Partial<UserFacingSocketConfig>): WASocket;
  /** Waits for what the newest connection has emitted or will emit. */
  until<E extends keyof BaileysEventMap, T>(
    event: E,
    probe: (payload: BaileysEventMap[E]) => T | undefined | false,
  ): Promise<T>;
  untilOpen(): Promise<void>;
  /** @returns the status code it closed with */
  untilClosed(): Promise<number>;
  untilMessage(fits: (message: WAMessage) => boolean): Promise<WAMessage>;
  /** @returns the error codes that came with it. The library folds a quick update into the message it is about. */
  untilStatus(messageId: string | null | undefined, status: number): Promise<(string | null)[]>;
  /** Texts of messages received so far, in order. */
  texts(): string[];
  end(): Promise<void>;
}

/** What a client has to know of an emulator, be it in this process or not. */
interface Target {
  readonly url: string;
  readonly rootKey: Buffer;
  readonly mediaCa: string | undefined;
}

export function createClient(emulator: Target, defaults: Partial<UserFacingSocketConfig> = {}): Client {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(emulator.rootKey);
  if (emulator.mediaCa !== undefined) setDefaultCACertificates([...getCACertificates("bundled"), emulator.mediaCa]);
  const creds = initAuthCreds();
  const keys = createKeyStore();
  const listeners = new Set<() => void>();
  let events: Events = {};

  const client: Client = {
    creds,
    keys,
    // Replaced by the first connection.
    socket: undefined as unknown as WASocket,
    get events() {
      return events;
    },
    connect(config = {}) {
      const mine: Events = {};
      events = mine;
      const socket = makeWASocket({
        waWebSocketUrl: emulator.url,
        auth: { creds, keys },
        logger: QUIET_LOGGER,
        shouldSyncHistoryMessage: () => false,
        ...defaults,
        ...config,
      });
      socket.ev.process((batch) => {
        for (const [name, payload] of Object.entries(batch)) {
          const lists = mine as Record<string, unknown[]>;
          lists[name] = [...(lists[name] ?? []), payload];
        }
        if (batch["creds.update"] !== undefined) Object.assign(creds, batch["creds.update"]);
        for (const listener of [...listeners]) listener();
      });
      client.socket = socket;
      return socket;
    },
    until(event, probe) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`Waited in vain for ${event}`));
        }, TIMEOUT_MS);
        function look(): void {
          for (const payload of (events[event] ?? []) as BaileysEventMap[typeof event][]) {
            const value = probe(payload);
            if (value === undefined || value === false) continue;
            clearTimeout(timer);
            listeners.delete(look);
            resolve(value);
            return;
          }
        }
        listeners.add(look);
        look();
      });
    },
    async untilOpen() {
      await client.until("connection.update", ({ connection }) => connection === "open");
    },
    untilClosed: () => client.until("connection.update", (update) => closeCode(update)),
    untilMessage: (fits) => client.until("messages.upsert", ({ messages }) => messages.find(fits)),
    untilStatus: (messageId, status) =>
      Promise.any([
        client.until("messages.update", (updates) => {
          const found = updates.find(({ key, update }) => key.id === messageId && update.status === status);
          return found && (found.update.messageStubParameters ?? []);
        }),
        client.until("messages.upsert", ({ messages }) => {
          const found = messages.find((message) => message.key.id === messageId && message.status === status);
          return found && (found.messageStubParameters ?? []);
        }),
      ]),
    texts: () =>
      (events["messages.upsert"] ?? []).flatMap(({ messages }) => messages.flatMap((one) => textOf(one) ?? [])),
    async end() {
      await client.socket?.end(undefined);
    },
  };
  return client;
}

function closeCode({ connection, lastDisconnect }: Partial<ConnectionState>): number | undefined {
  if (connection !== "close") return undefined;
  const error = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined;
  return error?.output?.statusCode ?? 0;
}

export function textOf({ message }: WAMessage): string | undefined {
  return message?.conversation ?? message?.extendedTextMessage?.text ?? undefined;
}

/** Links a new client to a phone by QR code, and logs it in. */
export async function linkClient(
  emulator: WhatsappWebEmulator,
  phone: PhoneHandle,
  config: Partial<UserFacingSocketConfig> = {},
): Promise<Client> {
  const client = createClient(emulator, config);
  client.connect();
  await phone.scan(await client.until("connection.update", ({ qr }) => qr));
  await client.untilClosed();
  client.connect();
  await client.untilOpen();
  await phone.waitForLogin();
  return client;
}
