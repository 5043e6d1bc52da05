/** Everything one run consists of: emulator, database, balancer and the server nodes. */
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphEmulator, startGraphEmulator } from "@chasqui/graph-emulator";
import pg from "pg";
import { deleteEmbeddedPostgres, findRunningEmbeddedPostgres } from "../src/platform/embedded-postgres/index.ts";
import { channelEnvironment } from "../test/channel-environment.ts";
import { waitUntil } from "../test/wait-until.ts";
import { startBalancer } from "./balancer.ts";
import { createNodeProcess, type LogLine, type NodeEnd, type NodeProcess } from "./node-process.ts";
import { installObserver } from "./observer.ts";
import type { ChaosOptions } from "./options.ts";
import { findOwnPort } from "./own-port.ts";
import { makeApiKeys, startOwnPostgres } from "./own-postgres.ts";
import type { Random } from "./random.ts";

export interface World extends AsyncDisposable {
  readonly emulator: GraphEmulator;
  readonly nodes: readonly NodeProcess[];
  /** The run's own connections to the servers' database; they break when it is killed. */
  readonly pool: pg.Pool;
  readonly apiKeys: readonly string[];
  readonly logDir: string;
  /** SIGKILL to PostgreSQL's main process. False when it was not running. */
  killPostgres(): Promise<boolean>;
}

export interface WorldEvents {
  onLine(line: LogLine): void;
  onNodeEnded(end: NodeEnd): void;
}

/** Each may make 600 requests a minute. */
const API_KEYS = 8;
/** Meta's waits between attempts are made so short that a status always comes within the grace of an unknown outcome. */
const RETRY_SCALE = 0.02;
const WEBHOOK_TIMEOUT_MS = 3_000;
const STARTED_WITHIN_MS = 60_000;

export async function buildWorld(options: ChaosOptions, random: Random, events: WorldEvents): Promise<World> {
  await using undo = new AsyncDisposableStack();
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-chaos-"));
  const logDir = mkdtempSync(join(tmpdir(), "chasqui-chaos-log-"));
  undo.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const nodeDir = join(dataDir, "node");
  mkdirSync(nodeDir);
  const ports = options.nodes === 2 ? [await findOwnPort(), await findOwnPort()] : [await findOwnPort()];
  const balancer = await startBalancer(ports, random.fork("balancer"));
  undo.defer(() => balancer.close());
  const emulator = undo.use(
    await startGraphEmulator({
      seed: options.seed,
      limits: "off",
      serviceWindow: "off",
      webhooks: { retryScale: RETRY_SCALE, timeoutMs: WEBHOOK_TIMEOUT_MS, duplicateRate: 0.05 },
      keep: { messages: 5_000_000, requests: 5_000_000, deliveries: 5_000_000 },
      // A secret of this run: no other test's server takes its webhooks for its own.
      preset: { callbackUrl: `${balancer.url}/webhook`, appSecret: randomBytes(16).toString("hex") },
    }),
  );
  const postgres = options.nodes === 2 ? undo.use(await startOwnPostgres(join(dataDir, "postgres"))) : undefined;
  if (!postgres) undo.defer(() => deleteEmbeddedPostgres(nodeDir));

  const env = {
    CHASQUI_DATA_DIR: nodeDir,
    ...(postgres && { DATABASE_URL: postgres.connectionString }),
    ...channelEnvironment(emulator),
  };
  const nodes = ports.map((port, index) =>
    createNodeProcess({
      name: "AB"[index] as string,
      port,
      env,
      sabotage: options.sabotage,
      logFile: join(logDir, `node-${"AB"[index]}.log`),
      onLine: events.onLine,
      onEnded: events.onNodeEnded,
    }),
  );
  const killAll = () => {
    for (const node of nodes) node.kill();
  };
  process.on("exit", killAll);
  undo.defer(() => void process.off("exit", killAll));
  undo.defer(async () => void (await Promise.all(nodes.map((node) => node.stop()))));
  for (const node of nodes) {
    node.start();
    await waitUntil(
      () => node.state,
      (state) => state === "ready",
      STARTED_WITHIN_MS,
    );
  }

  const connection = postgres?.connection ?? (await findRunningEmbeddedPostgres(nodeDir));
  if (!connection) throw new Error("the node's database was not found");
  const pool = new pg.Pool({ ...connection, max: 3 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  undo.defer(() => pool.end());
  await installObserver(pool);
  const apiKeys = await makeApiKeys(connection, API_KEYS);

  async function killPostgres(): Promise<boolean> {
    const pid = postgres?.pid ?? (await findPostmaster(pool));
    if (pid === undefined) return false;
    try {
      process.kill(pid, "SIGKILL");
      return true;
    } catch {
      return false;
    }
  }

  const running = undo.move();
  return {
    emulator,
    nodes,
    pool,
    apiKeys,
    logDir,
    killPostgres,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The first line of PostgreSQL's own lock file. */
async function findPostmaster(pool: pg.Pool): Promise<number | undefined> {
  const answer = await pool
    .query<{ file: string }>("select pg_read_file('postmaster.pid') as file")
    .catch(() => undefined);
  const pid = Number(answer?.rows[0]?.file.split("\n")[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}
