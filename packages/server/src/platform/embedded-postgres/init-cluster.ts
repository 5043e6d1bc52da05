import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { ClusterVersionMismatch } from "./errors.ts";
import { exists, giveTo, replaceFile } from "./files.ts";
import type { Layout } from "./layout.ts";
import { runProgram } from "./run-program.ts";
import { explainFileError, explainPostgresOutput } from "./start-problem.ts";

export const DATABASE = "chasqui";
export const ROLE = "chasqui";
export const DRAFT_PREFIX = "cluster.new-";

/**
 * Makes the cluster with its role and its database when there is none; checks the version of one that is there.
 *
 * A cluster is made in a draft folder and renamed when it is complete: whatever ends the server in the middle, there is
 * then either a whole cluster or none, and drafts of such an end are removed here.
 *
 * @returns true when it was made now
 * @throws ClusterVersionMismatch, FolderUnusable, PostgresStartFailed
 */
export async function ensureCluster(
  layout: Layout,
  binaries: Binaries,
  password: string,
  durability: "full" | "off",
): Promise<boolean> {
  await removeDrafts(layout);
  if (await exists(layout.clusterDir)) {
    await checkVersion(layout, binaries);
    return false;
  }
  const draft = join(layout.clusterHome, `${DRAFT_PREFIX}${randomBytes(6).toString("hex")}`);
  try {
    await initialise(draft, layout, binaries, password, durability);
    await rename(draft, layout.clusterDir);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw explainFileError(error, layout.clusterHome, "create the database");
  }
  return true;
}

/** Sets the role's password with the cluster at rest, for a data folder whose password file was lost. */
export async function resetPassword(layout: Layout, binaries: Binaries, password: string): Promise<void> {
  const sql = `ALTER ROLE ${ROLE} PASSWORD '${password}'`;
  await runSingleUser(layout.clusterDir, layout, binaries, sql, "set the database's password", []);
}

async function initialise(
  draft: string,
  layout: Layout,
  binaries: Binaries,
  password: string,
  durability: "full" | "off",
): Promise<void> {
  const { account, clusterHome } = layout;
  await mkdir(draft, { mode: 0o700 });
  await giveTo(draft, account);
  const passwordFile = `${draft}.password`;
  await replaceFile(passwordFile, `${password}\n`, 0o600, account);
  try {
    const { exitCode, output } = await runProgram(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${ROLE}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        // Not what LANG says: without it the cluster would be SQL_ASCII, in which jsonb refuses \u00e9. The builtin
        // provider knows Unicode by itself, so no library of the system can change the order of an index.
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        // Repeated hashing is for passwords that people choose. Ours is 256 bits of chance, and every connection would pay for it.
        "--set=scram_iterations=1",
        "--no-instructions",
        ...(durability === "off" ? ["--no-sync"] : []),
      ],
      binaries,
      account,
    );
    if (exitCode !== 0) throw explainPostgresOutput(output, clusterHome, "create the database");
  } finally {
    await rm(passwordFile, { force: true });
  }
  const options = durability === "off" ? ["-c", "fsync=off"] : [];
  await runSingleUser(draft, layout, binaries, `CREATE DATABASE ${DATABASE}`, "create the database", options);
}

/** One statement with no server running. PostgreSQL exits 0 even when it failed and says so only in its output. */
async function runSingleUser(
  clusterDir: string,
  layout: Layout,
  binaries: Binaries,
  sql: string,
  intent: string,
  options: string[],
): Promise<void> {
  const args = ["--single", "-D", clusterDir, "-c", "log_checkpoints=off", ...options, "postgres"];
  const { exitCode, output } = await runProgram(binaries.postgres, args, binaries, layout.account, `${sql}\n`);
  if (exitCode !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) {
    throw explainPostgresOutput(output, layout.clusterHome, intent);
  }
}

async function checkVersion(layout: Layout, binaries: Binaries): Promise<void> {
  let found: string;
  try {
    found = (await readFile(join(layout.clusterDir, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    throw explainFileError(error, layout.clusterDir, "read the database's version");
  }
  if (found !== binaries.majorVersion)
    throw new ClusterVersionMismatch(layout.clusterDir, found, binaries.majorVersion);
}

async function removeDrafts({ clusterHome }: Layout): Promise<void> {
  let names: string[];
  try {
    names = await readdir(clusterHome);
  } catch (error) {
    throw explainFileError(error, clusterHome, "read the folder");
  }
  for (const name of names.filter((candidate) => candidate.startsWith(DRAFT_PREFIX))) {
    // An initdb whose server was killed just now still writes here until it notices that nobody listens.
    const retries = { maxRetries: 10, retryDelay: 50 };
    // Failing is no reason not to start: a draft only takes space, and the next start tries again.
    await rm(join(clusterHome, name), { recursive: true, force: true, ...retries }).catch(() => undefined);
  }
}
