import { EmbeddedPostgresError, FolderUnusable, PostgresStartFailed } from "./errors.ts";

/** Pure: turns what the system or PostgreSQL said into a sentence that names the folder and the mend. */

/** Wraps a failed file operation on `folder`; an error that is already ours passes through. */
export function explainFileError(error: unknown, folder: string, intent: string): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  const mend = code === undefined ? undefined : MENDS[code];
  if (mend !== undefined) return new FolderUnusable(folder, `Cannot ${intent} in ${folder}: ${mend}`, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new FolderUnusable(folder, `Cannot ${intent} in ${folder}: ${reason}.`, error);
}

const DISK_FULL = "the disk is full. Free some space there (a new database needs about 100 MB) and start again.";
const NO_PERMISSION =
  "permission denied. Give the user that runs the server the right to write there, or choose another folder with CHASQUI_DATA_DIR.";

const MENDS: Record<string, string> = {
  ENOSPC: DISK_FULL,
  EDQUOT: "the disk quota is used up. Free some space or raise the quota, and start again.",
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: "the disk is mounted read-only. Choose a writable folder with CHASQUI_DATA_DIR.",
  ENOTDIR: "a part of that path is a file, not a folder. Choose another folder with CHASQUI_DATA_DIR.",
  EEXIST: "something that is not a folder has that name. Choose another folder with CHASQUI_DATA_DIR.",
};

/** Explains a failed `initdb` or `postgres` from the end of its output. `folder` is where the cluster is. */
export function explainPostgresOutput(output: string, folder: string, action: string): EmbeddedPostgresError {
  if (/No space left on device/i.test(output))
    return new FolderUnusable(folder, `Cannot ${action} in ${folder}: ${DISK_FULL}`);
  if (/Disk quota exceeded/i.test(output))
    return new FolderUnusable(folder, `Cannot ${action} in ${folder}: ${MENDS.EDQUOT}`);
  if (/Read-only file system/i.test(output))
    return new FolderUnusable(folder, `Cannot ${action} in ${folder}: ${MENDS.EROFS}`);
  if (/shared libraries|Library not loaded|version `GLIBC/i.test(output)) {
    return new PostgresStartFailed(
      `The embedded PostgreSQL does not run on this system (${tellingLine(output)}). Run "npm install" again; if that does not help, install PostgreSQL yourself and set DATABASE_URL.`,
    );
  }
  if (/could not look up effective user ID|user does not exist/i.test(output)) {
    return new PostgresStartFailed(
      `The embedded PostgreSQL needs a user that the system knows, and the one running this server has no entry in /etc/passwd (${tellingLine(output)}). Run the server as a named user, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  if (/Permission denied/i.test(output))
    return new FolderUnusable(folder, `Cannot ${action} in ${folder}: ${NO_PERMISSION} (${tellingLine(output)})`);
  if (/could not (create|map|attach).*shared memory|out of memory|Cannot allocate memory/i.test(output)) {
    return new PostgresStartFailed(
      `Cannot ${action} in ${folder}: the system has too little memory left. Stop other programs and start again.`,
    );
  }
  return new PostgresStartFailed(`Cannot ${action} in ${folder}. PostgreSQL said: ${tellingLine(output) || "nothing"}`);
}

/** Explains why a binary could not even be started (the error of `spawn`). */
export function explainSpawnError(error: unknown, binary: string): EmbeddedPostgresError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") {
    // The file was there when we looked: what is missing is the loader named inside it, as on Alpine (musl).
    return new PostgresStartFailed(
      `The embedded PostgreSQL (${binary}) does not run on this system; it needs a Linux with the GNU C library. Install PostgreSQL yourself and set DATABASE_URL.`,
      error,
    );
  }
  if (code === "EACCES" || code === "EPERM") {
    return new PostgresStartFailed(
      `The system refuses to run ${binary}: it is not executable, or its disk is mounted "noexec". Run "npm install" again, or move the checkout to another disk.`,
      error,
    );
  }
  return new PostgresStartFailed(
    `Cannot run ${binary}: ${error instanceof Error ? error.message : String(error)}.`,
    error,
  );
}

/** The line that says what is wrong. PostgreSQL ends with lines about shutting down, and names a wrong setting before. */
function tellingLine(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const telling =
    lines.findLast((line) => /configuration parameter|for parameter|syntax error in file/.test(line)) ??
    lines.findLast((line) => /\b(FATAL|PANIC|ERROR|error)\b/.test(line));
  return (telling ?? lines.at(-1) ?? "").slice(0, 500);
}
