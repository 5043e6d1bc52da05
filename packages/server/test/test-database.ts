import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createDatabase, type Database } from "../src/platform/db/index.ts";
import { TEMPLATE_DATABASE, withDatabase } from "./global-setup.ts";

export interface TestDatabase extends AsyncDisposable {
  readonly connectionString: string;
  readonly database: Database;
}

/** A migrated database of its own for one test, dropped when it ends. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = inject("adminConnectionString");
  const name = `chasqui_${randomUUID().replaceAll("-", "")}`;
  await runAsAdmin(admin, `create database ${name} template ${TEMPLATE_DATABASE} strategy file_copy`);
  const connectionString = withDatabase(admin, name);
  const database = createDatabase({
    connection: { connectionString },
    poolSize: 10,
    onConnectionLost: () => undefined,
  });
  return {
    connectionString,
    database,
    async [Symbol.asyncDispose]() {
      await database.close();
      await runAsAdmin(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

async function runAsAdmin(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
