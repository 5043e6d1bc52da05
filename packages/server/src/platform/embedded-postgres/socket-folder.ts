import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresStartFailed } from "./errors.ts";
import { giveTo } from "./files.ts";
import type { Layout } from "./layout.ts";
import { explainFileError } from "./start-problem.ts";

/** The port is a part of the socket's file name only; nothing listens on TCP. */
export const SOCKET_PORT = 5432;
const SOCKET_FILE = `.s.PGSQL.${SOCKET_PORT}`;

/** sun_path has 108 bytes on Linux and 104 on macOS, the last one being NUL. */
const MAX_SOCKET_PATH_BYTES = process.platform === "darwin" ? 103 : 107;

/**
 * The folder for the socket: beside the cluster, or a short one elsewhere when that path is too long.
 * 0700 and owned by whoever runs PostgreSQL: other users of the machine cannot even try a password.
 */
export async function prepareSocketFolder(layout: Layout): Promise<string> {
  const beside = join(layout.clusterHome, "run");
  if (isUsableForSocket(beside)) return await makePrivateFolder(beside, layout);
  const uid = layout.account?.uid ?? process.getuid?.() ?? 0;
  for (const candidate of shortFolders(layout.clusterHome, uid)) {
    if (isUsableForSocket(candidate)) return await makePrivateFolder(candidate, layout);
  }
  throw new PostgresStartFailed(
    `The path of the data folder ${layout.dataDir} is too long for a socket, and so is that of ${tmpdir()}. Set CHASQUI_DATA_DIR to a shorter path.`,
  );
}

/**
 * Removes what a killed PostgreSQL left: it would refuse to start when the pid in the lock file now means another process.
 * Only with `stopLeftovers` done, so that nobody listens there.
 */
export async function clearSocketFolder(folder: string): Promise<void> {
  for (const name of [SOCKET_FILE, `${SOCKET_FILE}.lock`]) await rm(join(folder, name), { force: true });
}

/** After a clean stop: a short folder in /tmp would otherwise stay behind when the data folder is deleted. */
export async function removeSocketFolder(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined); // not empty: whatever it is, the next start deals with it
}

/** Pure. Quotes and line breaks would need escaping in PostgreSQL's list of folders; such paths take the short one. */
function isUsableForSocket(folder: string): boolean {
  const path = join(folder, `${SOCKET_FILE}.lock`);
  return Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES && !/["'\\\n\r,]/.test(folder);
}

function shortFolders(clusterHome: string, uid: number): string[] {
  const id = createHash("sha256").update(clusterHome).digest("hex").slice(0, 12);
  const runtimeDir = process.env.XDG_RUNTIME_DIR;
  const inTemp = [tmpdir(), "/tmp"].map((temp) => join(temp, `chasqui-${uid}-${id}`));
  // Root's runtime folder is closed to the account that runs PostgreSQL.
  return runtimeDir && uid === process.getuid?.() ? [join(runtimeDir, `chasqui-${id}`), ...inTemp] : inTemp;
}

async function makePrivateFolder(folder: string, layout: Layout): Promise<string> {
  const uid = layout.account?.uid ?? process.getuid?.();
  try {
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    // In /tmp anybody may have made it before us: a link, or a folder of theirs, would hand them the socket.
    const found = await lstat(folder);
    if (found.isDirectory() && found.uid === process.getuid?.()) await giveTo(folder, layout.account);
    else if (!found.isDirectory() || (uid !== undefined && found.uid !== uid)) {
      throw new PostgresStartFailed(
        `${folder} should be a folder of user ${uid} for the database's socket, but it is not. Delete it and start again.`,
      );
    }
    await chmod(folder, 0o700);
    return folder;
  } catch (error) {
    throw explainFileError(error, folder, "make the folder for the database's socket");
  }
}
