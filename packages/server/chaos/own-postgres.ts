/** A PostgreSQL beside the nodes, to be killed by itself, and the keys to ask them with. */
import type pg from "pg";
import { createAuth } from "../src/domains/auth/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { createDatabase, migrate } from "../src/platform/db/index.ts";
import { deleteEmbeddedPostgres, startEmbeddedPostgres } from "../src/platform/embedded-postgres/index.ts";
import { createIds } from "../src/platform/ids.ts";

/** `durability: "off"` for the watcher that stops it with this process; commits are flushed all the same, for it is killed again and again. */
export function startOwnPostgres(dataDir: string) {
  return startEmbeddedPostgres({
    dataDir,
    durability: "off",
    settings: { fsync: "on", synchronous_commit: "on", full_page_writes: "on" },
    log: () => undefined,
  }).then((postgres) => ({
    connection: postgres.connection,
    connectionString: postgres.connectionString,
    get pid() {
      return postgres.pid;
    },
    async [Symbol.asyncDispose]() {
      await postgres.stop();
      await deleteEmbeddedPostgres(dataDir);
    },
  }));
}

export async function makeApiKeys(connection: pg.PoolConfig, count: number): Promise<string[]> {
  const database = createDatabase({ connection, poolSize: 1, onConnectionLost: () => undefined });
  try {
    await migrate(database);
    const { apiKeys } = createAuth({ db: database.db, clock: systemClock, ids: createIds(systemClock) });
    const keys: string[] = [];
    for (let index = 0; index < count; index++)
      keys.push((await apiKeys.createApiKey({ name: `chaos ${index}`, scopes: ["admin"] }, undefined)).key);
    return keys;
  } finally {
    await database.close();
  }
}
