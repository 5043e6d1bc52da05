/**
 * The embedded PostgreSQL: with no DATABASE_URL the server runs its own, in its data folder (`layout.ts` says where).
 *
 * `startEmbeddedPostgres` makes the database when there is none, starts it, keeps it running and stops it. Nothing listens
 * on TCP (except on Windows). After `kill -9` of the server its PostgreSQL runs on until the next start stops it.
 */
export type { Connection } from "./connection.ts";
export { deleteEmbeddedPostgres } from "./delete.ts";
export { type EmbeddedPostgresOptions, startEmbeddedPostgres } from "./embedded-postgres.ts";
/** The other errors of `errors.ts` are told apart by their `name` and `code`. */
export { DataFolderInUse, EmbeddedPostgresError } from "./errors.ts";
export { findRunningEmbeddedPostgres } from "./find-running.ts";
