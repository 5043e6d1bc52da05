/** Server processes of their own with a WhatsApp Web channel between them, and a stand-in for WhatsApp. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PhoneHandle, WhatsappWebEmulator } from "@chasqui/whatsapp-web-emulator";
import { createAuth } from "../src/domains/auth/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { createIds } from "../src/platform/ids.ts";
import { findFreePort } from "./free-port.ts";
import { AT_ONCE, SHOP, startEmulatedWhatsapp } from "./linked-device-app.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { waitUntil } from "./wait-until.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever the API answers
type Body = any;

export interface DeviceNodes extends AsyncDisposable {
  readonly emulator: WhatsappWebEmulator;
  readonly shop: PhoneHandle;
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly channelId: string;
  readonly address: string;
  readonly nodes: readonly ServerProcess[];
  /** One more, ended with the others. */
  start(): Promise<ServerProcess>;
  api(node: ServerProcess, method: string, path: string, body?: unknown): Promise<Body>;
}

/** `count` nodes on one database; the session is connected by one of them. */
export async function startDeviceNodes(count: number, more: Record<string, string> = {}): Promise<DeviceNodes> {
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const { emulator, env } = undo.use(await startEmulatedWhatsapp());
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-nodes-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const auth = createAuth({ db: database.database.db, clock: systemClock, ids: createIds(systemClock) });
  const { key } = await auth.apiKeys.createApiKey({ name: "tests", scopes: ["admin"] }, undefined);
  const nodeEnv = { DATABASE_URL: database.connectionString, CHASQUI_DATA_DIR: dataDir, ...env, ...more };
  const start = async () => undo.use(await startServerProcess(nodeEnv, { port: await findFreePort() }));
  const api: DeviceNodes["api"] = async (node, method, path, body) => {
    const answer = await fetch(`${node.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };

  const nodes: ServerProcess[] = [];
  for (let index = 0; index < count; index++) nodes.push(await start());
  const first = nodes[0] as ServerProcess;
  const shop = emulator.createPhone({ number: SHOP, name: "Shop" });
  const { id, config } = await api(first, "POST", "/channels", {
    kind: "linked-device",
    name: "Shop",
    config: AT_ONCE,
  });
  await api(first, "POST", `/channels/${id}/pairing`);
  const { offer } = await waitUntil<Body>(
    () => api(first, "GET", `/channels/${id}/pairing`),
    (body) => body.offer !== null,
  );
  await shop.scan(offer.text);
  await waitUntil<Body>(
    () => api(first, "GET", `/channels/${id}/session`),
    ({ state }) => state === "connected",
  );
  const running = undo.move();
  return {
    emulator,
    shop,
    database,
    dataDir,
    channelId: id,
    address: config.address,
    nodes,
    start: async () => running.use(await startServerProcess(nodeEnv, { port: await findFreePort() })),
    api,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
