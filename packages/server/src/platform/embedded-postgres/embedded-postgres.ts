import { join, resolve } from "node:path";
import { isRoot } from "./account.ts";
import { type Binaries, copyBinaries, useInstalledBinaries } from "./binaries.ts";
import { buildConnection, buildConnectionString, type Connection, findFreePort } from "./connection.ts";
import { exists, replaceFile } from "./files.ts";
import { writeHolderRecord } from "./holder-record.ts";
import { ensureCluster, resetPassword } from "./init-cluster.ts";
import { confirmLayout, type Layout, prepareDataDir, resolveLayout, SYSTEM_DIR } from "./layout.ts";
import { stopLeftovers } from "./leftovers.ts";
import { openLogFile } from "./log-file.ts";
import { ownClusterHome, ownDataFolder } from "./ownership.ts";
import { stopWithParent } from "./parent-watch.ts";
import { findPassword, generatePassword, storePassword } from "./password.ts";
import { startPostmaster } from "./postmaster.ts";
import { buildSettings, DEFAULT_MAX_CONNECTIONS, renderSettings } from "./settings.ts";
import { clearSocketFolder, prepareSocketFolder, removeSocketFolder, SOCKET_PORT } from "./socket-folder.ts";
import { explainFileError } from "./start-problem.ts";
import { type Log, supervise } from "./supervisor.ts";

export interface EmbeddedPostgresOptions {
  /** CHASQUI_DATA_DIR, absolute or relative to the current folder; made when missing. */
  dataDir: string;
  log: Log;
  /** `off`: nothing is flushed to disk; for tests only. Default `full`. */
  durability?: "full" | "off";
  maxConnections?: number;
  /** Settings of PostgreSQL by name; they win over ours. */
  settings?: Record<string, string>;
  /** Where clusters live when the server runs as root. Default /var/lib/chasqui. */
  systemDir?: string;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: Connection;
  readonly connectionString: string;
  /** PostgreSQL's main process; another one after a restart. */
  readonly pid: number;
  /** PostgreSQL ended unexpectedly: connections are lost, and a restart is under way. */
  onExit(listener: (error: Error) => void): void;
  /** It accepts connections again, at the same place with the same password. */
  onRestart(listener: (pid: number) => void): void;
  /** Ends all sessions, stops PostgreSQL (a few tenths of a second; 10 s at most) and gives the data folder free. */
  stop(): Promise<void>;
}

const LOG_CHECK_MS = 60 * 60_000;

/**
 * @throws DataFolderInUse, FolderUnusable, ClusterVersionMismatch, ClusterMissing, PostgresStartFailed: all of them
 * EmbeddedPostgresError, whose `message` is written for the person who runs the server.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await using undo = new AsyncDisposableStack();
  const dataDir = await prepareDataDir(resolve(options.dataDir));
  const owned = await ownDataFolder(dataDir);
  undo.defer(() => owned.release());
  const systemDir = options.systemDir ?? SYSTEM_DIR;
  const layout = await resolveLayout(dataDir, systemDir, (message) => options.log("warn", message));
  const clusterLock = ownClusterHome(layout.clusterHome, dataDir);
  undo.defer(() => clusterLock.release());

  const binaries = await findBinaries(layout, systemDir);
  const { supervisor, connection, logFile } = await startSupervised(options, layout, binaries);
  if (process.platform !== "win32") undo.defer(() => removeSocketFolder(connection.host));
  undo.defer(() => supervisor.stop());
  const rotation = setInterval(() => logFile.rotateWhenLarge(), LOG_CHECK_MS).unref();
  undo.defer(() => clearInterval(rotation));
  await writeHolderRecord(dataDir, connection);

  const undoOnStop = undo.move();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= undoOnStop.disposeAsync());
  return {
    connection,
    connectionString: buildConnectionString(connection),
    get pid() {
      return supervisor.pid;
    },
    onExit: supervisor.onExit,
    onRestart: supervisor.onRestart,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function startSupervised(options: EmbeddedPostgresOptions, layout: Layout, binaries: Binaries) {
  const durability = options.durability ?? "full";
  const note = (message: string) => options.log("info", message);
  if (await exists(layout.clusterDir)) await stopLeftovers(layout, binaries, note);
  const password = await ensurePasswordAndCluster(layout, binaries, durability, options.log);
  await confirmLayout(layout);

  const socketDir = process.platform === "win32" ? undefined : await prepareSocketFolder(layout);
  const port = socketDir === undefined ? await findFreePort() : SOCKET_PORT;
  await writeSettings(layout, { ...options, socketDir, port, durability });

  const logFile = await openLogFile(layout.dataDir);
  let isRestart = false;
  const supervisor = await supervise(async (signal) => {
    logFile.rotateWhenLarge();
    if (isRestart) await stopLeftovers(layout, binaries, note);
    isRestart = true;
    if (socketDir !== undefined) await clearSocketFolder(socketDir);
    const postmaster = await startPostmaster(layout, binaries, logFile, signal);
    // A test run that is killed must not leave databases behind; its data folder is never used again.
    if (durability === "off") stopWithParent(postmaster, layout.account);
    return postmaster;
  }, options.log);
  return { supervisor, logFile, connection: buildConnection(socketDir ?? "127.0.0.1", port, password) };
}

/** As root the checkout may be closed to the account that runs PostgreSQL, so it gets a copy of the programs. */
async function findBinaries(layout: Layout, systemDir: string): Promise<Binaries> {
  return isRoot() ? await copyBinaries(systemDir) : await useInstalledBinaries(join(layout.clusterHome, "lib"));
}

async function ensurePasswordAndCluster(
  layout: Layout,
  binaries: Binaries,
  durability: "full" | "off",
  log: Log,
): Promise<string> {
  const stored = await findPassword(layout.dataDir);
  const password = stored ?? generatePassword();
  const isNew = !(await exists(layout.clusterDir));
  // Before the cluster, so that there is never one whose password is known to nobody.
  if (isNew && stored === undefined) await storePassword(layout.dataDir, password);
  if (isNew) log("info", `Creating the database in ${layout.clusterHome}.`);
  await ensureCluster(layout, binaries, password, durability);
  if (isNew || stored !== undefined) return password;

  log("warn", `The database's password file was missing in ${layout.dataDir}; the database gets a new password.`);
  await resetPassword(layout, binaries, password);
  await storePassword(layout.dataDir, password);
  return password;
}

async function writeSettings(
  layout: Layout,
  input: EmbeddedPostgresOptions & { socketDir: string | undefined; port: number; durability: "full" | "off" },
): Promise<void> {
  const settings = buildSettings({
    socketDir: input.socketDir,
    port: input.port,
    durability: input.durability,
    maxConnections: input.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    extra: input.settings ?? {},
  });
  try {
    await replaceFile(join(layout.clusterDir, "postgresql.conf"), renderSettings(settings), 0o600, layout.account);
  } catch (error) {
    throw explainFileError(error, layout.clusterDir, "write the database's settings");
  }
}
