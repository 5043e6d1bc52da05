import { randomBytes, scrypt } from "node:crypto";
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ChasquiError, describeError } from "./errors.ts";

/** What AES-256 takes. */
export const KEY_BYTES = 32;
const KEY_FILE = "secret.key";
/** Fixed, because every node must come to the same key and nothing is shared before the database can be read. */
const SALT = "chasqui master key v1";

const deriveByScrypt = promisify<string, string, number, Buffer>(scrypt);

/** The key that everything is sealed with: from `secret`, else from the file `secret.key` in the data folder, made at the first
 *  start. Any number of processes may start at once: they all get the same key.
 *  @throws ChasquiError key-file-exposed, key-file-invalid, key-file-unusable */
export async function loadMasterKey({
  secret,
  dataDir,
}: {
  secret?: string | undefined;
  dataDir: string;
}): Promise<Buffer> {
  // scrypt, not a plain hash: people choose secrets, and chosen secrets are guessed from a stolen dump.
  if (secret !== undefined) return deriveByScrypt(secret, SALT, KEY_BYTES);
  const path = join(dataDir, KEY_FILE);
  try {
    return (await findKeyInFile(path)) ?? (await createKeyFile(dataDir, path));
  } catch (cause) {
    if (cause instanceof ChasquiError) throw cause;
    throw new ChasquiError(
      "unavailable",
      "key-file-unusable",
      `The key file ${path} can't be used: ${describeError(cause)}.`,
      {
        mend: "Give the server the right to read and write the data folder, or set CHASQUI_SECRET.",
        cause,
      },
    );
  }
}

async function findKeyInFile(path: string): Promise<Buffer | undefined> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!info) return undefined;
  // Windows has no such mode bits: its files follow the rights of their folder.
  if (process.platform !== "win32" && (info.mode & 0o077) !== 0) {
    throw new ChasquiError(
      "refused",
      "key-file-exposed",
      `The key file ${path} can be read by other users of this machine.`,
      {
        mend: `Run: chmod 600 ${path}. If others may have read it, make new access tokens for your channels too.`,
      },
    );
  }
  const text = (await readFile(path, "utf8")).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new ChasquiError("refused", "key-file-invalid", `The key file ${path} does not hold a key.`, {
      mend: "Put back the file as it was, from a backup of the data folder. Without it stored secrets can't be read.",
    });
  }
  return Buffer.from(text, "hex");
}

async function createKeyFile(dataDir: string, path: string): Promise<Buffer> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(`${randomBytes(KEY_BYTES).toString("hex")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link appears whole or not at all, and never replaces the key of somebody who was faster.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const key = await findKeyInFile(path);
  if (!key) throw new Error("it disappeared while it was made");
  return key;
}
