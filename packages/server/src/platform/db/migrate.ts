import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { ChasquiError } from "../errors.ts";
import type { Database } from "./database.ts";

export interface MigrationResult {
  /** Names applied by this call, in order. */
  readonly applied: readonly string[];
}

const MIGRATIONS_FOLDER = join(import.meta.dirname, "../../../migrations");
/** One number for all starters of one database: they queue up behind it. */
const MIGRATION_LOCK = 7_215_430_001;

/** Brings the schema up to date. Any number of nodes may start at once: one migrates, the rest wait and find it done.
 *  @throws MigrationChanged, DatabaseTooNew */
export async function migrate(database: Database, folder: string = MIGRATIONS_FOLDER): Promise<MigrationResult> {
  const migrations = readMigrations(folder);
  const client = await database.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(
      "create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
    );
    return { applied: await applyMissing(client, migrations) };
  } finally {
    await client.query("select pg_advisory_unlock_all()").catch(() => undefined);
    client.release();
  }
}

/** Names of migrations that this version has and the database has not. Changes nothing. */
export async function listMissingMigrations(database: Database, folder: string = MIGRATIONS_FOLDER): Promise<string[]> {
  const { rows } = await database.pool.query<{ exists: boolean }>(
    "select to_regclass('schema_migrations') is not null as exists",
  );
  const all = readMigrations(folder).map((migration) => migration.name);
  if (!rows[0]?.exists) return all;
  const applied = await database.pool.query<{ name: string }>("select name from schema_migrations");
  const done = new Set(applied.rows.map((row) => row.name));
  return all.filter((name) => !done.has(name));
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

async function applyMissing(client: pg.PoolClient, migrations: Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from schema_migrations",
  );
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Set(migrations.map((migration) => migration.name));
  const fromTheFuture = [...done.keys()].filter((name) => !known.has(name));
  if (fromTheFuture.length > 0) {
    throw new ChasquiError(
      "refused",
      "database-too-new",
      `The database was migrated by a newer Chasqui (${fromTheFuture.join(", ")}).`,
      {
        mend: "Start the newer version, or restore a backup made by this one.",
      },
    );
  }
  const applied: string[] = [];
  for (const migration of migrations) {
    const checksum = done.get(migration.name);
    if (checksum === migration.checksum) continue;
    if (checksum !== undefined) {
      throw new ChasquiError(
        "refused",
        "migration-changed",
        `Migration ${migration.name} is not the one this database was made with.`,
        {
          mend: "Restore the file as it was released; a correction is a new migration.",
        },
      );
    }
    await applyOne(client, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into schema_migrations (name, checksum) values ($1, $2)", [
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new Error(`Migration ${migration.name} failed and left the database as it was`, { cause });
  }
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file));
  return files.sort().map((file) => {
    const sql = readFileSync(join(folder, file), "utf8");
    return { name: file.replace(/\.sql$/, ""), sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}
