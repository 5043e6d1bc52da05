import { randomBytes } from "node:crypto";
import { lchown, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isRoot } from "./account.ts";

/**
 * Replaces a file in one step and durably: after a crash it holds the old or the new text, never a part. Never follows a
 * symbolic link, since root also writes into folders that belong to the database's account.
 */
export async function replaceFile(
  path: string,
  text: string,
  mode: number,
  owner?: { uid: number; gid: number },
): Promise<void> {
  const folder = dirname(path);
  const draft = join(folder, `.${randomBytes(6).toString("hex")}.tmp`);
  const file = await open(draft, "wx", mode);
  try {
    await file.writeFile(text);
    await file.chmod(mode);
    if (owner !== undefined && isRoot()) await file.chown(owner.uid, owner.gid);
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/**
 * Owner of a folder. What root writes into a data folder is given to the folder's owner, so that somebody who once used
 * sudo is not locked out of their own data folder afterwards.
 */
export async function ownerOf(folder: string): Promise<{ uid: number; gid: number }> {
  const { uid, gid } = await stat(folder);
  return { uid, gid };
}

export async function giveTo(path: string, owner: { uid: number; gid: number } | undefined): Promise<void> {
  if (owner !== undefined && isRoot()) await lchown(path, owner.uid, owner.gid);
}

export async function exists(path: string): Promise<boolean> {
  return (await findStat(path)) !== undefined;
}

export async function findStat(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
