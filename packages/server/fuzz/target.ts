/** The server that is fuzzed, and all that the oracle looks at. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphEmulator, type GraphEmulatorOptions, startGraphEmulator } from "@chasqui/graph-emulator";
import { createAuth } from "../src/domains/auth/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { createDatabase, type Database } from "../src/platform/db/index.ts";
import { deleteEmbeddedPostgres, findRunningEmbeddedPostgres } from "../src/platform/embedded-postgres/index.ts";
import { createIds } from "../src/platform/ids.ts";
import { channelEnvironment } from "../test/channel-environment.ts";
import { findFreePort } from "../test/free-port.ts";
import { startServerProcess } from "../test/server-process.ts";
import { SPARE_PHONES } from "./named-values.ts";

export interface FuzzTarget {
  readonly url: string;
  /** May do everything. */
  readonly key: string;
  readonly database: Database;
  readonly emulator: GraphEmulator;
  log(): string;
  /** Of the server's process, in bytes; undefined where it has none of its own. */
  residentBytes(): number | undefined;
  /** Undefined while it runs: its exit code, or the signal that ended it. */
  ending(): number | string | undefined;
}

export const EMULATOR_OPTIONS: GraphEmulatorOptions = {
  limits: "off",
  serviceWindow: "off",
  keep: { messages: 2_000, requests: 100, deliveries: 100 },
};

/** The numbers that fuzzed channels are made of exist. */
export function prepareEmulator(emulator: GraphEmulator): void {
  for (const id of SPARE_PHONES) emulator.createPhone({ id });
}

/** The server as a user runs it, `main.mjs serve` with the embedded database, but for what it may connect to. */
export async function startFuzzServer(): Promise<FuzzTarget & AsyncDisposable> {
  await using undo = new AsyncDisposableStack();
  const emulator = undo.use(await startGraphEmulator(EMULATOR_OPTIONS));
  prepareEmulator(emulator);
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-fuzz-"));
  undo.defer(async () => {
    await deleteEmbeddedPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  });
  const server = undo.use(
    await startServerProcess(
      {
        CHASQUI_DATA_DIR: dataDir,
        CHASQUI_REQUESTS_PER_MINUTE: "100000000",
        LOG_LEVEL: "warn",
        NODE_ENV: "production",
        NODE_OPTIONS: `--import=${new URL("./loopback-only.ts", import.meta.url).href}`,
        ...channelEnvironment(emulator),
      },
      { port: await findFreePort() },
    ),
  );
  const connection = await findRunningEmbeddedPostgres(dataDir);
  if (!connection) throw new Error("the server runs no embedded database");
  const database = createDatabase({ connection, poolSize: 2, onConnectionLost: () => undefined });
  undo.defer(() => database.close());
  const auth = createAuth({ db: database.db, clock: systemClock, ids: createIds(systemClock) });
  const { key } = await auth.apiKeys.createApiKey({ name: "fuzz", scopes: ["admin"] }, undefined);
  await emulator.registerCallback({ url: `${server.url}/webhook` });
  let ending: number | string | undefined;
  void server.ended.then((how) => {
    ending = how;
  });
  const running = undo.move();
  return {
    url: server.url,
    key,
    database,
    emulator,
    log: server.output,
    residentBytes: () => readResidentBytes(server.pid),
    ending: () => ending,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** undefined where there is no /proc, and once the process is gone. */
function readResidentBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
