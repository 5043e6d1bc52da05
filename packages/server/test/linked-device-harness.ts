/** A driver for tests, and phones behind a stand-in for WhatsApp as its far side. */
import { Readable } from "node:stream";
import type { ContactHandle, MessageEffect, PhoneHandle } from "@chasqui/whatsapp-web-emulator";
import type { ChannelContractHarness, SimulatedFailure } from "../src/channels/channel.contract.ts";
import type { Channel } from "../src/channels/channel.ts";
import type { GroupBook } from "../src/channels/groups.ts";
import { changeDevice, ensureDevice, findDevice, readKeys } from "../src/channels/linked-device/devices.store.ts";
import { createLinkedDeviceDriver } from "../src/channels/linked-device/index.ts";
import { toWhatsAppId } from "../src/channels/linked-device/message-id.rules.ts";
import { contextOf } from "../src/channels/linked-device/session-store.ts";
import { createSecretBox } from "../src/platform/crypto.ts";
import { createLogger } from "../src/platform/logger.ts";
import { startEmulatedWhatsapp } from "./linked-device-app.ts";
import { createTestDatabase } from "./test-database.ts";
import { createTickingClock } from "./ticking-clock.ts";
import { waitUntil } from "./wait-until.ts";

const EFFECTS = {
  "rate-limited": { refuse: 429 },
  "broken-after-send": { drop: "afterAccept" },
  "never-answers": { withholdAck: true },
  "refused-for-good": { refuse: 479 },
  "refused-for-now": { refuse: 463 },
} as const satisfies Partial<Record<SimulatedFailure, MessageEffect>>;

export const FAILURES: readonly SimulatedFailure[] = [
  ...(Object.keys(EFFECTS) as (keyof typeof EFFECTS)[]),
  "unreachable",
];
/** Longer than the driver waits for an answer. */
const PATIENCE_MS = 31_000;
const MINUTE_MS = 60_000;

export interface Harness extends ChannelContractHarness {
  readonly shop: PhoneHandle;
  readonly ana: ContactHandle;
  /** As a node has the channel that does not own it: the same one, without its connection. */
  openElsewhere(): Channel;
  /** Waits until what a contact sent is stored by the first channel. */
  untilHeard(providerId: string): Promise<void>;
}

export async function startHarness(): Promise<Harness> {
  await using undo = new AsyncDisposableStack();
  const test = undo.use(await createTestDatabase());
  const { db } = test.database;
  const { emulator, env } = undo.use(await startEmulatedWhatsapp());
  const shop = emulator.createPhone({ number: "51900000001", name: "Shop" });
  const ana = emulator.createContact({ number: "51900000002", name: "Ana" });
  const clock = createTickingClock();
  const box = createSecretBox(Buffer.alloc(32, 7));
  const driver = createLinkedDeviceDriver({
    clock,
    ports: {
      db,
      box,
      logger: createLogger({ level: "error" }),
      random: () => 0,
      endpoint: { url: emulator.url, rootKey: emulator.rootKey.toString("hex"), caFile: env.WHATSAPP_WEB_CA_FILE },
      http: { call: () => Promise.reject(new Error("no page is looked at here")) },
      files: {
        findFile: async () => undefined,
        // What is in a file says where it came from.
        fetchFile: async (url) => ({ mime: "application/pdf", open: () => Readable.from([Buffer.from(url)]) }),
      },
      groups: NO_GROUPS,
      ingest: async () => undefined,
      onStateChanged: async () => undefined,
      stopColdSends: async () => undefined,
      // There is one process here: it is told at once.
      onPoked: (_address, listener) => {
        const look = setInterval(listener, 50);
        return () => clearInterval(look);
      },
    },
  });
  const settings = settingsOf(0);
  const addresses: string[] = [];

  /** Each is a device of its own: WhatsApp lets the same one in only once. */
  async function open(): Promise<Channel> {
    const own = settingsOf(addresses.length);
    const { address } = own;
    addresses.push(address);
    const channel = driver.open(driver.parseConfig(own));
    await ensureDevice(db, address, clock.now());
    await changeDevice(
      db,
      address,
      { pairingWantedUntil: new Date(clock.now().getTime() + 60 * MINUTE_MS) },
      clock.now(),
    );
    const ownership = { isFresh: () => true, lock: async () => true };
    const held = channel.hold?.(ownership, { onReady: () => undefined });
    if (held === undefined) throw new Error("it holds no connection");
    connections.push(held);
    const device = await waitUntil(
      () => findDevice(db, address),
      (found) => found?.state === "awaiting-scan" && found.pairing !== null,
    );
    await shop.scan(JSON.parse(box.open(device?.pairing as Buffer, contextOf(address, "pairing")).toString()).text);
    await waitUntil(held.isReady, (isReady) => isReady);
    return {
      ...channel,
      async close() {
        await channel.close();
        await held.release();
      },
    };
  }
  const connections: Array<{ isReady(): boolean }> = [];
  const allConnected = (until: boolean) =>
    waitUntil(
      () => connections.at(-1)?.isReady(),
      (isReady) => isReady === until,
    );

  async function untilHeard(id: string): Promise<void> {
    await waitUntil(
      () => readKeys(db, addresses[0] as string, "received", [id]),
      (rows) => rows.length > 0,
    );
  }

  const running = undo.move();
  return {
    driver,
    settings,
    recipient: { phone: "+51900000002" },
    open,
    async findReceived(messageId) {
      const ids = addresses.map((address) => toWhatsAppId(address, messageId));
      const received = ana.received.find(({ id }) => ids.includes(id));
      if (received === undefined) return undefined;
      const file = await ana.download(received.id).catch(() => Buffer.alloc(0));
      return { type: received.type, text: `${file}${JSON.stringify(received)}` };
    },
    async simulate(failure) {
      if (failure === "unreachable") {
        emulator.setReachable(false);
        return async () => {
          emulator.setReachable(true);
          await allConnected(true);
        };
      }
      const effect = EFFECTS[failure as keyof typeof EFFECTS];
      const rule = emulator.addRule({ match: { account: shop.number }, effect });
      const before = emulator.submissions.length;
      if (failure === "never-answers") {
        void emulator
          .waitFor(() => emulator.submissions.length > before || undefined)
          .then(() => clock.advance(PATIENCE_MS));
      }
      return async () => {
        emulator.removeRule(rule.id);
        await allConnected(true);
      };
    },
    shop,
    ana,
    openElsewhere: () => driver.open(driver.parseConfig(settings)),
    untilHeard,
    async receiveMessage() {
      const { id } = await ana.writes("hola", { to: shop });
      await untilHeard(id);
      return id;
    },
    close: () => running.disposeAsync(),
  };
}

/** Nobody is in a group here. */
const NO_GROUPS: GroupBook = {
  replaceAll: async () => undefined,
  put: async () => undefined,
  leave: async () => undefined,
  change: async () => true,
  find: async () => undefined,
  forgetAll: async () => undefined,
};

function settingsOf(index: number) {
  const address = `device-${String(index).padStart(12, "0")}`;
  return { address, gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };
}
