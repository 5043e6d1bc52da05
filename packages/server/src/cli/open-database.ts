import type { Config } from "../platform/config.ts";
import { createDatabase, type Database } from "../platform/db/index.ts";
import { findRunningEmbeddedPostgres } from "../platform/embedded-postgres/index.ts";
import type { Logger } from "../platform/logger.ts";
import { openStorage } from "../storage.ts";

/** Gives `work` the database of this installation, wherever it is: that of DATABASE_URL, the embedded one of a server
 *  that runs now, or the embedded one started for as long as the work takes. It may not be migrated yet. */
export async function withDatabase<T>(
  config: Config,
  logger: Logger,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const running = config.databaseUrl === undefined ? await findRunningEmbeddedPostgres(config.dataDir) : undefined;
  if (running) {
    const database = createDatabase({ connection: running, poolSize: 2 });
    return await work(database).finally(() => database.close());
  }
  const storage = await openStorage(config, logger);
  try {
    return await work(storage.database);
  } finally {
    await storage.close();
  }
}
