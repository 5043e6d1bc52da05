/** The server with a WhatsApp Web channel that is paired and connected, and a stand-in for WhatsApp beside it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type PhoneHandle,
  startWhatsappWebEmulator,
  type WhatsappWebEmulator,
  type WhatsappWebEmulatorOptions,
} from "@chasqui/whatsapp-web-emulator";
import { loadWa } from "../src/channels/linked-device/wa.ts";
import { startTestApp, type TestApp } from "./start-test-app.ts";

export const SHOP = "51900000001";
/** No waiting between messages, nor while they are written. */
export const AT_ONCE = { gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };

export interface LinkedDeviceApp extends AsyncDisposable {
  readonly app: TestApp;
  readonly emulator: WhatsappWebEmulator;
  readonly shop: PhoneHandle;
  readonly channelId: string;
}

export interface EmulatedWhatsapp extends AsyncDisposable {
  readonly emulator: WhatsappWebEmulator;
  /** For a server that is to reach it. */
  readonly env: {
    readonly WHATSAPP_WEB_URL: string;
    readonly WHATSAPP_WEB_ROOT_KEY: string;
    readonly WHATSAPP_WEB_CA_FILE: string;
  };
}

export async function startEmulatedWhatsapp(options: WhatsappWebEmulatorOptions = {}): Promise<EmulatedWhatsapp> {
  // Its phones are in this process: what their Signal code prints is kept quiet in the same way.
  await loadWa();
  const emulator = await startWhatsappWebEmulator({ history: "none", ...options });
  const folder = mkdtempSync(join(tmpdir(), "chasqui-ca-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, emulator.mediaCa);
  return {
    emulator,
    env: {
      WHATSAPP_WEB_URL: emulator.url,
      WHATSAPP_WEB_ROOT_KEY: emulator.rootKey.toString("hex"),
      WHATSAPP_WEB_CA_FILE: caFile,
    },
    async [Symbol.asyncDispose]() {
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startLinkedDeviceApp(more: Record<string, string> = {}): Promise<LinkedDeviceApp> {
  await using undo = new AsyncDisposableStack();
  const { emulator, env } = undo.use(await startEmulatedWhatsapp());
  const app = undo.use(await startTestApp({ withChannel: false, env: { ...env, ...more } }));
  const shop = emulator.createPhone({ number: SHOP, name: "Shop" });
  const made = await app.api("POST", "/channels", { kind: "linked-device", name: "Shop", config: AT_ONCE });
  const channelId = made.body.id as string;
  // A day's limits would hold back what tests send.
  await app.api("PUT", `/channels/${channelId}/limits`, { isOn: false });
  await app.api("POST", `/channels/${channelId}/pairing`);
  const { offer } = await app.until(`/channels/${channelId}/pairing`, (body) => body.offer !== null);
  await shop.scan(offer.text);
  await app.until(`/channels/${channelId}/session`, (body) => body.state === "connected");
  const running = undo.move();
  return { app, emulator, shop, channelId, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
