import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Account, chooseAccount, isRoot } from "./account.ts";
import { ClusterMissing, FolderUnusable } from "./errors.ts";
import { exists, findStat } from "./files.ts";
import { findPointer, pointerPath, writePointer } from "./pointer.ts";
import { explainFileError } from "./start-problem.ts";

/**
 * Where everything of one embedded database lives.
 *
 * As a normal user all of it is in the data folder (`<data>/postgres`). As root the cluster is outside, since PostgreSQL
 * runs as an unprivileged account that cannot reach, say, a checkout in root's closed home:
 *
 *     /var/lib/chasqui/              0755 root
 *       binaries/<version>/          0755 root, copied once, shared by all data folders
 *       <instance>/                  0755 root; the name is derived from the data folder's real path
 *         cluster/                   0700 account: PostgreSQL's own folder
 *         run/                       0700 account: the socket
 */
export interface Layout {
  /** Real, absolute path. */
  dataDir: string;
  clusterHome: string;
  clusterDir: string;
  /** Who runs PostgreSQL; undefined: the user that runs the server. */
  account: Account | undefined;
}

export const SYSTEM_DIR = "/var/lib/chasqui";
export const HOME_IN_DATA_DIR = "postgres";
export const CLUSTER = "cluster";

/** Creates the data folder when it is missing and returns its real path. */
export async function prepareDataDir(dataDir: string): Promise<string> {
  try {
    // 0700: it holds secrets and, unless the server runs as root, the database.
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await realpath(dataDir);
  } catch (error) {
    throw explainFileError(error, dataDir, "create the data folder");
  }
}

/**
 * Decides where the cluster of `dataDir` is, or will be. The caller owns the data folder.
 * @throws ClusterMissing, FolderUnusable, PostgresStartFailed
 */
export async function resolveLayout(
  dataDir: string,
  systemDir: string,
  warn: (message: string) => void,
): Promise<Layout> {
  const clusterHome = await findOrClaimHome(dataDir, systemDir, warn);
  const clusterDir = join(clusterHome, CLUSTER);
  return { dataDir, clusterHome, clusterDir, account: await accountFor(clusterDir) };
}

/** Remembers that the cluster now exists, when that is written down outside of it. */
export async function confirmLayout(layout: Layout): Promise<void> {
  const pointer = await findPointer(layout.dataDir);
  if (pointer === undefined || pointer.initialised) return;
  await writePointer(layout.dataDir, { ...pointer, initialised: true });
}

async function findOrClaimHome(dataDir: string, systemDir: string, warn: (message: string) => void): Promise<string> {
  const pointer = await findPointer(dataDir);
  if (pointer !== undefined) {
    if (!isRoot()) throw madeByRoot(dataDir, pointer.clusterHome);
    if (pointer.initialised && !(await clusterExists(pointer.clusterHome))) {
      throw new ClusterMissing(join(pointer.clusterHome, CLUSTER), pointerPath(dataDir));
    }
    return pointer.clusterHome;
  }
  const inside = join(dataDir, HOME_IN_DATA_DIR);
  // A cluster that a normal user made here keeps its place when root comes later; a new one would look like data loss.
  if (!isRoot() || (await clusterExists(inside))) {
    await makeFolder(inside, 0o700);
    return inside;
  }
  const clusterHome = await claimInstance(dataDir, systemDir, warn);
  await writePointer(dataDir, { clusterHome, initialised: false });
  return clusterHome;
}

function madeByRoot(dataDir: string, clusterHome: string): FolderUnusable {
  return new FolderUnusable(
    clusterHome,
    `The database of ${dataDir} is in ${clusterHome}, because the server was first started there as root. ` +
      `Start it as root again, or choose another data folder with CHASQUI_DATA_DIR (and restore a backup into it to keep your data).`,
  );
}

async function clusterExists(clusterHome: string): Promise<boolean> {
  try {
    return await exists(join(clusterHome, CLUSTER, "PG_VERSION"));
  } catch (error) {
    throw explainFileError(error, clusterHome, "read the database");
  }
}

/**
 * Makes the instance folder. One that is already there without our data folder pointing to it belongs to a data folder
 * that was deleted or replaced: its data must neither come back as ours nor be destroyed, so we take the next name.
 */
async function claimInstance(dataDir: string, systemDir: string, warn: (message: string) => void): Promise<string> {
  await makeFolder(systemDir, 0o755);
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? "" : `-${attempt}`;
    const home = join(systemDir, instanceName(dataDir) + suffix);
    try {
      await mkdir(home, { mode: 0o755 });
      return home;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST")
        throw explainFileError(error, systemDir, "create a folder");
      warn(
        `${home} belongs to an earlier data folder at this place; it is left as it is and can be deleted if it is not needed`,
      );
    }
  }
}

/** Pure. Readable, and distinct for every path: "data-3f2a9c0d1b7e". Short, because a socket path may have 107 bytes. */
function instanceName(dataDir: string): string {
  const readable = basename(dataDir)
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .slice(0, 20);
  return `${readable}-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
}

/** Who runs PostgreSQL: as root the owner of the cluster, or of one to be made the chosen account. */
export async function accountFor(clusterDir: string): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const cluster = await findStat(clusterDir);
  if (cluster !== undefined && Number(cluster.uid) !== 0) return { uid: Number(cluster.uid), gid: Number(cluster.gid) };
  return chooseAccount();
}

async function makeFolder(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode });
  } catch (error) {
    throw explainFileError(error, folder, "create the folder");
  }
}
