import { readdir, rm, rmdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { useInstalledBinaries } from "./binaries.ts";
import { exists } from "./files.ts";
import { LOCK_FILE } from "./folder-lock.ts";
import { DRAFT_PREFIX } from "./init-cluster.ts";
import { accountFor, CLUSTER, HOME_IN_DATA_DIR, prepareDataDir } from "./layout.ts";
import { stopLeftovers } from "./leftovers.ts";
import { ownClusterHome, ownDataFolder } from "./ownership.ts";
import { PASSWORD_FILE } from "./password.ts";
import { findPointer, pointerPath } from "./pointer.ts";

/**
 * Destroys the database of a data folder, wherever it lives; the folder itself and what else is in it stay. For tests, and
 * for a person who wants to begin anew: deleting a data folder that root used leaves its cluster behind.
 * @throws DataFolderInUse, FolderUnusable
 */
export async function deleteEmbeddedPostgres(path: string): Promise<void> {
  const dataDir = await prepareDataDir(resolve(path));
  const owned = await ownDataFolder(dataDir);
  try {
    const pointer = await findPointer(dataDir);
    const clusterHome = pointer?.clusterHome ?? join(dataDir, HOME_IN_DATA_DIR);
    if (await exists(clusterHome)) await deleteClusterHome(clusterHome, dataDir);
    await rm(join(dataDir, PASSWORD_FILE), { force: true });
    await rm(pointerPath(dataDir), { force: true });
  } finally {
    await owned.release();
  }
}

/** Deletes by name what we put there, never the folder as a whole: a wrong pointer must not empty a wrong folder. */
async function deleteClusterHome(clusterHome: string, dataDir: string): Promise<void> {
  const lock = ownClusterHome(clusterHome, dataDir);
  try {
    const clusterDir = join(clusterHome, CLUSTER);
    if (await exists(clusterDir)) {
      const binaries = await useInstalledBinaries(join(clusterHome, "lib"));
      await stopLeftovers({ clusterDir, account: await accountFor(clusterDir) }, binaries, () => undefined);
    }
    for (const name of await readdir(clusterHome)) {
      const isOurs = [CLUSTER, "run", "lib"].includes(name) || name.startsWith(DRAFT_PREFIX);
      if (isOurs) await rm(join(clusterHome, name), { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
  await rm(join(clusterHome, LOCK_FILE), { force: true });
  await rmdir(clusterHome).catch(() => undefined); // somebody keeps something of theirs in it
}
