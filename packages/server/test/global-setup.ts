/** One PostgreSQL for the whole run (without fsync: nothing in it must survive), with one migrated database that every test clones. */
import { chownSync, existsSync, mkdtempSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { createDatabase, migrate } from "../src/platform/db/index.ts";
import { deleteEmbeddedPostgres, startEmbeddedPostgres } from "../src/platform/embedded-postgres/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the maintenance database. */
    adminConnectionString: string;
  }
}

export const TEMPLATE_DATABASE = "chasqui_template";

const MEMORY = "/dev/shm";
const ROOM_NEEDED_BYTES = 2 * 1024 ** 3;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-test-"));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    durability: "off",
    maxConnections: 200,
    log: () => undefined,
  });
  let inMemory: string | undefined;
  async function tearDown(): Promise<void> {
    await postgres.stop();
    await deleteEmbeddedPostgres(dataDir);
    if (inMemory !== undefined) rmSync(inMemory, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
  try {
    const client = new pg.Client(postgres.connectionString);
    await client.connect();
    inMemory = await findRoomInMemory(client);
    await createTemplate(client, postgres.connectionString, inMemory);
    await client.end();
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("adminConnectionString", postgres.connectionString);
  return tearDown;
}

/** Cloning and dropping a database makes and deletes hundreds of files: ext4 spends more time on that than the tests on their work, because it
 *  doesn't give away a deleted file's place for half a minute. Where there is room in memory, the databases are there. */
async function findRoomInMemory(client: pg.Client): Promise<string | undefined> {
  if (!existsSync(MEMORY)) return undefined;
  const space = statfsSync(MEMORY);
  if (space.bavail * space.bsize < ROOM_NEEDED_BYTES) return undefined;
  const { rows } = await client.query<{ folder: string }>(
    "select setting as folder from pg_settings where name = 'data_directory'",
  );
  const { uid, gid } = statSync(rows[0]?.folder ?? "");
  const folder = mkdtempSync(`${MEMORY}/chasqui-test-`);
  chownSync(folder, uid, gid);
  return folder;
}

async function createTemplate(client: pg.Client, admin: string, inMemory: string | undefined): Promise<void> {
  // A clone is where its template is.
  if (inMemory === undefined) await client.query(`create database ${TEMPLATE_DATABASE}`);
  else {
    await client.query(`create tablespace in_memory location '${inMemory}'`);
    await client.query(`create database ${TEMPLATE_DATABASE} tablespace in_memory`);
  }
  const template = createDatabase({
    connection: { connectionString: withDatabase(admin, TEMPLATE_DATABASE) },
    poolSize: 1,
  });
  try {
    await migrate(template);
    // The job queue's own tables, which every server would make anew at its first start.
    await runMigrations({ pgPool: template.pool, logger: new Logger(() => () => undefined) });
  } finally {
    await template.close();
  }
  // Nobody, no background worker either, may look into it: it could not be cloned meanwhile.
  await client.query(`alter database ${TEMPLATE_DATABASE} with allow_connections false`);
}

export function withDatabase(connectionString: string, database: string): string {
  return connectionString.replace(/\/chasqui(\?|$)/, `/${database}$1`);
}
