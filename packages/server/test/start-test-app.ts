/** The whole server in this process: a database of its own, the Graph emulator beside it, a clock that can be put forward. Tests go
 *  through its HTTP door. */
import "./one-connection.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphEmulator, type GraphEmulatorOptions, startGraphEmulator } from "@chasqui/graph-emulator";
import { type Role, type RunningServer, startServer } from "../src/app.ts";
import { createAuth } from "../src/domains/auth/index.ts";
import { loadConfig } from "../src/platform/config.ts";
import { createIds } from "../src/platform/ids.ts";
import { createLogger } from "../src/platform/logger.ts";
import { channelEnvironment } from "./channel-environment.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { createTickingClock, type TickingClock } from "./ticking-clock.ts";
import { waitUntil } from "./wait-until.ts";

export interface TestAppOptions {
  /** Where the server's clock starts; default: now. */
  readonly now?: string;
  readonly emulator?: GraphEmulatorOptions;
  readonly env?: Record<string, string>;
  /** Default true: the emulator's number is a channel from the start. */
  readonly withChannel?: boolean;
  /** Default: all. */
  readonly roles?: readonly Role[];
}

export interface ApiAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the API answers
  readonly body: any;
  readonly headers: Headers;
}

export interface TestApp extends AsyncDisposable {
  readonly url: string;
  /** Where the first owner signs up, as the server printed it at its last start. */
  readonly setupUrl: string | undefined;
  /** Every route that is registered. */
  readonly routes: RunningServer["routes"];
  readonly clock: TickingClock;
  readonly emulator: GraphEmulator;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** Everything the server has logged, as one text. */
  readonly log: () => string;
  /** Calls the API with a key that may do everything. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  /** The id of the channel the environment describes. */
  channelId(): Promise<string>;
  /** Waits until the API's answer satisfies a condition. */
  until(path: string, isMet: (body: ApiAnswer["body"]) => boolean): Promise<ApiAnswer["body"]>;
  /** A contact writes on WhatsApp; resolves with the message's id at Meta. */
  contactWrites(from: string, text: string): string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  await using undo = new AsyncDisposableStack();
  const database = undo.use(await createTestDatabase());
  const emulator = undo.use(await startGraphEmulator({ webhooks: { retryScale: 0.01 }, ...options.emulator }));
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-app-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const clock = createTickingClock(options.now);
  const lines: string[] = [];
  const logger = createLogger({ level: "debug", destination: { write: (line) => void lines.push(line) } });
  const config = loadConfig({ env: environment(options, database, emulator, dataDir), cwd: dataDir });
  const auth = createAuth({ db: database.database.db, clock, ids: createIds(clock) });
  const { key } = await auth.apiKeys.createApiKey({ name: "tests", scopes: ["admin"] }, undefined);

  let server: RunningServer | undefined;
  // Zero at first; a restarted server listens where the first one did, as a real one would.
  let { port } = config.http;
  const url = () => server?.url as string;
  async function start(): Promise<void> {
    server = await startServer({
      config: { ...config, http: { ...config.http, port } },
      roles: new Set(options.roles ?? ["http", "dispatch", "jobs"]),
      logger,
      clock,
    });
    const isFirst = port === 0;
    port = Number(new URL(server.url as string).port);
    if (isFirst && options.withChannel !== false) await emulator.registerCallback({ url: `${server.url}/webhook` });
  }
  async function stop(): Promise<void> {
    await server?.stop();
    server = undefined;
  }
  await start();
  undo.defer(stop);

  const api: TestApp["api"] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url()}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text), headers: answer.headers };
  };

  const running = undo.move();
  return {
    get url() {
      return url();
    },
    get setupUrl() {
      return server?.setupUrl;
    },
    get routes() {
      return server?.routes ?? [];
    },
    clock,
    emulator,
    database,
    dataDir,
    log: () => lines.join(""),
    api,
    async channelId() {
      return (await api("GET", "/channels")).body.items[0].id;
    },
    until: (path, isMet) => waitUntil(async () => (await api("GET", path)).body, isMet),
    contactWrites: (from, text) => emulator.receive({ from, text }),
    async restart() {
      await stop();
      await start();
    },
    stop,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function environment(
  options: TestAppOptions,
  database: TestDatabase,
  emulator: GraphEmulator,
  dataDir: string,
): Record<string, string> {
  return {
    PORT: "0",
    CHASQUI_DATA_DIR: dataDir,
    DATABASE_URL: database.connectionString,
    CHASQUI_REQUESTS_PER_MINUTE: "1000000",
    ...(options.withChannel === false ? {} : channelEnvironment(emulator)),
    ...options.env,
  };
}
