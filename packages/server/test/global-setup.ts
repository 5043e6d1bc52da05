/** One PostgreSQL for the whole run (without fsync: nothing in it must survive), with one migrated database that every test clones. */
import { mkdtempSync, rmSync } from "node:fs";
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

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "chasqui-test-"));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    durability: "off",
    maxConnections: 200,
    log: () => undefined,
  });
  async function tearDown(): Promise<void> {
    await postgres.stop();
    await deleteEmbeddedPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
  try {
    await createTemplate(postgres.connectionString);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("adminConnectionString", postgres.connectionString);
  return tearDown;
}

async function createTemplate(admin: string): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
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
  await client.end();
}

export function withDatabase(connectionString: string, database: string): string {
  return connectionString.replace(/\/chasqui(\?|$)/, `/${database}$1`);
}
