import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { giveTo, ownerOf } from "./files.ts";
import { explainFileError } from "./start-problem.ts";

/** Two files of this size at most: it holds only what goes wrong with the database itself. */
const MAX_LOG_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;

/** PostgreSQL's own log: `<data>/postgres.log`, and `postgres.log.1` before it. */
export interface LogFile {
  path: string;
  /** For the stderr of a child; the caller closes it. */
  openForChild(): number;
  /** Bytes so far: the place from which `readFrom` gives what one start has said. */
  size(): number;
  readFrom(offset: number): string;
  rotateWhenLarge(): void;
}

export async function openLogFile(dataDir: string): Promise<LogFile> {
  const path = join(dataDir, "postgres.log");
  try {
    closeSync(openSync(path, "a", 0o600));
    await giveTo(path, await ownerOf(dataDir));
  } catch (error) {
    throw explainFileError(error, dataDir, "write postgres.log");
  }
  return {
    path,
    openForChild: () => openSync(path, "a"),
    size: () => statSync(path).size,
    readFrom: (offset) => readTail(path, offset),
    rotateWhenLarge: () => rotateWhenLarge(path),
  };
}

/** Never throws: a log that cannot be rotated must stop neither the server nor a restart of the database. */
function rotateWhenLarge(path: string): void {
  try {
    if (statSync(path).size < MAX_LOG_BYTES) return;
  } catch {
    return; // somebody deleted it; PostgreSQL makes it again at its next start
  }
  // Copied and emptied, not renamed: PostgreSQL keeps writing to the file it was given, always at its end.
  for (const step of [() => copyFileSync(path, `${path}.1`), () => truncateSync(path, 0)]) {
    try {
      step();
    } catch {
      // A full disk has no room for the copy: emptying it is then all the more needed.
    }
  }
}

function readTail(path: string, offset: number): string {
  const end = statSync(path).size;
  const start = Math.max(offset > end ? 0 : offset, end - TAIL_BYTES);
  const buffer = Buffer.alloc(end - start);
  const file = openSync(path, "r");
  try {
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, buffer.length, start));
  } finally {
    closeSync(file);
  }
}
