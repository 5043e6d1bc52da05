import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { type Controls, createControls } from "./control/controls.ts";
import { createControlHandler } from "./control/http.ts";
import { createChanges } from "./core/changes.ts";
import { createRing } from "./core/ring.ts";
import type { Emulation } from "./emulation.ts";
import { createGateway } from "./gateway.ts";
import { createFrameLog } from "./log/frame-log.ts";
import { createLoopbackCertificate } from "./media/certificate.ts";
import { startMediaHost } from "./media/media-host.ts";
import { createMediaStore } from "./media/media-store.ts";
import { createMessageRules } from "./messages/message-rules.ts";
import { DEFAULT_KEEP, DEFAULT_ROOT_SEED, type WhatsappWebEmulatorOptions } from "./options.ts";
import { createPairings } from "./pairing/pairings.ts";
import { createServerIdentity } from "./transport/server-identity.ts";
import { createWorld } from "./world/world.ts";

/** A running emulator. Stopping it cuts every connection; what it knew is gone. */
export interface WhatsappWebEmulator extends Controls, AsyncDisposable {
  /** What a client uses instead of `wss://web.whatsapp.com/ws/chat`. */
  readonly url: string;
  /** Of the control API: `http://127.0.0.1:…`, everything below `/__emu`. */
  readonly controlUrl: string;
  /** Host and port of the media host; it speaks TLS only. */
  readonly mediaHost: string;
  /** PEM of the media host's certificate, to be trusted as an authority. */
  readonly mediaCa: string;
  /** What `WA_CERT_DETAILS.PUBLIC_KEY` of the library has to be. */
  readonly rootKey: Buffer;
  stop(): Promise<void>;
}

/** Starts the stand-in for WhatsApp Web's servers. @throws Error when the port is taken */
export async function startWhatsappWebEmulator(options: WhatsappWebEmulatorOptions = {}): Promise<WhatsappWebEmulator> {
  const keep = { ...DEFAULT_KEEP, ...options.keep };
  const clock = options.clock ?? { now: () => new Date() };
  const identity = createServerIdentity(options.rootSeed ?? DEFAULT_ROOT_SEED);
  const media = createMediaStore(keep.mediaBytes);
  const certificate = createLoopbackCertificate();
  const mediaHost = await startMediaHost(media, certificate, options.mediaPort ?? 0);
  const now = () => clock.now().getTime();
  const emulation: Emulation = {
    world: createWorld(),
    settings: {
      history: options.history ?? "small",
      door: "open",
      receiptAddressing: options.receiptAddressing ?? "as-sent",
    },
    log: createFrameLog(keep.frames),
    changes: createChanges(),
    rules: createMessageRules(),
    pairings: createPairings(),
    media,
    submissions: createRing(keep.submissions),
    now,
    timestamp: () => String(Math.floor(now() / 1000)),
    mediaHost: () => mediaHost.host,
  };
  const gateway = createGateway(emulation, identity);
  const controls = createControls(emulation, gateway);

  const server = createServer(createControlHandler(emulation, controls));
  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: false,
    skipUTF8Validation: true,
    verifyClient({ req }, decide) {
      const { door } = emulation.settings;
      gateway.countAttempt(door === "open");
      if (door === "cut") req.socket.destroy();
      else if (door === "open") decide(true);
      else decide(false, door);
    },
  });
  sockets.on("connection", gateway.accept);
  const port = options.port ?? 0;
  await new Promise<void>((resolve, reject) => {
    // The socket server hears of the error, too; unheard it would end the process.
    sockets.on("error", () => undefined);
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function stop(): Promise<void> {
    gateway.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await Promise.all([closed, mediaHost.close()]);
  }
  const own = {
    url: `ws://${host}/ws/chat`,
    controlUrl: `http://${host}`,
    mediaHost: mediaHost.host,
    mediaCa: certificate.certificate,
    rootKey: Buffer.from(identity.root.public),
    stop,
    [Symbol.asyncDispose]: stop,
  };
  // Assigned onto `controls`, not spread from it: its getters must stay getters.
  return Object.assign(controls, own);
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== "EADDRINUSE") return error;
  return new Error(`Port ${port} of 127.0.0.1 is in use. Stop what listens there, or choose another with --port.`, {
    cause: error,
  });
}
