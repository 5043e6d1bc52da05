import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Db } from "./transaction.ts";

export interface DatabaseOptions {
  /** Where and as whom; a connection string or its parts. */
  readonly connection: pg.PoolConfig;
  /** Connections kept at most. */
  readonly poolSize?: number;
  /** Told of connections that broke while idle; the pool opens new ones by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Connection details for the few who need a connection of their own (LISTEN, session locks). */
  readonly connection: pg.PoolConfig;
  close(): Promise<void>;
}

/** A transaction whose node was stopped (SIGSTOP, a frozen virtual machine) holds row locks that others wait for.
 *  The server ends it after this time, so that another node can go on. No transaction of ours waits on anything but the database. */
const IDLE_IN_TRANSACTION_LIMIT_MS = 10_000;

/** Who waits longer for a free connection has found a database that is away, or a mistake of ours: an error says so, waiting for ever would not. */
const CONNECTION_LIMIT_MS = 30_000;

export function createDatabase(options: DatabaseOptions): Database {
  const connection: pg.PoolConfig = {
    ...options.connection,
    application_name: "chasqui",
    options: `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_LIMIT_MS} -c timezone=UTC`,
  };
  const pool = new pg.Pool({
    ...connection,
    max: options.poolSize ?? 10,
    idleTimeoutMillis: 5_000,
    connectionTimeoutMillis: CONNECTION_LIMIT_MS,
  });
  pool.on("error", (error) => options.onConnectionLost?.(error));
  // One that breaks while in use, between two statements, would end the process if nobody listened; the next statement fails and tells.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  // Not by kysely's destroy(): that ends nothing as long as no query went through kysely.
  return { db, pool, connection, close: () => pool.end() };
}
