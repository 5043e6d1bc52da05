import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { explainFileError } from "./start-problem.ts";

export const LOCK_FILE = "server.lock";
const SQLITE_BUSY = 5;

/** Exclusive ownership of a folder, until released or until the process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder for this process, or returns undefined when a living process has it.
 *
 * The lock is the kernel's (a POSIX record lock; LockFileEx on Windows), so `kill -9` or a power cut frees it at once and
 * there is no stale lock to judge, no race between two who judge it, and it holds between containers that share a
 * folder, where pids mean nothing. Node offers no flock; SQLite, which Node includes, takes such a lock for an open
 * exclusive transaction on an empty file, and also refuses a second holder within this process.
 *
 * Nothing else in the process may open the lock file: POSIX drops a process's lock when it closes any descriptor of it.
 *
 * @throws FolderUnusable when the folder cannot be written to
 */
export function acquireFolderLock(folder: string): FolderLock | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 });
    database.exec("PRAGMA journal_mode = MEMORY"); // else a journal file appears beside it
    database.exec("BEGIN EXCLUSIVE");
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw explainFileError(asFileError(error), folder, `lock ${LOCK_FILE}`);
  }
}

/** SQLite tells "cannot open" and "read-only" by its own numbers; both are a permission to the person who reads it. */
function asFileError(error: unknown): unknown {
  const primaryCode = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
  const SQLITE_READONLY = 8;
  const SQLITE_CANTOPEN = 14;
  const SQLITE_FULL = 13;
  if (primaryCode === SQLITE_READONLY || primaryCode === SQLITE_CANTOPEN)
    return Object.assign(new Error("cannot open", { cause: error }), { code: "EACCES" });
  if (primaryCode === SQLITE_FULL) return Object.assign(new Error("disk full", { cause: error }), { code: "ENOSPC" });
  return error;
}
