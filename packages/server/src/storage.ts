import type { Config } from "./platform/config.ts";
import { createDatabase, type Database } from "./platform/db/index.ts";
import { startEmbeddedPostgres } from "./platform/embedded-postgres/index.ts";
import type { Logger } from "./platform/logger.ts";

/** The database, wherever it is: the one of DATABASE_URL, or our own PostgreSQL in the data folder. */
export interface Storage {
  readonly database: Database;
  close(): Promise<void>;
}

/** @throws DataFolderInUse and others of embedded-postgres, each with a sentence for a person */
export async function openStorage(config: Config, logger: Logger): Promise<Storage> {
  const onConnectionLost = (error: Error) => logger.debug({ err: error }, "a database connection was lost");
  if (config.databaseUrl !== undefined) {
    const database = createDatabase({ connection: { connectionString: config.databaseUrl }, onConnectionLost });
    return { database, close: () => database.close() };
  }
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (level, message, detail) => logger[level]({ detail }, message),
  });
  const database = createDatabase({ connection: postgres.connection, onConnectionLost });
  return {
    database,
    async close() {
      await database.close();
      await postgres.stop();
    },
  };
}
