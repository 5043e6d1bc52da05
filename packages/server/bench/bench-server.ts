/** The server as a user runs it: `main.mjs serve` in a process of its own, with the embedded database at full durability. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuth } from "../src/domains/auth/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { createDatabase, type Database } from "../src/platform/db/index.ts";
import { deleteEmbeddedPostgres, findRunningEmbeddedPostgres } from "../src/platform/embedded-postgres/index.ts";
import { createIds } from "../src/platform/ids.ts";
import { findFreePort } from "../test/free-port.ts";
import { type ServerProcess, startServerProcess } from "../test/server-process.ts";
import { control, type Peer } from "./children.ts";
import { familyOf } from "./cpu.ts";

/** The emulator's own number and its secrets; see its README. */
export const PRESET = {
  phoneNumberId: "106540352242922",
  wabaId: "102290129340398",
  appId: "1000000000000001",
  appSecret: "emulator_app_secret",
  accessToken: "EAAemulator",
  verifyToken: "emulator_verify_token",
};

export interface BenchServer extends AsyncDisposable {
  readonly process: ServerProcess;
  readonly url: string;
  /** For seeding and for looking; the server has connections of its own. */
  readonly database: Database;
  /** Process ids, for measuring. */
  databasePids(): Promise<number[]>;
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The id of a channel by its phone number id. */
  channelId(phoneNumberId: string): Promise<string>;
}

/** `CHASQUI_BENCH_NODE_OPTIONS` reaches the server, e.g. for `--cpu-prof`. */
export async function startBenchServer(
  options: { emulator?: Peer; env?: Record<string, string> } = {},
): Promise<BenchServer> {
  await using undo = new AsyncDisposableStack();
  const dataDir = makeDataDir(undo);
  const port = await findFreePort();
  const nodeOptions = process.env.CHASQUI_BENCH_NODE_OPTIONS;
  const server = undo.use(
    await startServerProcess(
      {
        CHASQUI_DATA_DIR: dataDir,
        LOG_LEVEL: "warn",
        NODE_ENV: "production",
        ...(nodeOptions === undefined ? {} : { NODE_OPTIONS: nodeOptions }),
        ...(options.emulator ? channelEnvironment(options.emulator) : {}),
        ...options.env,
      },
      { port },
    ),
  );
  const connection = await findRunningEmbeddedPostgres(dataDir);
  if (!connection) throw new Error("the server runs no embedded database");
  const database = createDatabase({ connection, poolSize: 4 });
  undo.defer(() => database.close());
  const { key } = await createAuth({
    db: database.db,
    clock: systemClock,
    ids: createIds(systemClock),
  }).apiKeys.createApiKey({ name: "bench", scopes: ["admin"] }, undefined);
  if (options.emulator) await control(options.emulator, "/callback", { url: `${server.url}/webhook` });

  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the server answered ${answer.status} to ${path}: ${text}`);
    return JSON.parse(text) as T;
  };
  const running = undo.move();
  return {
    process: server,
    url: server.url,
    database,
    databasePids: () => findDatabasePids(database),
    api,
    async channelId(phoneNumberId) {
      const { items } = await api<{ items: Array<{ id: string; address: string }> }>("GET", "/channels");
      const found = items.find((item) => item.address === phoneNumberId);
      if (!found) throw new Error(`there is no channel for ${phoneNumberId}`);
      return found.id;
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A new data folder that vanishes, database and all, with the stack. */
export function makeDataDir(undo: AsyncDisposableStack): string {
  const folder = mkdtempSync(join(tmpdir(), "chasqui-bench-"));
  undo.defer(async () => {
    await deleteEmbeddedPostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function channelEnvironment(emulator: Peer): Record<string, string> {
  return {
    WHATSAPP_PHONE_NUMBER_ID: PRESET.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: PRESET.wabaId,
    WHATSAPP_APP_ID: PRESET.appId,
    WHATSAPP_ACCESS_TOKEN: PRESET.accessToken,
    WHATSAPP_APP_SECRET: PRESET.appSecret,
    WHATSAPP_VERIFY_TOKEN: PRESET.verifyToken,
    GRAPH_BASE_URL: emulator.url,
  };
}

/** The postmaster and every process of it. */
export async function findDatabasePids(database: Database): Promise<number[]> {
  const { rows } = await database.pool.query<{ folder: string }>("select current_setting('data_directory') as folder");
  const [postmaster] = readFileSync(join(rows[0]?.folder ?? "", "postmaster.pid"), "utf8").split("\n");
  return familyOf(Number(postmaster));
}

/** Waits until a query answers 0, looking now and then. */
export async function waitUntilNone(database: Database, query: string, limitSeconds: number): Promise<void> {
  const deadline = performance.now() + limitSeconds * 1000;
  for (;;) {
    const { rows } = await database.pool.query<{ some: boolean }>(`select exists(${query}) as some`);
    if (!rows[0]?.some) return;
    if (performance.now() > deadline) throw new Error(`after ${limitSeconds} s there still is: ${query}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
