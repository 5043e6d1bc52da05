import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ownerOf, replaceFile } from "./files.ts";
import { explainFileError } from "./start-problem.ts";

export const PASSWORD_FILE = "postgres-password";

/** The database's password, kept in a 0600 file of the data folder; undefined when there is none yet. */
export async function findPassword(dataDir: string): Promise<string | undefined> {
  try {
    const password = (await readFile(join(dataDir, PASSWORD_FILE), "utf8")).trim();
    return password === "" ? undefined : password;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw explainFileError(error, dataDir, `read ${PASSWORD_FILE}`);
  }
}

/** 192 random bits in letters that need no quoting in SQL or in a URL. */
export function generatePassword(): string {
  return randomBytes(24).toString("base64url");
}

export async function storePassword(dataDir: string, password: string): Promise<void> {
  try {
    await replaceFile(join(dataDir, PASSWORD_FILE), `${password}\n`, 0o600, await ownerOf(dataDir));
  } catch (error) {
    throw explainFileError(error, dataDir, `write ${PASSWORD_FILE}`);
  }
}
