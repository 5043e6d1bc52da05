import { resolve } from "node:path";
import { buildConnection, type Connection } from "./connection.ts";
import { findHolderRecord } from "./holder-record.ts";
import { findPassword } from "./password.ts";

/** Connection details of a database that a running server owns (for CLI commands run beside it), or undefined when none runs. */
export async function findRunningEmbeddedPostgres(dataDir: string): Promise<Connection | undefined> {
  const record = await findHolderRecord(resolve(dataDir));
  if (record?.database === undefined) return undefined;
  const password = await findPassword(resolve(dataDir));
  return password === undefined ? undefined : buildConnection(record.database.host, record.database.port, password);
}
