import { setTimeout as delay } from "node:timers/promises";
import { DataFolderInUse } from "./errors.ts";
import { acquireFolderLock, type FolderLock } from "./folder-lock.ts";
import { findHolderRecord, removeHolderRecord, writeHolderRecord } from "./holder-record.ts";

/** How long a refused second server waits for the first, which may have won only just now, to write its name down. */
const NAME_WAIT_MS = 300;
const POLL_MS = 10;

/** Makes this process the one owner of the data folder. @throws DataFolderInUse, FolderUnusable */
export async function ownDataFolder(dataDir: string): Promise<{ release(): Promise<void> }> {
  const lock = acquireFolderLock(dataDir);
  if (lock === undefined) throw new DataFolderInUse(dataDir, await findOwnerPid(dataDir));
  try {
    await writeHolderRecord(dataDir);
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    release: async () => {
      await removeHolderRecord(dataDir);
      lock.release();
    },
  };
}

/**
 * Owns the cluster's folder too when it is outside of the data folder: a data folder that was copied points to the same
 * cluster as the original. @throws DataFolderInUse, FolderUnusable
 */
export function ownClusterHome(clusterHome: string, dataDir: string): FolderLock {
  const lock = acquireFolderLock(clusterHome);
  if (lock === undefined) throw new DataFolderInUse(dataDir, undefined);
  return lock;
}

async function findOwnerPid(dataDir: string): Promise<number | undefined> {
  const giveUpAt = performance.now() + NAME_WAIT_MS;
  for (;;) {
    const record = await findHolderRecord(dataDir);
    if (record !== undefined || performance.now() > giveUpAt) return record?.pid;
    await delay(POLL_MS);
  }
}
