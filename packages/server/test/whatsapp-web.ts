/** A stand-in for WhatsApp, and what a server must be told to speak to it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWhatsappWebEmulator, type WhatsappWebEmulator } from "@chasqui/whatsapp-web-emulator";
import { decodeQR } from "qr/decode.js";
import sharp from "sharp";

export interface WhatsAppWeb extends AsyncDisposable {
  readonly emulator: WhatsappWebEmulator;
  /** The variables of a server that speaks to it. */
  readonly env: Record<string, string>;
}

/** Settings of a channel that does not take the time a person would. */
export const FAST = { gapSecondsFrom: 0, gapSecondsTo: 0, showsTyping: false };

export async function startWhatsAppWeb(): Promise<WhatsAppWeb> {
  await using undo = new AsyncDisposableStack();
  const emulator = undo.use(await startWhatsappWebEmulator());
  const folder = mkdtempSync(join(tmpdir(), "chasqui-ca-"));
  undo.defer(() => rmSync(folder, { recursive: true, force: true }));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, emulator.mediaCa);
  const running = undo.move();
  return {
    emulator,
    env: {
      WHATSAPP_WEB_URL: emulator.url,
      WHATSAPP_WEB_ROOT_KEY: emulator.rootKey.toString("hex"),
      WHATSAPP_WEB_CA_FILE: caFile,
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** What a camera would read in a picture: PNG, SVG, a screenshot. @throws Error where there is no code in it */
export async function readQr(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ data, width: info.width, height: info.height }, { timeLimit: 5_000 });
}
